"""`make bench-plain`: plain Japanese against the project's blind references, and against development sets in a folder.

    python tests/bench/plain.py [FOLDER]

FOLDER may hold pairs (`*.tsv`, the formal sentence, a tab and its reference) and sentences without references
(`*.txt`, one a line). Figures without a set in their name are those of the project's set; `readability_*`,
`hard_share_*`, `coverage` and `lever_*` are those of the sentences without references where a folder has some.

A set is converted as one document, in which a term is explained once; `readability_alone` takes each sentence as a
document. `coverage` is the share of the hard words of the source that are gone, explained or in the lexicon.
`lever_R2` is how much the score falls without the rules R2.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # run as a file, only this file's folder would be searched

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from ingest import facts  # noqa: E402
from ingest.model import ConvertedSentence, Sentence, SentenceKind  # noqa: E402
from ingest.plain import report, to_plain  # noqa: E402
from ingest.plain.conversion import Converter  # noqa: E402
from ingest.plain.draft import Draft  # noqa: E402
from ingest.plain.lexicon import Kind  # noqa: E402
from ingest.plain.profiles import Profile  # noqa: E402
from ingest.plain.rules import words  # noqa: E402
from tests.bench import record  # noqa: E402
from tests.bench.sari import sari  # noqa: E402

REFERENCES = ROOT / "tests" / "bench" / "data" / "plain.tsv"
LEVERS = ("R2", "R3", "R4", "R6", "R8", "R9", "R10", "R13")


@dataclass(frozen=True)
class Pair:
    source: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """One set's figures; SARI is the mean over sentences and nothing for a set without references."""

    name: str
    sari: float | None
    sari_identity: float | None
    before: report.Readability
    after: report.Readability
    facts_lost: int
    flagged: int
    coverage: float
    sentences_per_s: float
    rules: Counter[str]


def main(arguments: Sequence[str]) -> None:
    own = measure("project", own_pairs())
    paths = [path for folder in arguments for path in sets_in(Path(folder))]
    others = [measure(path.stem, pairs_of(path)) for path in paths]
    texts = next((pairs_of(path) for path in paths if path.suffix == ".txt"), own_pairs())
    levers = measure_levers([sentence_of(pair, block) for block, pair in enumerate(texts)])
    show([own, *others])
    show_levers(levers)
    print(record.write("plain", figures(own, others) | levers))


def own_pairs() -> list[Pair]:
    rows = [line.split("\t") for line in REFERENCES.read_text(encoding="utf-8").splitlines()[1:]]
    return [Pair(row[2], tuple(text for text in row[3:5] if text)) for row in rows]


def sets_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".tsv", ".txt"))


def pairs_of(path: Path) -> list[Pair]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if path.suffix == ".txt":
        return [Pair(line.strip()) for line in lines]
    rows = [line.split("\t") for line in lines]
    return [Pair(row[0], (row[1],)) for row in rows if len(row) > 1]


def measure(name: str, pairs: Sequence[Pair]) -> Result:
    sentences = [sentence_of(pair, block) for block, pair in enumerate(pairs)]
    converted, speed = timed(sentences)
    compared = report.measure([pair.source for pair in pairs]), report.measure([one.text for one in converted])
    scores = [
        (sari(pair.source, one.text, pair.references), sari(pair.source, pair.source, pair.references))
        for pair, one in zip(pairs, converted, strict=True)
        if pair.references
    ]
    return Result(
        name,
        mean([ours for ours, _ in scores]),
        mean([identity for _, identity in scores]),
        *compared,
        facts_lost=sum(loses(one) for one in converted),
        coverage=cover(converted),
        flagged=sum(bool(one.flags) for one in converted),
        sentences_per_s=speed,
        rules=Counter(edit.rule for one in converted for edit in one.edits),
    )


def sentence_of(pair: Pair, block: int) -> Sentence:
    return Sentence(pair.source, kind_of(pair.source), block)


def measure_levers(sentences: Sequence[Sentence]) -> dict[str, float]:
    """The score with every rule, each sentence alone, and what each family of rules adds to it."""

    def score(profile: Profile, *, alone: bool = False) -> float:
        converter = Converter(furigana=False, profile=profile)
        texts = []
        for sentence in sentences:
            converter = Converter(furigana=False, profile=profile) if alone else converter
            texts.append(converter.convert(sentence).text)
        return report.measure(texts).score

    whole = score(Profile())
    values = {"readability_alone": score(Profile(), alone=True)}
    values |= {f"lever_{rule}": whole - score(Profile(off=frozenset({rule}))) for rule in LEVERS}
    return {name: round(value, 3) for name, value in values.items()}


