import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from ingest.errors import SettingsError, StorageError
from storage.tables import Lane, Step, StepState
from tests.services import new_name, rabbitmq_queue, redis_queue
from workers.queue import MOST_RINGS, Queue, open_queue

PATIENCE = 20.0


class Ear:
    """Counts what it hears."""

    def __init__(self) -> None:
        self.heard: list[Lane] = []
        self._changed = threading.Condition()

    def hear(self, lane: Lane) -> None:
        with self._changed:
            self.heard.append(lane)
            self._changed.notify_all()

    def wait_for(self, count: int) -> list[Lane]:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.heard) >= count, PATIENCE)
            return self.heard


@pytest.fixture
def queue(queue_url: str) -> Iterator[Queue]:
    opened = open_queue(queue_url)
    yield opened
    opened.close()


def step(lane: Lane, number: int = 0) -> Step:
    return Step(id=f"step-{number}", lane=lane, state=StepState.DUE)


def test_a_ring_is_heard_in_its_lane(queue: Queue):
    ear = Ear()
    listener = queue.listen(Lane, ear.hear)
    queue.ring([step(Lane.ENGLISH)])
    assert ear.wait_for(1) == [Lane.ENGLISH]
    queue.ring([step(Lane.READ)])
    assert ear.wait_for(2) == [Lane.ENGLISH, Lane.READ]
    listener.stop()


def test_a_worker_of_one_lane_leaves_the_rings_of_the_other_alone(queue: Queue):
    ear = Ear()
    listener = queue.listen([Lane.READ], ear.hear)
    queue.ring([step(Lane.ENGLISH), step(Lane.READ)])
    assert ear.wait_for(1) == [Lane.READ]
    listener.stop()


def test_a_document_of_many_pages_needs_few_rings(queue: Queue):
    ear = Ear()
    listener = queue.listen(Lane, ear.hear)
    queue.ring([step(Lane.READ, number) for number in range(2000)])
    ear.wait_for(MOST_RINGS)
    queue.ring([step(Lane.ENGLISH)])
    assert ear.wait_for(MOST_RINGS + 1)[MOST_RINGS:] == [Lane.ENGLISH]
    listener.stop()


def test_the_broker_answers(queue: Queue):
    queue.check()


@pytest.mark.parametrize("kind", ["redis", "rabbitmq"])
def test_a_ring_waits_for_a_worker_that_starts_later(request: pytest.FixtureRequest, kind: str):
    url = request.getfixturevalue(f"{kind}_url")
    sender = open_queue(url)
    sender.ring([step(Lane.READ)])
    sender.close()
    receiver, ear = open_queue(url), Ear()
    listener = receiver.listen(Lane, ear.hear)
    assert ear.wait_for(1) == [Lane.READ]
    listener.stop()
    receiver.close()


@pytest.mark.parametrize("kind", [redis_queue, rabbitmq_queue])
def test_two_installations_share_a_broker_under_names_of_their_own(kind: Callable[[], AbstractContextManager[str]]):
    with kind() as our_url, kind() as their_url:
        assert our_url.partition("#")[0] == their_url.partition("#")[0]
        ours, theirs = open_queue(our_url), open_queue(their_url)
        our_ear, their_ear = Ear(), Ear()
        listeners = [ours.listen(Lane, our_ear.hear), theirs.listen(Lane, their_ear.hear)]
        ours.ring([step(Lane.READ)])
        assert our_ear.wait_for(1) == [Lane.READ]
        theirs.ring([step(Lane.ENGLISH)])
        assert their_ear.wait_for(1) == [Lane.ENGLISH]
        for listener in listeners:
            listener.stop()
        ours.close()
        theirs.close()


def test_a_message_carries_the_id_of_a_step_and_nothing_else(queue: Queue):
    message = json.loads(queue._message((Lane.READ, "01a2-step")).encode())
    assert message["args"] == ["01a2-step"]
    assert message["kwargs"] == message["options"] == {}


@pytest.mark.parametrize("url", ["redis://127.0.0.1:9/0", "amqp://guest:guest@127.0.0.1:9"])
def test_a_broker_that_is_away_delays_no_request_and_fails_none(url: str, caplog: pytest.LogCaptureFixture):
    queue = open_queue(url)
    began = time.monotonic()
    for _ in range(50):
        queue.ring([step(Lane.READ), step(Lane.ENGLISH)])
    assert time.monotonic() - began < 1
    queue.close()
    assert "the queue took no message" in caplog.text
    with pytest.raises(StorageError):
        queue.check()


def test_rings_of_a_process_without_workers_are_not_kept_for_ever():
    queue = open_queue("")
    queue.ring([step(Lane.READ)])
    assert queue._waiting.empty()
    assert queue._sender is None
    queue.close()


@pytest.mark.parametrize("url", ["http://host", "kafka://host", "nonsense"])
def test_a_url_of_no_known_queue_is_a_settings_error(url: str):
    with pytest.raises(SettingsError):
        open_queue(url)


def test_the_password_of_a_broker_does_not_reach_the_log(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    queue = open_queue(f"amqp://guest:geheim@127.0.0.1:9#{new_name()}")
    queue.ring([step(Lane.READ)])
    queue.close()
    assert "geheim" not in caplog.text
