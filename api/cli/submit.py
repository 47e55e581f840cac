"""`yakusho submit`, `convert` and `read-page`: files in, what is to be made of them, and the progress."""

import time
from contextlib import ExitStack
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from api.actions import documents, jobs, submissions
from api.actions.caller import Caller
from api.actions.wishes import require_possible
from api.cli import texts
from api.cli.asking import Wanted, asking
from api.cli.desk import Desk, help_of
from api.cli.run import working
from api.language import Text
from api.schemas import JobView, StepView, Submitted
from api.service import Service
from ingest.errors import YakushoError
from storage.tables import JobState, StepState

LOOK_SECONDS = 0.25
GOOD = frozenset({JobState.SUCCEEDED, JobState.NEEDS_REVIEW})


@click.command(help=help_of(texts.HELP_SUBMIT))
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@asking
@click.option("--wait", is_flag=True, help=help_of(texts.HELP_WAIT))
@click.pass_obj
def submit(desk: Desk, /, paths: tuple[Path, ...], wait: bool, **asked: object) -> None:
    wanted = Wanted.of(asked)
    require_possible(wanted.wishes, wanted.kinds)
    with desk.service() as (service, caller):
        accepted = [item for path in paths if (item := _submit(desk, service, caller, path, wanted))]
        good = len(accepted) == len(paths)
        if wait and accepted:
            good = _wait(desk, service, caller, accepted) and good
    if not good:
        raise click.exceptions.Exit(1)


@click.command(help=help_of(texts.HELP_CONVERT))
@click.argument("document_id")
@asking
@click.option("--wait", is_flag=True, help=help_of(texts.HELP_WAIT))
@click.pass_obj
def convert(desk: Desk, /, document_id: str, wait: bool, **asked: object) -> None:
    wanted = Wanted.of(asked)
    with desk.service() as (service, caller):
        job = submissions.convert(service, caller, document_id, wanted.kinds, wanted.wishes)
        _tell(desk, service, caller, job, texts.CONVERTING, wait=wait)


@click.command("read-page", help=help_of(texts.HELP_READ_PAGE))
@click.argument("document_id")
@click.argument("page", type=click.IntRange(1))
@click.option("--wait", is_flag=True, help=help_of(texts.HELP_WAIT))
@click.pass_obj
def read_page(desk: Desk, document_id: str, page: int, wait: bool) -> None:
    with desk.service() as (service, caller):
        job = submissions.read_again(service, caller, document_id, page)
        _tell(desk, service, caller, job, texts.READING_AGAIN, wait=wait)


def _tell(desk: Desk, service: Service, caller: Caller, job: JobView, text: Text, *, wait: bool) -> None:
    """Say what was asked for about a document that is here; wait for it if that is wanted."""
    item = Submitted(document=documents.get(service, caller, job.document_id or ""), job=job)
    desk.say(text, name=item.document.name, id=job.id)
    if wait and not _wait(desk, service, caller, [item]):
        raise click.exceptions.Exit(1)


def _submit(desk: Desk, service: Service, caller: Caller, path: Path, wanted: Wanted) -> Submitted | None:
    """Submit one file; one that is refused does not keep the others out."""
    try:
        with path.open("rb") as content:
            submitted = submissions.submit(service, caller, path.name, content, wanted.kinds, wanted.wishes)
    except YakushoError as error:
        desk.fail(error, path.name)
        return None
    desk.say(texts.SUBMITTED, name=submitted.document.name, id=submitted.document.id)
    return submitted


def _wait(desk: Desk, service: Service, caller: Caller, accepted: list[Submitted]) -> bool:
    """Show progress until every job has ended; return whether all went well.

    With the queue inside the process no other worker may be running, so one is started here.
    """
    with ExitStack() as stack:
        if not service.settings.queue_url:
            stack.enter_context(working(service))
        bars = stack.enter_context(_bars(desk))
        tasks = {item.job.id: bars.add_task(item.document.name, total=None, note="") for item in accepted}
        ended = {job.id: job for job in _follow(desk, service, caller, bars, tasks)}
    for item in accepted:
        _report(desk, item, ended[item.job.id])
    return all(job.state in GOOD for job in ended.values())


def _follow(desk: Desk, service: Service, caller: Caller, bars: Progress, tasks: dict[str, TaskID]) -> list[JobView]:
    while True:
        views = [jobs.get(service, caller, job_id) for job_id in tasks]
        for job in views:
            done, total = progress_of(job)
            bars.update(tasks[job.id], completed=done, total=total, note=note_of(desk, job))
        if all(job.state.ended for job in views):
            return views
        time.sleep(LOOK_SECONDS)


def progress_of(job: JobView) -> tuple[float, float]:
    """Return how much of a job is done, each step counting one and a running step by its own progress."""
    return sum(_share(step) for step in job.steps), len(job.steps)


def note_of(desk: Desk, job: JobView) -> str:
    """Say which page or step is being worked on."""
    running = next((step for step in job.steps if step.state is StepState.RUNNING), None)
    if running is None:
        return desk.word(texts.STATES, job.state)
    name, _, _ = running.name.partition(":")
    if name == "read":
        return texts.PAGES.say(desk.language, done=job.progress.pages_read + 1, total=job.progress.pages)
    count = f" {running.done}/{running.total}" if running.total else ""
    return desk.word(texts.STEPS, running.name) + count


def _share(step: StepView) -> float:
    if step.state.ended:
        return 1.0
    return step.done / step.total if step.total else 0.0


def _report(desk: Desk, item: Submitted, job: JobView) -> None:
    seconds = (job.finished_at - job.created_at).total_seconds() if job.finished_at else 0.0
    state = desk.word(texts.STATES, job.state)
    desk.say(texts.ENDED, name=item.document.name, state=state, seconds=seconds, id=item.document.id)
    for failure in filter(None, [job.failure, *(step.failure for step in job.steps)]):
        desk.say(texts.BECAUSE, code=failure.code, message=desk.choose(failure))
        break
    desk.say(texts.SEE, id=item.document.id)


def _bars(desk: Desk) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"), TimeElapsedColumn())
    return Progress(*columns, console=desk.errors)
