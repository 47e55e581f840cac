"""The frame of a letter: opening, greeting of the season, closing (拝啓 and 敬具, for a solemn one 謹啓 and 謹白)."""

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


def frame(paragraphs: Sequence[str], month: int, *, to_person: bool = False, solemn: bool = False) -> tuple[str, ...]:
    """Return the paragraphs of a letter with its opening and closing.

    ``to_person`` greets a person (御健勝) and not an organisation (御清栄). Raises ``ValueError`` for no such month.
    """
    if month not in _SEASONS:
        raise ValueError(f"no month {month}")
    opening, closing = ("謹啓", "謹白") if solemn else ("拝啓", "敬具")
    wish = "御健勝" if to_person else "御清栄"
    greeting = f"{opening}　{_SEASONS[month]}、ますます{wish}のこととお喜び申し上げます。"
    return (greeting, *(f"　{paragraph}" for paragraph in paragraphs), closing)