def cover(converted: Sequence[ConvertedSentence]) -> float:
    """The share of hard words of the sources that are gone or explained, or that the lexicon has."""
    known = hard = 0
    for one in converted:
        draft = Draft.of(one.source.text, one.source.kind)
        tokens = draft.tokens
        found = [match for kind in Kind for match in words.find(tokens, kind, draft.lexicon)]
        spans = [(tokens[match.first].start, tokens[match.last].end) for match in found]
        spans += [(edit.start, edit.end) for edit in one.edits]
        for word in report.find_hard(one.source.text):
            inside = any(start <= word.start and word.end <= end for start, end in spans)
            known += inside or word.surface not in one.text
            hard += 1
    return known / hard if hard else 0.0


def kind_of(text: str) -> SentenceKind:
    return SentenceKind.SENTENCE if text.endswith(("。", "！", "？", "!", "?")) else SentenceKind.FRAGMENT


def timed(sentences: Sequence[Sentence]) -> tuple[tuple[ConvertedSentence, ...], float]:
    """The conversion and the sentences a second of processor time, furigana included, of a second pass."""
    to_plain(sentences)  # loads the dictionaries and fills what is remembered of words
    begun = time.process_time()
    converted = to_plain(sentences)
    return converted, len(sentences) / (time.process_time() - begun)


def loses(one: ConvertedSentence) -> bool:
    """Whether a fact of the source is missing from the output, or one was added."""
    return any(flag.code.startswith("fact_") for flag in facts.compare(one.source.text, one.text))


def mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def figures(own: Result, others: Sequence[Result]) -> dict[str, float]:
    plain_text = next((other for other in others if other.sari is None), own)
    values = {
        "sentences": float(own.before.sentences),
        "sari": own.sari,
        "sari_identity": own.sari_identity,
        "readability_before": plain_text.before.score,
        "readability_after": plain_text.after.score,
        "hard_share_before": plain_text.before.hard_share,
        "hard_share_after": plain_text.after.hard_share,
        "coverage": plain_text.coverage,
        "facts_lost": float(sum(result.facts_lost for result in (own, *others))),
        "flagged": float(sum(result.flagged for result in (own, *others))),
        "sentences_per_s": own.sentences_per_s,
    }
    values |= {f"sari_{other.name.removesuffix('-dev')}": other.sari for other in others}
    values |= {f"edits_{rule}": float(number) for rule, number in sorted(own.rules.items())}
    return {name: round(value, 4) for name, value in values.items() if value is not None}


def show(results: Sequence[Result]) -> None:
    console = Console(width=140)
    table = Table(title="Plain Japanese: before and after")
    for heading in ("set", "SARI", "identity", "readability", "words a sentence", "kanji", "hard words", "covered"):
        table.add_column(heading)
    table.add_column("facts lost")
    table.add_column("flagged")
    table.add_column("sentences/s")
    for result in results:
        before, after = result.before, result.after
        table.add_row(
            result.name,
            decimal(result.sari),
            decimal(result.sari_identity),
            f"{before.score:.2f} → {after.score:.2f}",
            f"{before.words_per_sentence:.1f} → {after.words_per_sentence:.1f}",
            f"{before.kanji_share:.0%} → {after.kanji_share:.0%}",
            f"{before.hard_share:.1%} → {after.hard_share:.1%}",
            f"{result.coverage:.1%}",
            str(result.facts_lost),
            str(result.flagged),
            f"{result.sentences_per_s:.0f}",
        )
    console.print(table)
    rules = Table(title="Edits by rule")
    rules.add_column("rule")
    for result in results:
        rules.add_column(result.name)
    for rule in sorted({rule for result in results for rule in result.rules}):
        rules.add_row(rule, *(str(result.rules[rule]) for result in results))
    console.print(rules)


def show_levers(levers: dict[str, float]) -> None:
    table = Table(title="Readability: each sentence alone, and what the score loses without a family of rules")
    for name in levers:
        table.add_column(name.removeprefix("lever_"))
    table.add_row(*(f"{value:+.2f}" if name.startswith("lever_") else f"{value:.2f}" for name, value in levers.items()))
    Console(width=140).print(table)


def decimal(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


if __name__ == "__main__":
    main(sys.argv[1:])
