"""`make demo`: every sample through the real service, from upload to plain Japanese and English, and what came out."""

import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # run as a file, only this file's folder would be searched

import psutil  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn  # noqa: E402
from rich.table import Table  # noqa: E402

from tests.bench import record  # noqa: E402
from tests.evaluation import Sample, macro_cer, order_free_cer, samples  # noqa: E402
from tests.service.running import ENDED, Client, serving  # noqa: E402

FOLDER = ROOT / "var" / "demo"
DATA, OUT, LOG = FOLDER / "data", FOLDER / "out", FOLDER / "service.log"
LONGEST_SECONDS = 3 * 3600
LOOK_SECONDS = 0.5
SAMPLE_SECONDS = 0.25
GOOD = {"succeeded", "needs_review"}

console = Console(highlight=False, soft_wrap=True)


@dataclass(frozen=True)
class Outcome:
    """What became of one sample; times in seconds."""

    sample: Sample
    document_id: str
    job: dict[str, Any]
    text: str
    plain: dict[str, Any] | None
    english: dict[str, Any] | None
    cer: float

    @property
    def pages(self) -> int:
        return max(1, int(self.job["progress"]["pages"]))

    @property
    def read_s(self) -> float:
        return sum(self.seconds(name) for name in ("ingest", "read", "assemble"))

    def seconds(self, prefix: str) -> float:
        steps = self.job["steps"]
        return sum(step["seconds"] or 0.0 for step in steps if (step["name"] + ":").startswith(prefix + ":"))

    @property
    def flags(self) -> list[tuple[str, dict[str, Any]]]:
        """Every flag with the output sentence that it is on."""
        made = [conversion for conversion in (self.plain, self.english) if conversion]
        return [(line["text"], flag) for each in made for line in each["sentences"] for flag in line["flags"]]


