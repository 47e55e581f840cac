"""Japanese or English: which of the two a caller wants, and texts that exist in both."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    JAPANESE = "ja"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """A message in both languages; ``{names}`` in braces are filled in by ``say``."""

    ja: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        return (self.ja if language is Language.JAPANESE else self.en).format(**values)


def of_header(accept_language: str) -> Language:
    """Return which language an ``Accept-Language`` header (RFC 9110, 12.5.4) likes better, Japanese if neither."""
    liked = dict.fromkeys(Language, 0.0)
    for choice in accept_language.split(","):
        tag, _, quality = choice.strip().partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in liked:
            language = Language(primary)
            liked[language] = max(liked[language], _quality(quality))
    return Language.ENGLISH if liked[Language.ENGLISH] > liked[Language.JAPANESE] else Language.JAPANESE


def of_environment(chosen: str, environment: Mapping[str, str]) -> Language:
    """Return the chosen language if there is one, else that of the locale; any locale but Japanese means English."""
    if chosen in {language.value for language in Language}:
        return Language(chosen)
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return Language.JAPANESE if locale.lower().startswith("ja") else Language.ENGLISH


def _quality(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
