"""The lines of a block become one text, without the paper's line breaks."""

from collections.abc import Sequence


def join(texts: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the joined text, and for each line the stretch of it (start, end) that the line holds.

    Japanese lines are joined as they are; a space goes between two lines that meet in Latin letters or digits.
    """
    text = ""
    spans: list[tuple[int, int]] = []
    for part in (each.strip() for each in texts):
        if text and part and _is_latin(text[-1]) and _is_latin(part[0]):
            text += " "
        spans.append((len(text), len(text) + len(part)))
        text += part
    return text, tuple(spans)


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ",.;:!?)('\"")