class Memory:
    """The most memory that the service took, with its children: the sum of their resident sets, in megabytes."""

    def __init__(self, pid: int) -> None:
        self.peak_mb = 0.0
        self._process = psutil.Process(pid)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stopping.wait(SAMPLE_SECONDS):
            self.peak_mb = max(self.peak_mb, sum(self._resident()) / 1e6)

    def _resident(self) -> Iterator[int]:
        try:
            family = [self._process, *self._process.children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        for process in family:
            try:
                yield process.memory_info().rss
            except psutil.NoSuchProcess:
                continue


def main(names: list[str]) -> int:
    """Run the samples of these names, or all; return the exit code."""
    chosen = [sample for sample in samples() if not names or sample.name in names]
    if not chosen:
        console.print("no such sample in tests/samples/")
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the service is stopped then, too
    shutil.rmtree(FOLDER, ignore_errors=True)
    OUT.mkdir(parents=True)
    begun = time.monotonic()
    with serving("run", {"YAKUSHO_DATA_DIR": str(DATA)}, LOG) as service:
        assert service.key
        with watching(service.process.pid) as memory:
            client = Client(service.address, service.key)
            jobs = {sample: submit(client, sample) for sample in chosen}
            ended = follow(client, jobs)
            wall_s = time.monotonic() - begun
            outcomes = [collect(client, sample, ended[sample]) for sample in chosen]
    for outcome in outcomes:
        show(outcome)
    figures = summarise(outcomes, wall_s, memory.peak_mb)
    show_table(outcomes, figures)
    if not names:  # figures of a part are not to be compared with those of the whole
        console.print(f"figures: {record.write('demo', figures)}")
    return 0 if all(outcome.job["state"] in GOOD for outcome in outcomes) else 1


@contextmanager
def watching(pid: int) -> Iterator[Memory]:
    memory = Memory(pid)
    try:
        yield memory
    finally:
        memory.stop()


def submit(client: Client, sample: Sample) -> str:
    answer = client.submit(sample.path, ["plain", "english"])
    if answer.status != 202:
        raise SystemExit(f"{sample.path.name} was not accepted: {answer.content.decode()}")
    return str(answer.values["job"]["id"])


def follow(client: Client, jobs: dict[Sample, str]) -> dict[Sample, dict[str, Any]]:
    """Show progress until every job has ended."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"), TimeElapsedColumn())
    deadline = time.monotonic() + LONGEST_SECONDS
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks = {sample: bars.add_task(sample.name, total=None, note="") for sample in jobs}
        ended: dict[Sample, dict[str, Any]] = {}
        while len(ended) < len(jobs):
            if time.monotonic() > deadline:
                raise SystemExit(f"not done after {LONGEST_SECONDS} s; see {LOG}")
            time.sleep(LOOK_SECONDS)
            for sample in jobs.keys() - ended.keys():
                job = client.get(f"/v1/jobs/{jobs[sample]}").values
                advance(bars, tasks[sample], job)
                if job["state"] in ENDED:
                    ended[sample] = job
                    bars.console.print(f"{sample.name}: {job['state']}", markup=False)
    return ended


def advance(bars: Progress, task: TaskID, job: dict[str, Any]) -> None:
    running = [step for step in job["steps"] if step["state"] == "running"]
    notes = [f"{step['name']} {step['done']}/{step['total']}" if step["total"] else step["name"] for step in running]
    progress = job["progress"]
    part = sum(step["done"] / step["total"] for step in running if step["total"])
    done = progress["steps_ended"] + part
    bars.update(task, completed=done, total=progress["steps"], note=", ".join(notes) or job["state"])
    if job["state"] in ENDED:
        bars.stop_task(task)


def collect(client: Client, sample: Sample, job: dict[str, Any]) -> Outcome:
    document_id = job["document_id"]
    address = f"/v1/documents/{document_id}"
    text = client.get(f"{address}/text")
    pages = client.get(f"{address}/pages").values["pages"]
    lines = [line["text"] for page in pages if page["content"] for line in page["content"]["lines"]]
    made = {each["kind"]: each for each in client.get(f"{address}/conversions").values["conversions"]}
    if text.status == 200:
        (OUT / f"{sample.name}.md").write_bytes(client.get(f"{address}/export?format=markdown").content)
    return Outcome(
        sample,
        document_id,
        job,
        text.values["text"] if text.status == 200 else "",
        made.get("plain"),
        made.get("english"),
        order_free_cer(sample.truth.lines, lines),
    )


def show(outcome: Outcome) -> None:
    sample = outcome.sample
    console.rule(f"{sample.truth.title}  {sample.path.name}: {outcome.job['state']}")
    section("本文 / text", outcome.text)
    section("やさしい日本語 / plain Japanese", outcome.plain["text"] if outcome.plain else "—")
    section("英語 / English", outcome.english["text"] if outcome.english else "—")
    for step in outcome.job["steps"]:
        if step["failure"]:
            section("エラー / failed", f"{step['name']} {step['failure']['code']}: {step['failure']['message_en']}")
    if outcome.flags:
        lines = [f"- {text}\n  {flag['code']}: {flag['ja']} / {flag['en']}" for text, flag in outcome.flags]
        section(f"要確認 / to be checked by a person ({len(lines)})", "\n".join(lines))
    times = [f"{step['name']} {step['seconds']:.2f}" for step in outcome.job["steps"] if step["seconds"] is not None]
    section("所要時間(秒) / seconds", ", ".join(times))
    page = (OUT / f"{sample.name}.md").relative_to(ROOT)
    command = f"YAKUSHO_DATA_DIR={DATA.relative_to(ROOT)} .venv/bin/yakusho show {outcome.document_id}"
    section("どこで見られるか / where to see it", f"{page}\n{command}")


def section(heading: str, body: str) -> None:
    console.print(f"\n■ {heading}", style="bold", markup=False)
    console.print(body, markup=False)


def summarise(outcomes: list[Outcome], wall_s: float, peak_mb: float) -> dict[str, float | str]:
    pages = sum(outcome.pages for outcome in outcomes)
    return {
        "documents": len(outcomes),
        "pages": pages,
        "wall_s": round(wall_s, 2),
        "read_s_per_page": round(sum(outcome.read_s for outcome in outcomes) / pages, 3),
        "plain_s_per_page": round(sum(outcome.seconds("convert:plain") for outcome in outcomes) / pages, 3),
        "english_s_per_page": round(sum(outcome.seconds("convert:english") for outcome in outcomes) / pages, 3),
        "peak_mb": round(peak_mb, 1),
        "macro_cer": round(macro_cer([outcome.cer for outcome in outcomes]), 5),
        "flags": sum(len(outcome.flags) for outcome in outcomes),
        "failed": sum(outcome.job["state"] not in GOOD for outcome in outcomes),
    }


def show_table(outcomes: list[Outcome], figures: dict[str, float | str]) -> None:
    table = Table("sample", "state", "pages", "CER %", "read s", "plain s", "English s", "flags")
    for outcome in outcomes:
        seconds = [outcome.read_s, outcome.seconds("convert:plain"), outcome.seconds("convert:english")]
        counts = [str(outcome.pages), f"{outcome.cer * 100:.2f}", *(f"{each:.2f}" for each in seconds)]
        table.add_row(outcome.sample.name, outcome.job["state"], *counts, str(len(outcome.flags)))
    console.print(table)
    for name, value in figures.items():
        console.print(f"{name:>20}  {value}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
