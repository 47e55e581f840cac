"""The doorbell. A message carries the id of a step and nothing else; the job table knows what is to be done.

A bell that is not heard costs only time, because idle workers also look at the table by themselves. So a message
is acknowledged as soon as it is heard, not when the work is done: no broker's time limit for a consumer (RabbitMQ's
is 30 minutes) can ring for the same long step again and again, and a broker that loses messages loses nothing.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from queue import Empty, Full
from queue import Queue as Buffer
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit, urlunsplit

import dramatiq
import pika
import redis
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import DramatiqError
from pika.exceptions import AMQPError

from ingest.errors import SettingsError, StorageError
from storage.tables import Lane, Step

logger = logging.getLogger(__name__)

Bell = tuple[Lane, str]
"""A lane and the id of a step in it."""

NAMESPACE = "yakusho"
MOST_RINGS = 16
"""Rings for one lane at a time: a worker that wakes works until nothing is due, so a bell for each of its idle
colleagues is enough and a document of 2,000 pages needs no 2,000 messages."""
MOST_WAITING = 1000
CLOSE_SECONDS = 5.0
WAKE_MS = 200
"""How long a listener sleeps between two looks at whether it should stop."""
BROKER_FAILURES = (DramatiqError, AMQPError, redis.RedisError, OSError)


class Queue:
    """A broker with one queue a lane. Rings are sent by a thread, so that no request waits for a slow broker."""

    def __init__(self, broker: dramatiq.Broker, namespace: str = NAMESPACE) -> None:
        self.broker = broker
        self.namespace = namespace
        self._waiting: Buffer[Bell | None] = Buffer(MOST_WAITING)
        self._sender: threading.Thread | None = None
        self._lock = threading.Lock()
        self._is_heard = not isinstance(broker, StubBroker)

    def ring(self, steps: Iterable[Step]) -> None:
        """Tell the workers that these steps are due. Call it after the transaction that made them so.

        Never fails and never waits: workers that hear nothing find the steps when they next look.
        """
        if not self._is_heard:
            return  # nobody in this process listens, and no other process ever will
        rings: Counter[Lane] = Counter()
        for step in steps:
            rings[step.lane] += 1
            if rings[step.lane] <= MOST_RINGS:
                self._enqueue((step.lane, step.id))

    def listen(self, lanes: Iterable[Lane], hear: Callable[[Lane], None]) -> dramatiq.Worker:
        """Call ``hear`` with the lane of each message that comes, until the returned worker is stopped."""
        for lane in lanes:
            self._declare(lane, hear)
        self._is_heard = True
        worker = dramatiq.Worker(
            self.broker, queues={self._name(lane) for lane in lanes}, worker_threads=1, worker_timeout=WAKE_MS
        )
        worker.start()
        return worker

    def check(self) -> None:
        """Raise ``StorageError`` unless the broker answers, on a connection of its own."""
        try:
            if isinstance(self.broker, RedisBroker):
                self.broker.client.ping()
            elif isinstance(self.broker, RabbitmqBroker):
                pika.BlockingConnection(self.broker.parameters).close()
        except BROKER_FAILURES as error:
            raise StorageError(f"queue: {type(error).__name__}") from error

    def close(self) -> None:
        """Send what waits, for a few seconds at most, and close the connections."""
        if self._sender is not None:
            try:
                self._waiting.put(None, timeout=CLOSE_SECONDS)
            except Full:
                logger.warning("rings were dropped on closing")
            self._sender.join(CLOSE_SECONDS)
        try:
            self.broker.close()
        except BROKER_FAILURES as error:
            logger.warning("the queue did not close cleanly: %s", type(error).__name__)

    def _enqueue(self, bell: Bell) -> None:
        with self._lock:
            if self._sender is None:
                self._sender = threading.Thread(target=self._send_waiting, name="ringer", daemon=True)
                self._sender.start()
        try:
            self._waiting.put_nowait(bell)
        except Full:
            logger.warning("a ring was dropped: %d are waiting already", MOST_WAITING)

    def _send_waiting(self) -> None:
        while (bell := self._waiting.get()) is not None:
            try:
                self.broker.enqueue(self._message(bell))
            except BROKER_FAILURES as error:
                logger.warning("the queue took no message: %s", type(error).__name__)
                self._forget_waiting()

    def _forget_waiting(self) -> None:
        # While the broker is away each try costs a timeout, and the others would only come later still.
        try:
            while self._waiting.get_nowait() is not None:
                pass
        except Empty:
            return
        self._waiting.put(None)

    def _message(self, bell: Bell) -> "dramatiq.Message[None]":
        lane, step_id = bell
        name = self._name(lane)
        self.broker.declare_queue(name)
        return dramatiq.Message(queue_name=name, actor_name=name, args=(step_id,), kwargs={}, options={})

    def _declare(self, lane: Lane, hear: Callable[[Lane], None]) -> None:
        def heard(_step_id: str) -> None:
            hear(lane)

        name = self._name(lane)
        dramatiq.actor(actor_name=name, queue_name=name, broker=self.broker)(heard)

    def _name(self, lane: Lane) -> str:
        return f"{self.namespace}.{lane}"


def open_queue(url: str) -> Queue:
    """Return the queue at ``redis://…`` or ``amqp://…``; an empty URL means one within this process.

    With TLS the schemes are ``rediss`` and ``amqps``. A fragment gives the queues another name than ``yakusho``, so
    that two installations can share a broker: ``redis://host/0#matsudo``.

    Connects only when it is first used. Raises ``SettingsError`` for a URL of another kind.
    """
    address, fragment = urldefrag(url)
    match urlsplit(address).scheme:
        case "" if not address:
            # The table decides about retries, and time limits can't interrupt an engine: no middleware is wanted.
            return Queue(StubBroker(middleware=[]))
        case "redis" | "rediss":
            return Queue(_open_redis(address, fragment or NAMESPACE), fragment or NAMESPACE)
        case "amqp" | "amqps":
            return Queue(_open_rabbitmq(address), fragment or NAMESPACE)
        case other:
            raise SettingsError(f"queue_url has the unknown scheme {other!r}")


def _open_redis(url: str, namespace: str) -> RedisBroker:
    client = redis.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=10)
    return RedisBroker(  # type: ignore[no-untyped-call]
        client=client, namespace=namespace, middleware=[]
    )


def _open_rabbitmq(url: str) -> RabbitmqBroker:
    parts = urlsplit(url)
    limits = {"connection_attempts": "1", "socket_timeout": "5", "blocked_connection_timeout": "10", "heartbeat": "60"}
    query = urlencode(limits | dict(parse_qsl(parts.query)))
    return RabbitmqBroker(url=urlunsplit(parts._replace(query=query)), confirm_delivery=True, middleware=[])
