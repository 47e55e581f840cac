"""What an office's people accepted is used in its later translations."""

from ingest.intake import Limits
from ingest.model import ConversionKind
from ingest.settings import Settings
from ingest.translate.memory import Pair
from storage import Storage, conversions, memory
from storage.tables import Lane, Office
from tests.workers.jobs_at_work import submit_text
from workers.engines import Engines
from workers.lane import LaneThread, Rules
from workers.queue import open_queue
from workers.steps import Workshop

PAIR = Pair("手数料は1通300円と定められています。", "The fee is set at 300 yen per copy.", "key:1")
TEXT = "手数料は1通450円と定められています。\n手数料は1通300円と定められています。"


def translated(storage: Storage, text: str, kind: ConversionKind) -> list[tuple[str, list[tuple[str, str]]]]:
    """Have a worker without a model translate the text; return each sentence with the rules of its edits."""
    job = submit_text(storage, text, kind)
    shop = Workshop(storage, Engines.of(Settings(ocr_engine="null", translator="null")), Limits())
    rules = Rules(lease_seconds=60, sweep_seconds=0.05, max_attempts=3)
    assert LaneThread(Lane.ENGLISH, shop, open_queue(""), rules).work_once()
    with storage.snapshot() as session:
        (stored,) = conversions.for_job(session, job.id)
        made = conversions.content(stored).sentences
    return [(sentence.text, [(edit.rule, edit.clause) for edit in sentence.edits]) for sentence in made]


def learn(storage: Storage, office_id: str) -> None:
    with storage.transaction() as session:
        memory.remember(session, office_id, [PAIR])


def test_an_accepted_sentence_is_used_again_its_amount_adapted_and_marked_as_such(storage: Storage):
    learn(storage, storage.office_id)
    assert translated(storage, TEXT, ConversionKind.ENGLISH) == [
        ("The fee is set at 450 yen per copy.", [("E-memory", "facts")]),
        ("The fee is set at 300 yen per copy.", [("E-memory", "exact")]),
    ]
    assert translated(storage, PAIR.target, ConversionKind.JAPANESE) == [(PAIR.source, [("E-memory", "exact")])]


def test_another_offices_memory_is_not_used(storage: Storage):
    with storage.transaction() as session:
        other = Office(name="other")
        session.add(other)
    learn(storage, other.id)
    made = translated(storage, TEXT, ConversionKind.ENGLISH)
    assert all(rule != "E-memory" for _, edits in made for rule, _ in edits)
