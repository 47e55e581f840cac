"""What one request chooses for itself, in place of the office's settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ingest.model.conversion import ConversionKind

HEEDED_BY: Mapping[str, frozenset[ConversionKind]] = {
    "profile": frozenset({ConversionKind.PLAIN, ConversionKind.JAPANESE}),
    "formal_style": frozenset({ConversionKind.FORMAL}),
    "japanese_style": frozenset({ConversionKind.JAPANESE}),
}
"""Which kinds of conversions heed a wish."""


class FormalStyle(StrEnum):
    """How sentences of formal Japanese end: 敬体, 常体, or as most of the source's do."""

    POLITE = "polite"
    PLAIN = "plain"
    SOURCE = "source"


class JapaneseStyle(StrEnum):
    """What becomes of a translation into Japanese: it stays, or is rewritten as formal or plain Japanese."""

    TRANSLATED = "translated"
    FORMAL = "formal"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What holds for one request; where it names nothing, the office's setting holds.

    ``profile`` is who reads plain Japanese: names joined with commas, such as ``children,no-glosses``.
    """

    profile: str | None = None
    formal_style: FormalStyle | None = None
    japanese_style: JapaneseStyle | None = None

    @property
    def named(self) -> dict[str, str]:
        """Those that were named."""
        return {name: str(value) for name in HEEDED_BY if (value := getattr(self, name)) is not None}

    def of(self, kind: ConversionKind) -> dict[str, str]:
        """Those that were named and that conversions of this kind heed."""
        return {name: value for name, value in self.named.items() if kind in HEEDED_BY[name]}
