"""The one vocabulary of the house: what a document is made of, and what its conversions are made of.

Every record is frozen and can be written to and read from JSON (``dump`` and ``load``). Boxes are pixels of the stored
page image, origin at the top left. Confidences are 0..1. Offsets count Unicode code points.
"""

from ingest.model.box import Box
from ingest.model.conversion import (
    Acceptance,
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Edit,
    Fact,
    FactKind,
    Place,
    Sentence,
    SentenceKind,
)
from ingest.model.fields import Check, Checkbox, Field, FieldKind
from ingest.model.notes import Flag, Provenance, Ruby
from ingest.model.paper import (
    Block,
    BlockKind,
    Cell,
    Direction,
    Document,
    Line,
    MediaType,
    Page,
    Preparation,
    Table,
    TextSource,
)
from ingest.model.records import Json, dump, load
from ingest.model.wishes import HEEDED_BY, FormalStyle, JapaneseStyle, Wishes

__all__ = [
    "HEEDED_BY",
    "Acceptance",
    "Block",
    "BlockKind",
    "Box",
    "Cell",
    "Check",
    "Checkbox",
    "Conversion",
    "ConversionKind",
    "ConvertedSentence",
    "Direction",
    "Document",
    "Edit",
    "Fact",
    "FactKind",
    "Field",
    "FieldKind",
    "Flag",
    "FormalStyle",
    "JapaneseStyle",
    "Json",
    "Line",
    "MediaType",
    "Page",
    "Place",
    "Preparation",
    "Provenance",
    "Ruby",
    "Sentence",
    "SentenceKind",
    "Table",
    "TextSource",
    "Wishes",
    "dump",
    "load",
]
