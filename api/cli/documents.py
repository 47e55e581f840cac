"""`yakusho list` and `yakusho show`."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from api.actions import documents, exports, jobs
from api.cli import texts
from api.cli.desk import Desk, add_rows, help_of
from api.language import Text
from api.schemas import ConversionView, DocumentView, ExportFormat, JobView
from ingest.errors import YakushoError
from ingest.export.docx import Arrangement
from ingest.export.encoding import Encoding
from ingest.model import ConversionKind, ConvertedSentence, Flag
from storage.review import READING

HEADINGS = {
    ConversionKind.PLAIN: texts.PLAIN,
    ConversionKind.FORMAL: texts.FORMAL,
    ConversionKind.ENGLISH: texts.ENGLISH,
    ConversionKind.JAPANESE: texts.JAPANESE,
}
AWAITED: Mapping[str, Text] = {READING: texts.READING} | {kind.value: text for kind, text in HEADINGS.items()}


@click.command("list", help=help_of(texts.HELP_LIST))
@click.option("--limit", type=click.IntRange(1, documents.MOST_LISTED), default=20, help=help_of(texts.HELP_LIMIT))
@click.option("--needs-review", is_flag=True, help=help_of(texts.HELP_NEEDS_REVIEW))
@click.pass_obj
def list_documents(desk: Desk, limit: int, needs_review: bool) -> None:
    with desk.service() as (service, caller):
        found = documents.list_newest(service, caller, limit, needs_review=needs_review or None).documents
    table = desk.table(texts.DOCUMENT, texts.NAME, texts.STATE, texts.PAGE_COUNT, texts.RECEIVED)
    desk.console.print(add_rows(table, [_row(desk, document) for document in found]))


@click.command(help=help_of(texts.HELP_SHOW))
@click.argument("document_id")
@click.option(
    "--format", "wanted", type=click.Choice([each.value for each in ExportFormat]), help=help_of(texts.HELP_FORMAT)
)
@click.option("--encoding", type=click.Choice([each.value for each in Encoding]), help=help_of(texts.HELP_ENCODING))
@click.option(
    "-o", "--output", "target", type=click.Path(dir_okay=False, path_type=Path), help=help_of(texts.HELP_OUTPUT)
)
@click.option("--kind", type=click.Choice([each.value for each in ConversionKind]), help=help_of(texts.HELP_KIND))
@click.option(
    "--arrangement",
    type=click.Choice([each.value for each in Arrangement]),
    default=Arrangement.SIDE_BY_SIDE.value,
    help=help_of(texts.HELP_ARRANGEMENT),
)
@click.option("--job", help=help_of(texts.HELP_JOB))
@click.pass_obj
def show(
    desk: Desk,
    document_id: str,
    wanted: str | None,
    encoding: str | None,
    target: Path | None,
    kind: str | None,
    arrangement: str,
    job: str | None,
) -> None:
    if not wanted and (encoding or target or kind or job):
        raise click.UsageError(texts.NEEDS_FORMAT.say(desk.language))
    if wanted in exports.BINARY and target is None and sys.stdout.isatty():
        raise click.UsageError(texts.NEEDS_FILE.say(desk.language, format=wanted))
    with desk.service() as (service, caller):
        if wanted:
            encoding = encoding or Encoding.UTF_8
            exported = exports.export(
                service,
                caller,
                document_id,
                ExportFormat(wanted),
                Encoding(encoding),
                ConversionKind(kind) if kind else None,
                Arrangement(arrangement),
                job,
            )
            desk.write(exported.pieces, target)
            if exported.replaced:
                told = texts.REPLACED.say(desk.language, encoding=encoding, count=exported.replaced)
                desk.errors.print(told, markup=False)
            return
        document = documents.get(service, caller, document_id)
        _show_head(desk, document)
        try:
            content = documents.get_text(service, caller, document_id)
        except YakushoError as error:
            desk.fail(error)
        else:
            _section(desk, texts.TEXT, content.text)
            for conversion in documents.list_conversions(service, caller, document_id).conversions:
                _show_conversion(desk, conversion)
        for view in jobs.list_for_document(service, caller, document_id):
            _show_times(desk, view)


def _row(desk: Desk, document: DocumentView) -> list[str]:
    state = desk.word(texts.STATES, document.state)
    if document.failure:
        state = f"{state} ({document.failure.code})"
    if document.awaiting:
        what = ", ".join(AWAITED[each].say(desk.language) for each in document.awaiting)
        state = texts.AWAITING.say(desk.language, state=state, what=what)
    return [document.id, document.name, state, str(document.pages or ""), desk.time(document.created_at)]


def _show_head(desk: Desk, document: DocumentView) -> None:
    table = desk.table(texts.DOCUMENT, texts.NAME, texts.STATE, texts.PAGE_COUNT, texts.RECEIVED)
    desk.console.print(add_rows(table, [_row(desk, document)]))


def _show_conversion(desk: Desk, conversion: ConversionView) -> None:
    _section(desk, HEADINGS[conversion.kind], conversion.text)
    if wished := conversion.wishes.named:
        desk.say(texts.WISHES, wishes=", ".join(f"{name}={value}" for name, value in wished.items()))
    if conversion.outdated:
        desk.say(texts.OUTDATED)
    if conversion.notice_ja and conversion.notice_en:
        desk.say(Text(conversion.notice_ja, conversion.notice_en))
    else:
        desk.say(texts.ACCEPTED_BY, by=conversion.accepted_by, at=conversion.accepted_at)
    flagged = [_flagged(desk, sentence, flag) for sentence in conversion.sentences for flag in sentence.flags]
    if flagged:
        _section(desk, texts.REVIEW, "\n".join(flagged))


def _flagged(desk: Desk, sentence: ConvertedSentence, flag: Flag) -> str:
    pages = ", ".join(str(place.page) for place in sentence.source.places)
    where = f"[{texts.PAGE.say(desk.language, number=pages)}] " if pages else ""
    return f"- {where}{sentence.text}\n  {flag.code}: {desk.choose(flag)}"


def _show_times(desk: Desk, job: JobView) -> None:
    table = desk.table(texts.STEP, texts.STATE, texts.SECONDS)
    desk.say(texts.TIMES)
    rows = [
        [step.name, desk.word(texts.STATES, step.state), "" if step.seconds is None else f"{step.seconds:.2f}"]
        for step in job.steps
    ]
    desk.console.print(add_rows(table, rows))


def _section(desk: Desk, heading: Text, body: str) -> None:
    desk.console.rule(heading.say(desk.language), align="left")
    desk.console.print(body, markup=False)
