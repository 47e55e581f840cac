"""The frame of a letter: opening, greeting of the season, closing (拝啓 and 敬具, 謹啓 and 謹白, 前略 and 草々)."""

from collections.abc import Sequence

_SEASONS = {
    1: "厳寒の候",
    2: "余寒の候",
    3: "早春の候",
    4: "陽春の候",
    5: "新緑の候",
    6: "初夏の候",
    7: "盛夏の候",
    8: "残暑の候",
    9: "初秋の候",
    10: "秋冷の候",
    11: "晩秋の候",
    12: "初冬の候",
}
_ANY_SEASON = "時下"


def frame(
    paragraphs: Sequence[str],
    month: int | None = None,
    *,
    to_person: bool = False,
    solemn: bool = False,
    brief: bool = False,
) -> tuple[str, ...]:
    """Return the paragraphs of a letter with its opening and closing.

    The greeting is that of the ``month`` (1 to 12), 時下 without one. ``to_person`` greets a person (御健勝) and not an
    organisation (御清栄); ``solemn`` is 謹啓 and 謹白; ``brief`` leaves greetings out (前略, 草々).
    Raises ``ValueError`` for no such month, and for a letter that is to be solemn and brief.
    """
    if month is not None and month not in _SEASONS:
        raise ValueError(f"no month {month}")
    if solemn and brief:
        raise ValueError("a solemn letter has greetings")
    body = [f"　{paragraph}" for paragraph in paragraphs]
    if brief:
        return ("前略", *body, "草々")
    opening, closing = ("謹啓", "謹白") if solemn else ("拝啓", "敬具")
    wish = "御健勝" if to_person else "御清栄"
    season = _ANY_SEASON if month is None else f"{_SEASONS[month]}、"
    return (f"{opening}　{season}ますます{wish}のこととお喜び申し上げます。", *body, closing)
