"""The pieces of a Word document that python-docx has no words for: ruby, marked sentences, the notice, the fonts."""

import re
from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ingest.model import ConvertedSentence, Flag, Ruby

AUTHOR, INITIALS = "Yakusho", "Y"
LATIN, JAPANESE = "Times New Roman", "ＭＳ 明朝"
"""Named, not embedded: Word takes another font where one of them is missing."""
_SIZE = 10.5
_NOTICE = RGBColor(0xC0, 0x00, 0x00)
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def prepare(document: Document, title: str) -> None:
    """Set A4 paper, the fonts of both scripts, and what the file says of itself."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", JAPANESE)):
            fonts.set(qn(f"w:{script}"), font)
    document.styles["Normal"].font.size = Pt(_SIZE)
    properties = document.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.title, properties.comments = readable(title), ""


def add_notice(document: Document, notice: Flag | None) -> None:
    """Put what must be said until a person accepts on top, in both languages, and into the head of each page."""
    if notice is None:
        return
    for paragraph in (document.add_paragraph(), document.sections[0].header.paragraphs[0]):
        run = paragraph.add_run(f"{notice.ja}\n{notice.en}")
        run.bold = True
        run.font.color.rgb = _NOTICE


def add_sentence(document: Document, paragraph: Paragraph, sentence: ConvertedSentence, *, marked: bool) -> None:
    """Set a converted sentence at the end of a paragraph; if ``marked``, a flagged one is highlighted and says why."""
    runs = add_ruby(paragraph, sentence.text, sentence.rubies)
    if marked and sentence.flags:
        mark(document, runs or [paragraph.add_run("[ ]")], sentence.flags)


def mark(document: Document, runs: Sequence[Run], flags: Sequence[Flag]) -> None:
    """Highlight the runs and hang a comment on them that gives the reasons in both languages."""
    for run in runs:
        for inner in run._r.iter(qn("w:r")):  # noqa: SLF001 - a ruby's runs stand inside its own
            Run(inner, run._parent).font.highlight_color = WD_COLOR_INDEX.YELLOW  # noqa: SLF001 - likewise
    text = "\n".join(f"{flag.ja}\n{flag.en}" for flag in flags)
    document.add_comment(runs, text, AUTHOR, INITIALS)


def add_ruby(paragraph: Paragraph, text: str, rubies: Sequence[Ruby]) -> list[Run]:
    """Add a text with its furigana as Word's own ruby; return the runs."""
    runs: list[Run] = []
    reached = 0
    for ruby in sorted(rubies, key=lambda ruby: ruby.start):
        if ruby.start > reached:
            runs.append(paragraph.add_run(readable(text[reached : ruby.start])))
        runs.append(_ruby(paragraph, ruby))
        reached = ruby.end
    if text[reached:]:
        runs.append(paragraph.add_run(readable(text[reached:])))
    return runs


def readable(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def _ruby(paragraph: Paragraph, ruby: Ruby) -> Run:
    """Add ``w:ruby`` (ECMA-376, 17.3.3.25): the reading at half the size, above the base, spread over it."""
    run = paragraph.add_run()
    element = OxmlElement("w:ruby")
    properties = OxmlElement("w:rubyPr")
    half_points = str(round(_SIZE))
    settings = (
        ("rubyAlign", "distributeSpace"),
        ("hps", half_points),
        ("hpsRaise", str(round(_SIZE * 2 - 1))),
        ("hpsBaseText", str(round(_SIZE * 2))),
        ("lid", "ja-JP"),
    )
    for name, value in settings:
        properties.append(_element(name, value))
    element.append(properties)
    element.append(_ruby_part("rt", ruby.reading, half_points))
    element.append(_ruby_part("rubyBase", ruby.base, ""))
    run._r.append(element)  # noqa: SLF001 - python-docx has no public way to add an element
    return run


def _ruby_part(name: str, text: str, half_points: str) -> BaseOxmlElement:
    part, run, content = OxmlElement(f"w:{name}"), OxmlElement("w:r"), OxmlElement("w:t")
    if half_points:
        properties = OxmlElement("w:rPr")
        properties.append(_element("sz", half_points))
        run.append(properties)
    content.text = readable(text)
    run.append(content)
    part.append(run)
    return part


def _element(name: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(f"w:{name}")
    element.set(qn("w:val"), value)
    return element
