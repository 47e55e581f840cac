"""R14: readings of all kanji of a text, as data (H12-7, ISA ステップ2: 漢字にはふりがなを付ける)."""

from ingest.plain.furigana.reading import read
from ingest.plain.furigana.rendering import to_brackets, to_html
from ingest.plain.furigana.table import digests

__all__ = ["digests", "read", "to_brackets", "to_html"]
