"""`make bench-translate`: the English of the pipeline and of its bare engine, against the project's blind references.

    python tests/bench/translate.py [FOLDER] [--sample N] [--seed N] [--threads N]

The bare engine is the same model with a plain prompt: no lock, no glossary, no rules, no checks. Both translate the
same texts in one run, in turns of a few rows that are given at once, as a document gives its sentences. The first half
of the news was looked at while prompts were chosen, the second (`news-blind`) was not. FOLDER may hold sentence pairs
(`*.tsv`: Japanese, a tab, English); of each of its files `SAMPLE` pairs are taken, chosen by the seed. `--sample`
takes that many of each of the project's own sets, too, and a thirtieth as many letters. Every output is written to
`var/bench/translate-outputs.tsv`, to be read.
"""

import argparse
import random
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # run as a file, only this file's folder would be searched

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from sacrebleu.metrics.chrf import CHRF  # noqa: E402

from ingest import facts, sentences  # noqa: E402
from ingest.model import ConvertedSentence, Sentence  # noqa: E402
from ingest.settings import Settings  # noqa: E402
from ingest.translate import (  # noqa: E402
    Target,
    Translation,
    Translator,
    adequacy,
    checks,
    dictionary,
    english,
    glossary,
    letters,
)
from ingest.translate.inflection import fold  # noqa: E402
from ingest.translate.llama import AT_ONCE, LlamaTranslator, most_tokens  # noqa: E402
from ingest.translate.null import NullTranslator  # noqa: E402
from tests.bench import judging, planting, record  # noqa: E402

DATA = ROOT / "tests" / "bench" / "data"
OUTPUTS = ROOT / "var" / "bench" / "translate-outputs.tsv"
SAMPLE, LETTERS, TURN = 60, 3, 40
MAIN = "municipal"
"""The set whose figures have no ending in their names."""
UNSEEN = ("unseen", "news-blind", "letters-unseen")
"""Sets whose outputs nobody reads while rules are made: only their totals are shown."""
METRIC = CHRF()


@dataclass(frozen=True)
class Row:
    """A text and its reference; a letter is a row of several sentences."""

    name: str
    set: str
    japanese: str
    reference: str


@dataclass(frozen=True)
class Output:
    """What became of a row: by the pipeline with its sentences, by the bare engine without."""

    row: Row
    text: str
    converted: tuple[ConvertedSentence, ...] = ()

    @property
    def flags(self) -> list[str]:
        return [flag.code for one in self.converted for flag in one.flags]


@dataclass(frozen=True)
class Cost:
    wall_s: float = 0.0
    cpu_s: float = 0.0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.wall_s + other.wall_s, self.cpu_s + other.cpu_s)


class Counting:
    """The engine, counting the texts that it is given."""

    def __init__(self, engine: Translator) -> None:
        self.engine, self.provenance, self.asked = engine, engine.provenance, 0

    def translate(self, texts: Sequence[str], target: Target = Target.ENGLISH) -> tuple[Translation, ...]:
        self.asked += len(texts)
        return self.engine.translate(texts, target)


def main(arguments: Sequence[str]) -> None:
    options = read(arguments)
    rows = [*own_rows(options), *given_rows(options)]
    begun = time.monotonic()
    engine = LlamaTranslator(Settings().models, threads=options.threads)
    engine.translate(["はい。"])
    start_s = time.monotonic() - begun
    counting = Counting(engine)
    outputs: dict[str, list[Output]] = {"bare": [], "pipeline": []}
    costs: dict[tuple[str, str], Cost] = defaultdict(Cost)
    ways: tuple[tuple[str, Callable[[Sequence[Row]], list[Output]]], ...] = (
        ("bare", lambda rows: by_bare_engine(rows, engine)),
        ("pipeline", lambda rows: by_pipeline(rows, counting)),
    )
    for turn in turns(rows):
        for name, way in ways:
            warm_up(name, engine)
            made, cost = timed(way, turn)
            outputs[name] += made
            costs[name, turn[0].set] += cost
    write_outputs(outputs)
    figures = {"start_s": start_s, **measure(rows, outputs, costs), "engine_calls": float(counting.asked)}
    show(rows, figures, options)
    print(record.write("translate", {name: round(value, 4) for name, value in figures.items()}))


