"""Real servers for the tests. One that is missing skips its tests on a laptop and fails them in CI."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pika
import psycopg
import pytest
import redis
from minio import Minio
from pika.exceptions import AMQPError
from psycopg import sql

from tests.service.running import stop

POSTGRESQL = "host=127.0.0.1 port=5432 user=postgres dbname=postgres connect_timeout=3"
REDIS = "redis://127.0.0.1:6379/13"
RABBITMQ = "amqp://guest:guest@127.0.0.1:5672"
START_SECONDS = 60
STOP_SECONDS = 3


@dataclass(frozen=True)
class S3Server:
    """A running S3 server, and the file with the credentials for it."""

    endpoint: str
    credentials: Path

    def url(self, bucket: str) -> str:
        return f"s3://{self.endpoint}/{bucket}"


def miss(service: str) -> None:
    """Skip the test, or fail it in CI, because the service is not there."""
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(f"{service} is missing, and CI must have it", pytrace=False)
    pytest.skip(f"{service} is not running here")


def new_name() -> str:
    return f"yakusho-test-{secrets.token_hex(6)}"


@contextlib.contextmanager
def postgresql_database() -> Iterator[str]:
    """Yield the URL of a fresh database that is dropped in the end."""
    name = new_name()
    try:
        server = psycopg.connect(POSTGRESQL, autocommit=True)
    except psycopg.OperationalError:
        miss("PostgreSQL")
    with server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:5432/{name}"
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def empty(url: str) -> None:
    """Remove every row of a database that ``postgresql_database`` gave, which is quicker than a fresh one."""
    address = url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(address) as connection:
        if connection.execute("SELECT to_regclass('offices')").fetchone() != (None,):
            connection.execute("TRUNCATE offices CASCADE")


@contextlib.contextmanager
def redis_queue() -> Iterator[str]:
    """Yield a queue URL under a name of its own, whose keys are removed in the end."""
    name = new_name()
    with contextlib.closing(redis.Redis.from_url(REDIS, socket_connect_timeout=3)) as client:
        try:
            client.ping()
        except redis.RedisError:
            miss("Redis")
        try:
            yield f"{REDIS}#{name}"
        finally:
            if keys := list(client.scan_iter(f"{name}*")):
                client.delete(*keys)


@contextlib.contextmanager
def rabbitmq_queue() -> Iterator[str]:
    """Yield a queue URL under a name of its own, whose queues are removed in the end."""
    name = new_name()
    try:
        connection = pika.BlockingConnection(pika.URLParameters(f"{RABBITMQ}?heartbeat=0&connection_attempts=1"))
    except (AMQPError, OSError):
        miss("RabbitMQ")
    try:
        yield f"{RABBITMQ}#{name}"
    finally:
        channel = connection.channel()
        for lane in ("read", "english"):
            for suffix in ("", ".DQ", ".XQ"):
                channel.queue_delete(f"{name}.{lane}{suffix}")
        connection.close()


@contextlib.contextmanager
def s3_server(folder: Path) -> Iterator[S3Server]:
    """Yield a SeaweedFS server on free loopback ports; it keeps its files in ``folder`` and is stopped in the end."""
    weed = shutil.which("weed", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
    if weed is None:
        miss("SeaweedFS (weed)")
    access, secret = secrets.token_hex(8), secrets.token_hex(16)
    _configure(folder, access, secret)
    credentials = folder / "credentials"
    credentials.write_text(f"{access}\n{secret}\n")
    port = free_port()
    with (folder / "weed.log").open("wb") as log:
        process = subprocess.Popen([str(weed), *_arguments(folder, port)], cwd=folder, stdout=log, stderr=log)
    try:
        _wait_for_s3(process, f"127.0.0.1:{port}", access, secret)
        yield S3Server(f"127.0.0.1:{port}", credentials)
    finally:
        stop(process, STOP_SECONDS)


def free_port() -> int:
    """Return a loopback port P with P + 10000, where SeaweedFS puts its gRPC, free as well."""
    while True:
        port = 20000 + secrets.randbelow(12000)
        if all(_is_free(number) for number in (port, port + 10000)):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _configure(folder: Path, access: str, secret: str) -> None:
    identity = {
        "name": "test",
        "credentials": [{"accessKey": access, "secretKey": secret}],
        "actions": ["Admin", "Read", "List", "Tagging", "Write"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    # Without signing keys the side doors of the server would be open to everyone on this machine.
    tables = ("jwt.signing", "jwt.signing.read", "jwt.filer_signing", "jwt.filer_signing.read")
    keys = "".join(f'[{table}]\nkey = "{secrets.token_hex(16)}"\n' for table in tables)
    (folder / "security.toml").write_text(keys)
    (folder / "data").mkdir()


def _arguments(folder: Path, s3_port: int) -> list[str]:
    return [
        "server",
        f"-dir={folder / 'data'}",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        "-master.telemetry=false",
        f"-master.port={free_port()}",
        f"-volume.port={free_port()}",
        "-volume.max=300",
        "-volume.preStopSeconds=1",
        "-master.volumeSizeLimitMB=64",
        "-filer",
        "-filer.disableHttp",
        f"-filer.port={free_port()}",
        "-s3",
        f"-s3.port={s3_port}",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        "-s3.iam=false",
        f"-s3.config={folder / 's3.json'}",
        "-s3.autoCreateBucket=false",
        "-s3.allowDeleteBucketNotEmpty=false",
    ]


def _wait_for_s3(process: "subprocess.Popen[bytes]", endpoint: str, access: str, secret: str) -> None:
    client = Minio(endpoint, access_key=access, secret_key=secret, secure=False)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(Exception), socket.create_connection(("127.0.0.1", int(endpoint.split(":")[1])), 1):
            client.list_buckets()
            return
        time.sleep(0.2)
    pytest.fail("the S3 server did not start")
