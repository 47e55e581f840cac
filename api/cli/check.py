"""`yakusho check`: how hard a text is, and what the guidelines say about it."""

import codecs
from collections.abc import Sequence
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from api.actions import checks
from api.cli import texts
from api.cli.desk import Desk, add_rows, help_of
from api.language import Language
from api.schemas import TextFormat
from ingest.errors import RequestError, TextTooLongError
from ingest.plain.check import Check, CheckedSentence, Finding, Rewritten

MARKDOWN = frozenset({".md", ".markdown"})
BINARY = b"%PDF"
BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ENCODINGS = ("utf-8-sig", "cp932")
BYTES_A_CHARACTER = 4
LONGEST_QUOTE = 30
MOST_WORDS = 30
"""Hard words in the table; JSON has all of them."""


@click.command(help=help_of(texts.HELP_CHECK))
@click.argument("source")
@click.option("--after", is_flag=True, help=help_of(texts.HELP_CHECK_AFTER))
@click.option("--profile", help=help_of(texts.HELP_PROFILE))
@click.option("--json", "as_json", is_flag=True, help=help_of(texts.HELP_CHECK_JSON))
@click.pass_obj
def check(desk: Desk, source: str, after: bool, profile: str | None, as_json: bool) -> None:
    with desk.service() as (service, caller):
        path = Path(source)
        if source == "-" or (path.exists() and not path.is_dir()):
            text = _read(desk, source)
            written = TextFormat.MARKDOWN if path.suffix.lower() in MARKDOWN else TextFormat.TEXT
            checked = checks.check_text(service, caller, text, written=written, plain=after, profile=profile)
        else:
            checked = checks.check_document(service, caller, source, plain=after, profile=profile)
    if as_json:
        click.echo(checked.model_dump_json(indent=2))
    else:
        _show(desk, checked.check)


def _read(desk: Desk, source: str) -> str:
    """Return the text: Unicode or, as office software still writes it, Shift_JIS.

    Raises ``TextTooLongError``, and ``RequestError`` for what is no text.
    """
    most = desk.settings.max_text_chars * BYTES_A_CHARACTER
    try:
        with click.open_file(source, "rb") as stream:
            content: bytes = stream.read(most + 1)
    except OSError as error:
        raise RequestError(error.strerror or "") from error
    if content.startswith(BINARY) or (b"\0" in content and not content.startswith(BOMS)):
        raise RequestError(texts.NOT_A_TEXT.say(desk.language))
    if len(content) > most:
        raise TextTooLongError(f"at most {desk.settings.max_text_chars} characters")
    for encoding in ("utf-16",) if content.startswith(BOMS) else ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RequestError(texts.NOT_A_TEXT.say(desk.language))


def _show(desk: Desk, found: Check) -> None:
    desk.console.print(_figures(desk, found))
    if found.hard_words:
        desk.console.print(_words(desk, found))
    _show_findings(desk, found)
    if found.plain:
        _show_plain(desk, found.plain)


def _figures(desk: Desk, found: Check) -> Table:
    """The figures of the source and, if it was asked for, of the text in plain Japanese, side by side."""
    sides = [(found.readability, found.level, _count(found))]
    if found.plain:
        sides.append((found.plain.readability, found.plain.level, sum(map(len, found.plain.findings))))
    rows = [
        (texts.SCORE, [f"{figures.score:.2f}" for figures, _, _ in sides]),
        (texts.LEVEL, [level.ja if desk.language is Language.JAPANESE else level.en for _, level, _ in sides]),
        (texts.SENTENCES, [str(figures.sentences) for figures, _, _ in sides]),
        (texts.MEAN_LENGTH, [f"{figures.mean_length:.1f}" for figures, _, _ in sides]),
        (texts.LONGEST, [str(figures.longest) for figures, _, _ in sides]),
        (texts.KANJI_SHARE, [f"{figures.kanji_share:.0%}" for figures, _, _ in sides]),
        (texts.HARD_SHARE, [f"{figures.hard_share:.0%}" for figures, _, _ in sides]),
        (texts.ADVICE_COUNT, [str(count) for _, _, count in sides]),
    ]
    table = desk.table(texts.FIGURE, texts.BEFORE, *([texts.AFTER] if found.plain else []))
    return add_rows(table, [[name.say(desk.language), *values] for name, values in rows])


def _count(found: Check) -> int:
    return len(found.findings) + sum(len(sentence.findings) for sentence in found.sentences)


def _words(desk: Desk, found: Check) -> Table:
    table = desk.table(texts.HARD_WORD, texts.COUNT, texts.OFFERS)
    shown = found.hard_words[:MOST_WORDS]
    rows = [[word.word, str(word.count), " / ".join(offer.easy for offer in word.offers)] for word in shown]
    return add_rows(table, [[escape(cell) for cell in row] for row in rows])


def _show_findings(desk: Desk, found: Check) -> None:
    desk.console.rule(texts.FINDINGS.say(desk.language), align="left")
    if not _count(found):
        desk.say(texts.NOTHING_FOUND)
    for sentence in found.sentences:
        if sentence.findings:
            _show_sentence(desk, _place(desk, sentence), sentence.source.text, sentence.findings)
    if found.findings:
        _show_sentence(desk, texts.WHOLE.say(desk.language), "", found.findings)


def _show_plain(desk: Desk, plain: Rewritten) -> None:
    desk.console.rule(texts.PLAIN.say(desk.language), align="left")
    for sentence, findings in zip(plain.sentences, plain.findings, strict=True):
        doubts = tuple(desk.choose(flag) for flag in sentence.flags)
        desk.console.print(sentence.text, markup=False)
        for line in (*doubts, *(_finding(desk, finding) for finding in findings)):
            desk.console.print(f"  - {line}", markup=False)


def _place(desk: Desk, sentence: CheckedSentence) -> str:
    pages = ", ".join(str(place.page) for place in sentence.source.places)
    if pages:
        return texts.PAGE.say(desk.language, number=pages)
    return texts.LINE.say(desk.language, number=sentence.line or 1)


def _show_sentence(desk: Desk, place: str, text: str, findings: Sequence[Finding]) -> None:
    desk.console.print(f"[{place}] {text}", markup=False)
    for finding in findings:
        desk.console.print(f"  - {_finding(desk, finding)}", markup=False)


def _finding(desk: Desk, finding: Finding) -> str:
    """The message, the words it is about and what to write, and which rule of which guideline says so."""
    message = finding.ja if desk.language is Language.JAPANESE else finding.en
    words = finding.before if len(finding.before) <= LONGEST_QUOTE else f"{finding.before[:LONGEST_QUOTE]}…"
    words += f" → {finding.after}" if finding.after is not None else ""
    return " ".join(filter(None, [message, f"「{words}」" if words else "", f"({finding.rule}: {finding.clause})"]))