def read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="English of the pipeline and of its bare engine")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--sets", default="", help="only these of the project's own, joined with commas")
    return parser.parse_args(arguments)


def own_rows(options: argparse.Namespace) -> list[Row]:
    news = read_set("news.tsv", "news")
    middle = len(news) // 2
    halves = [news[:middle], [replace(row, set="news-blind") for row in news[middle:]]]
    sets = [read_set("english.tsv", "municipal"), read_set("english-unseen.tsv", "unseen"), *halves]
    few = max(1, options.sample // 30) if options.sample else LETTERS
    taken = [chosen(each, options.sample or len(each), options.seed) for each in sets]
    taken += [chosen(read_letters(name), few, options.seed) for name in ("letters", "letters-unseen")]
    return [row for each in taken for row in each if not options.sets or row.set in options.sets.split(",")]


def read_letters(folder: str) -> list[Row]:
    files = sorted((DATA / folder).glob("[0-9]*.ja.txt"))
    names = [file.name.removesuffix(".ja.txt") for file in files]
    english = [file.with_name(f"{name}.en.txt").read_text() for file, name in zip(files, names, strict=True)]
    return [Row(name, folder, file.read_text(), text) for name, file, text in zip(names, files, english, strict=True)]


def read_set(file: str, name: str) -> list[Row]:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()[1:]
    return [Row(cell[0], name, cell[3], cell[4]) for cell in (line.split("\t") for line in lines)]


def given_rows(options: argparse.Namespace) -> Iterator[Row]:
    for file in sorted(options.folder.glob("*.tsv")) if options.folder else ():
        pairs = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
        rows = [Row(f"{number}", file.stem, pair[0], pair[1]) for number, pair in enumerate(pairs, 1) if len(pair) > 1]
        yield from chosen(rows, options.sample or SAMPLE, options.seed)


def chosen(rows: list[Row], number: int, seed: int) -> list[Row]:
    if number >= len(rows):
        return rows
    picked = set(random.Random(seed).sample(range(len(rows)), number))  # noqa: S311 - a sample, not a secret
    return [row for index, row in enumerate(rows) if index in picked]


def bare_prompt(text: str) -> str:
    asked = f"Translate the following Japanese text into English. Output only the translation.\n\n{text}"
    return f"<|im_start|>user\n{asked}<|im_end|>\n<|im_start|>assistant\n"


def turns(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """A few rows of one set at a time, so that a machine that is busy for a while slows both ways down alike."""
    for _, group in groupby(rows, lambda row: row.set):
        each = list(group)
        yield from (each[start : start + TURN] for start in range(0, len(each), TURN))


def by_bare_engine(rows: Sequence[Row], engine: LlamaTranslator) -> list[Output]:
    texts = [[one.text for one in sentences.of_text(row.japanese)] for row in rows]
    flat = [text for each in texts for text in each]
    said = iter(engine.complete([bare_prompt(text) for text in flat], max(map(most_tokens, flat))))
    return [Output(row, "\n".join(islice(said, len(each)))) for row, each in zip(rows, texts, strict=True)]


def by_pipeline(rows: Sequence[Row], engine: Translator) -> list[Output]:
    """All rows at once; each is a block of its own, or a letter's several."""
    texts: list[list[Sentence]] = []
    block = 0
    for row in rows:
        texts.append([replace(one, block=block + one.block) for one in sentences.of_text(row.japanese)])
        block = max((one.block for one in texts[-1]), default=block) + 1
    converted = iter(english.to_english([one for each in texts for one in each], engine))
    return [laid_out(row, tuple(islice(converted, len(each)))) for row, each in zip(rows, texts, strict=True)]


def laid_out(row: Row, converted: tuple[ConvertedSentence, ...]) -> Output:
    text = letters.lay_out(converted) if row.set.startswith("letters") else "\n".join(one.text for one in converted)
    return Output(row, text, converted)


def by_rule(rows: Sequence[Row]) -> float:
    """The share of rows of which the engine is asked nothing."""
    counts = []
    for row in rows:
        nobody = Counting(NullTranslator())
        by_pipeline([row], nobody)
        counts.append(nobody.asked)
    return counts.count(0) / len(rows)


def warm_up(name: str, engine: LlamaTranslator) -> None:
    """Read the beginning of the prompt in each slot; the other way has pushed it out of the engine's memory."""
    if name == "bare":
        engine.complete([bare_prompt("はい。")] * AT_ONCE, 4)
    else:
        engine.translate(["はい。"] * AT_ONCE)


def timed(way: Callable[[Sequence[Row]], list[Output]], rows: Sequence[Row]) -> tuple[list[Output], Cost]:
    wall, cpu = time.monotonic(), time.process_time()
    made = way(rows)
    return made, Cost(time.monotonic() - wall, time.process_time() - cpu)


def measure(
    rows: Sequence[Row], outputs: dict[str, list[Output]], costs: dict[tuple[str, str], Cost]
) -> dict[str, float]:
    converted = [one for output in outputs["pipeline"] for one in output.converted]
    values: dict[str, float] = {
        "rows": float(len(rows)),
        "sentences": float(len(converted)),
        **speed("", len(converted), outputs, costs),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    for name in dict.fromkeys(row.set for row in rows):
        pipeline, bare = ([one for one in outputs[way] if one.row.set == name] for way in ("pipeline", "bare"))
        end = "" if name == MAIN else "_" + name.removesuffix("-dev").replace("-", "_")
        values |= {f"{key}{end}": value for key, value in judged(pipeline).items()}
        values |= {f"{key}{end}_bare": value for key, value in judged(bare).items()}
        said = sum(len(one.converted) for one in pipeline)
        values |= speed(f"_{name}", said, outputs, {key: cost for key, cost in costs.items() if key[1] == name})
    own = [row for row in rows if row.set == MAIN]
    return {**values, **(planted(own) if own else {})}


def judged(outputs: Sequence[Output]) -> dict[str, float]:
    """What can be told of the outputs of one set; nothing of the bare engine is flagged."""
    converted = [one for output in outputs for one in output.converted]
    values = {
        "chrf": chrf(outputs),
        "fact_accuracy": fact_accuracy(outputs),
        "wrong": float(sum(wrong(one) for one in outputs)),
        "wrong_unflagged": float(sum(wrong(one) and not one.flags for one in outputs)),
        "glossary_adherence": adherence(outputs),
        "degenerate": float(sum(degenerate(one) for one in outputs)),
        "degenerate_unflagged": float(sum(degenerate(one) and not one.flags for one in outputs)),
    }
    if not converted:
        return values
    of_pipeline = {
        "placeholder_survival": survival(converted),
        "flagged": sum(bool(one.flags) for one in converted) / len(converted),
        "by_rule": by_rule([one.row for one in outputs]),
    }
    return {**values, **of_pipeline}


def speed(of: str, number: int, ways: Iterable[str], costs: dict[tuple[str, str], Cost]) -> dict[str, float]:
    """Sentences a second of the clock, and processor seconds a sentence."""
    values = {}
    for way in ways:
        spent = sum((cost for (name, _), cost in costs.items() if name == way), Cost())
        end = of + "_bare" * (way == "bare")
        values |= {f"sentences_per_s{end}": number / spent.wall_s, f"cpu_s_per_sentence{end}": spent.cpu_s / number}
    return values


def chrf(outputs: Sequence[Output]) -> float:
    return float(METRIC.corpus_score([one.text for one in outputs], [[one.row.reference for one in outputs]]).score)


def fact_accuracy(outputs: Sequence[Output]) -> float:
    """The share of rows with facts whose facts all came out right by ``facts.compare``."""
    telling = [one for one in outputs if facts.find(one.row.japanese)]
    right = [one for one in telling if not any(changed(one.row.japanese, one.text))]
    return len(right) / max(len(telling), 1)


def changed(source: str, output: str) -> Iterator[str]:
    return (flag.code for flag in facts.compare(source, output) if flag.code.startswith("fact_"))


def wrong(output: Output) -> bool:
    return judging.disagrees(output.text, output.row.reference)


def degenerate(output: Output) -> bool:
    return judging.degenerate(output.row.japanese, output.text, output.row.reference)


def survival(converted: Sequence[ConvertedSentence]) -> float:
    """The share of locked stretches whose English stands in the output."""
    locked = [(edit.after, one.text) for one in converted for edit in one.edits if edit.after]
    return sum(fold(after) in fold(text) for after, text in locked) / max(len(locked), 1)


def adherence(outputs: Sequence[Output]) -> float:
    """The share of the glossary's terms in the sources that the outputs translate as the glossary has them."""
    wanted = [(hit.term.english, fold(one.text)) for one in outputs for hit in glossary.load().find(one.row.japanese)]
    return sum(fold(term) in text for term, text in wanted) / max(len(wanted), 1)


def planted(rows: list[Row]) -> dict[str, float]:
    """Mistakes planted in the references and caught, and good references that are flagged."""
    changed_facts = [(row, text) for row in rows for text in planting.facts_changed(row.reference)]
    changed_words = [(row, text) for row in rows for text in planting.words_changed(row.reference)]
    shortened = [(row, text) for row in rows for text in planting.clauses_dropped(row.reference)]
    exchanged = [(row, other.reference) for row, other in zip(rows, rows[7:] + rows[:7], strict=True)]
    return {
        "planted_facts_caught": sum(doubted(row, text) for row, text in changed_facts) / len(changed_facts),
        "planted_words_caught": sum(doubted(row, text) for row, text in changed_words) / len(changed_words),
        "planted_gaps_caught": share(doubtful(row, text) or doubted(row, text) for row, text in shortened),
        "planted_gaps_doubtful": share(doubtful(row, text) for row, text in shortened),
        "planted_strangers_doubtful": share(doubtful(row, text) for row, text in exchanged),
        "references_flagged": float(sum(doubted(row, row.reference) for row in rows)),
        "references_doubtful": share(doubtful(row, row.reference) for row in rows),
    }


def share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / max(len(values), 1)


def doubtful(row: Row, text: str) -> bool:
    return bool(adequacy.flags(row.japanese, text))


def doubted(row: Row, text: str) -> bool:
    codes = checks.examine(row.japanese, row.japanese, text)
    return bool(facts.compare(row.japanese, text)) or next(codes, None) is not None


def write_outputs(outputs: dict[str, list[Output]]) -> None:
    OUTPUTS.parent.mkdir(parents=True, exist_ok=True)
    lines = ["row\tset\tflags\tdisagrees\tjapanese\treference\tpipeline\tbare"]
    for ours, bare in zip(outputs["pipeline"], outputs["bare"], strict=True):
        if ours.row.set in UNSEEN:
            continue
        cells = (ours.row.name, ours.row.set, " ".join(ours.flags), str(int(wrong(ours))))
        texts = (ours.row.japanese, ours.row.reference, ours.text, bare.text)
        lines.append("\t".join([*cells, *(re.sub(r"\s+", " ", text) for text in texts)]))
    OUTPUTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def show(rows: Sequence[Row], figures: dict[str, float], options: argparse.Namespace) -> None:
    console = Console(width=120)
    sets = ", ".join(f"{number} {name}" for name, number in Counter(row.set for row in rows).items())
    table = Table(title=f"English: the pipeline and its bare engine ({sets}; seed {options.seed})")
    for heading in ("figure", "pipeline", "bare engine"):
        table.add_column(heading)
    for name, value in figures.items():
        if not name.endswith("_bare"):
            bare = figures.get(f"{name}_bare")
            table.add_row(name, f"{value:.4g}", "" if bare is None else f"{bare:.4g}")
    console.print(table)
    console.print(f"chrF: {METRIC.get_signature()}; outputs in {OUTPUTS}")


if __name__ == "__main__":
    with dictionary.using(dictionary.load(Settings().models)):
        main(sys.argv[1:])
