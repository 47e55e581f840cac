"""Whatever workers do, in whatever order and however often, each step has exactly one result."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from ingest.errors import LeaseLostError
from ingest.model import Conversion, ConversionKind
from storage import conversions, documents, jobs, leases, open_storage
from storage.clock import clock
from storage.leases import Claim
from storage.tables import Job, JobState, Lane, PageState, Step, StepState, StoredConversion, StoredPage
from tests.storage.samples import new_document, new_page, read_page

PAGES = 3
TRIES = 1000


class Delivery(RuleBasedStateMachine):
    """Workers that claim, fall silent, come back late, finish twice and stop, over a real database."""

    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.storage = open_storage(f"sqlite:///{self.folder / 'y.db'}", (self.folder / "objects").as_uri())
        self.finished: set[str] = set()

    @initialize()
    def submit(self) -> None:
        document = new_document(self.storage)
        with self.storage.transaction() as session:
            for kinds in (list(ConversionKind), [ConversionKind.PLAIN]):
                jobs.create(session, office_id=self.storage.office_id, document_id=document.id, conversions=kinds)

    @rule(target=claims, lane=st.sampled_from(Lane))
    def claim(self, lane: Lane):
        with self.storage.transaction() as session:
            got = leases.claim(session, lane, owner="w", seconds=60, max_attempts=TRIES)
        return got if got is not None else multiple()

    @rule(held=claims)
    def finish(self, held: Claim) -> None:
        """Finish it, though the lease may be lost or the step finished before."""
        try:
            with self.storage.transaction() as session:
                leases.finish(session, held, lambda session: write(session, held))
        except LeaseLostError:
            return
        assert held.step_id not in self.finished
        self.finished.add(held.step_id)

    @rule(held=consumes(claims))
    def give_back(self, held: Claim) -> None:
        self.attempt(lambda session: leases.release(session, held))

    @rule(held=claims)
    def fail_for_now(self, held: Claim) -> None:
        self.attempt(lambda session: leases.retry(session, held, code="error", detail="", wait_seconds=0))

    @rule(held=claims)
    def renew(self, held: Claim) -> None:
        self.attempt(lambda session: leases.renew(session, held, 60))

    @rule()
    def fall_silent(self) -> None:
        with self.storage.transaction() as session:
            past = clock(session) - timedelta(seconds=1)
            session.execute(update(Step).where(Step.state == StepState.RUNNING).values(lease_until=past))

    def attempt(self, action) -> None:
        try:
            with self.storage.transaction() as session:
                action(session)
        except LeaseLostError:
            return

    @invariant()
    def nothing_is_done_before_what_it_needs(self) -> None:
        with self.storage.snapshot() as session:
            read = session.scalar(select(func.count()).where(StoredPage.state == PageState.READ)) or 0
            converted = session.scalar(select(func.count(StoredConversion.id))) or 0
            done = session.scalar(select(func.count()).where(Step.state == StepState.DONE)) or 0
        assert done == len(self.finished)
        assert converted == 0 or read == PAGES

    def teardown(self) -> None:
        """Let one good worker finish what is left: then everything is there, and once."""
        self.fall_silent()
        busy = True
        while busy:
            busy = False
            for lane in Lane:
                held = self.claim_plainly(lane)
                if held is not None:
                    busy = True
                    self.finish_plainly(held)
        with self.storage.snapshot() as session:
            states = session.scalars(select(Job.state)).all()
            kinds = sorted(session.scalars(select(StoredConversion.kind)))
            pages = session.scalars(select(StoredPage.state)).all()
        self.storage.close()
        shutil.rmtree(self.folder)
        if states:
            assert states == [JobState.SUCCEEDED, JobState.SUCCEEDED]
            assert kinds == sorted([*ConversionKind, ConversionKind.PLAIN])
            assert pages == [PageState.READ] * PAGES

    def claim_plainly(self, lane: Lane) -> Claim | None:
        with self.storage.transaction() as session:
            return leases.claim(session, lane, owner="last", seconds=60, max_attempts=TRIES)

    def finish_plainly(self, held: Claim) -> None:
        with self.storage.transaction() as session:
            leases.finish(session, held, lambda session: write(session, held))


def write(session: Session, held: Claim) -> None:
    """Write what the real step would write."""
    job = jobs.get(session, held.office_id, held.job_id)
    kind, _, rest = held.name.partition(":")
    if kind == "ingest":
        document = documents.get(session, held.office_id, held.document_id or "")
        documents.add_pages(session, document, [new_page(number + 1) for number in range(PAGES)])
        jobs.add_steps(session, job, [jobs.page_step(number + 1) for number in range(PAGES)], StepState.DUE)
    elif kind == "read":
        documents.save_page(session, held.document_id or "", read_page(int(rest)))
    elif kind == "convert":
        conversions.save(session, job, Conversion(ConversionKind(rest), (), ()))


TestDelivery = Delivery.TestCase
TestDelivery.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
