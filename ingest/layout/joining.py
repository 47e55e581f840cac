"""The lines of a block become one text, without the paper's line breaks."""

from collections.abc import Sequence

from ingest.model import Line


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


def join_lines(lines: Sequence[Line]) -> tuple[str, tuple[float, ...]]:
    """Return the joined text and the confidence of each of its characters, none if a line does not know its own.

    A space that was put in is certain.
    """
    text, spans = join([line.text for line in lines])
    if not all(line.confidences for line in lines):
        return text, ()
    confidences = [1.0] * len(text)
    for line, (start, end) in zip(lines, spans, strict=True):
        before = len(line.text) - len(line.text.lstrip())
        confidences[start:end] = line.confidences[before : before + end - start]
    return text, tuple(confidences)


def ending(confidences: tuple[float, ...], text: str) -> tuple[float, ...]:
    """Return the confidences of a text that is the end of a longer one, none if those of the longer are not known."""
    return confidences[len(confidences) - len(text) :] if 0 < len(text) <= len(confidences) else ()


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ",.;:!?)('\"")
