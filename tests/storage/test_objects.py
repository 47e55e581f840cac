import hashlib
import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minio import Minio
from minio.commonconfig import ENABLED
from minio.versioningconfig import VersioningConfig

from ingest.errors import NotFoundError, SettingsError, StorageError
from storage.folder import FolderStore
from storage.objects import ObjectStore, open_objects, original_key, page_key
from storage.s3 import PART
from tests.services import S3Server, new_name

BAD_KEYS = ["", "/a", "a/", "a//b", "../a", "a/../b", ".a", "a/.b", "a\\b", "a b", "a\0b", "あ", "a\n", "x" * 513]


@pytest.fixture
def store(objects_url: tuple[str, Path | None]) -> ObjectStore:
    return open_objects(*objects_url)


def test_what_was_put_can_be_read_and_fetched(store: ObjectStore, tmp_path: Path):
    assert store.put_bytes("a/b.txt", b"hello") is True
    with store.open("a/b.txt") as stream:
        assert stream.read() == b"hello"
    store.fetch("a/b.txt", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"hello"
    assert store.exists("a/b.txt")


def test_a_stream_can_be_read_in_pieces(store: ObjectStore):
    store.put_bytes("pieces", bytes(range(256)) * 100)
    with store.open("pieces") as stream:
        assert stream.read(3) == b"\x00\x01\x02"
        assert stream.readline(5) == b"\x03\x04\x05\x06\x07"
        assert len(stream.read()) == 25600 - 8
        assert stream.read() == b""


def test_an_empty_object_is_kept_like_any_other(store: ObjectStore):
    assert store.put_bytes("empty", b"")
    with store.open("empty") as stream:
        assert stream.read() == b""


def test_a_file_of_several_parts_arrives_whole_and_is_not_replaced(store: ObjectStore, tmp_path: Path):
    source = tmp_path / "large"
    source.write_bytes(os.urandom(1024) * (PART // 1024) + b"the rest")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert store.put_file("large", source, digest) is True
    assert store.put_file("large", source, digest) is False
    store.fetch("large", tmp_path / "copy")
    assert hashlib.sha256((tmp_path / "copy").read_bytes()).hexdigest() == digest
    source.write_bytes(os.urandom(1024) * (PART // 1024) + b"another")
    with pytest.raises(StorageError):
        store.put_file("large", source)


def test_the_same_content_can_be_put_again_and_changes_nothing(store: ObjectStore):
    assert store.put_bytes("once", b"one")
    assert store.put_bytes("once", b"one") is False


def test_other_content_under_the_same_key_is_refused(store: ObjectStore):
    store.put_bytes("once", b"one")
    with pytest.raises(StorageError):
        store.put_bytes("once", b"two")
    with store.open("once") as stream:
        assert stream.read() == b"one"


def test_content_that_differs_from_its_digest_is_refused(store: ObjectStore, tmp_path: Path):
    source = tmp_path / "source"
    source.write_bytes(b"damaged on the way")
    with pytest.raises(StorageError):
        store.put_file("checked", source, "0" * 64)
    assert not store.exists("checked")


def test_what_is_not_there_is_not_found(store: ObjectStore, tmp_path: Path):
    assert not store.exists("nothing")
    with pytest.raises(NotFoundError):
        store.open("nothing")
    with pytest.raises(NotFoundError):
        store.fetch("nothing", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_deleted_object_is_gone_and_deleting_it_again_is_no_error(store: ObjectStore):
    store.put_bytes("gone", b"x")
    store.delete("gone")
    store.delete("gone")
    assert not store.exists("gone")
    assert store.put_bytes("gone", b"another")


def test_keys_are_listed_by_prefix_in_order(store: ObjectStore):
    for key in ("b/2", "a/1", "b/1", "b/1-more/x", "bb"):
        store.put_bytes(key, b"x")
    assert list(store.list("b/")) == ["b/1", "b/1-more/x", "b/2"]
    assert list(store.list("b/1")) == ["b/1", "b/1-more/x"]
    assert list(store.list("")) == ["a/1", "b/1", "b/1-more/x", "b/2", "bb"]
    assert list(store.list("c/")) == []


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_that_could_lead_elsewhere_is_refused_everywhere(store: ObjectStore, tmp_path: Path, key: str):
    actions = (
        lambda: store.put_bytes(key, b"x"),
        lambda: store.open(key),
        lambda: store.fetch(key, tmp_path / "copy"),
        lambda: store.exists(key),
        lambda: store.delete(key),
    )
    for action in actions:
        with pytest.raises(StorageError):
            action()


def test_listing_does_not_lead_out_of_the_store(store: ObjectStore, tmp_path: Path):
    (tmp_path / "outside").write_bytes(b"x")
    assert list(store.list("../")) == []


def test_of_many_writers_at_once_exactly_one_makes_the_object(store: ObjectStore):
    barrier = threading.Barrier(6)
    outcomes: list[object] = []

    def put(number: int) -> None:
        barrier.wait()
        try:
            outcomes.append(store.put_bytes("contested", b"%d" % number))
        except StorageError:
            outcomes.append("refused")

    threads = [threading.Thread(target=put, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["True", *["refused"] * 5]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=4096))
def test_any_bytes_come_back_as_they_were(store: ObjectStore, content: bytes):
    key = f"any/{hashlib.sha256(content).hexdigest()}"
    store.put_bytes(key, content)
    with store.open(key) as stream:
        assert stream.read() == content


def test_a_reader_of_a_folder_sees_no_half_written_object(tmp_path: Path):
    store = FolderStore(tmp_path / "objects")

    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 1_000_000:
                raise OSError(28, "No space left on device")
            return super().read(size)

    with pytest.raises(StorageError, match="No space left"):
        store._put("half", Breaking(bytes(3_000_000)), None)
    assert list((tmp_path / "objects").rglob("*")) == []
    assert not store.exists("half")


def test_a_writer_killed_in_a_folder_leaves_nothing_that_is_listed(tmp_path: Path):
    script = (
        "import os, sys, pathlib\n"
        "from storage.folder import FolderStore\n"
        "import storage.folder as folder\n"
        "folder._link = lambda *a: os.kill(os.getpid(), 9)\n"
        "FolderStore(pathlib.Path(sys.argv[1])).put_bytes('a/b', b'x' * 100)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path / "objects")], check=False)
    assert killed.returncode == -9
    store = FolderStore(tmp_path / "objects")
    assert list(store.list("")) == []
    assert store.put_bytes("a/b", b"y")


def test_the_s3_server_refuses_wrong_credentials(s3_server: S3Server, tmp_path: Path):
    wrong = tmp_path / "wrong"
    wrong.write_text("someone\nelse\n")
    with pytest.raises(StorageError):
        open_objects(s3_server.url(new_name()), wrong)


def test_a_bucket_with_versions_keeps_none_of_a_deleted_object(s3_server: S3Server):
    name = new_name()
    store = open_objects(s3_server.url(name), s3_server.credentials)
    client = Minio(s3_server.endpoint, *s3_server.credentials.read_text().split(), secure=False)
    client.set_bucket_versioning(name, VersioningConfig(ENABLED))
    store.put_bytes("pages/1", b"first")
    store.put_bytes("pages/10", b"other")
    store.delete("pages/1")
    store.put_bytes("pages/1", b"second")
    store.delete("pages/1")
    left = [item.object_name for item in client.list_objects(name, recursive=True, include_version=True)]
    assert left == ["pages/10"]


def test_an_s3_server_that_is_not_there_is_a_storage_error(tmp_path: Path):
    credentials = tmp_path / "credentials"
    credentials.write_text("a\nb\n")
    with pytest.raises(StorageError):
        open_objects("s3://127.0.0.1:9/bucket", credentials)


@pytest.mark.parametrize("content", ["", "one", "one\ntwo\nthree\n"])
def test_a_credentials_file_of_another_shape_is_a_settings_error(tmp_path: Path, content: str):
    credentials = tmp_path / "credentials"
    credentials.write_text(content)
    with pytest.raises(SettingsError):
        open_objects("s3://127.0.0.1:9/bucket", credentials)


@pytest.mark.parametrize("url", ["", "folder", "ftp://host/x", "s3://host", "s3:///bucket", "s3://host/Bad_Bucket"])
def test_a_url_of_no_known_store_is_a_settings_error(url: str):
    with pytest.raises(SettingsError):
        open_objects(url)


def test_the_keys_of_the_house_are_keys_of_the_store(store: ObjectStore):
    office = "01a200f5-c5ba-7220-a87f-2964f468a2bd"
    assert store.put_bytes(original_key(office, "0" * 64), b"x")
    assert store.put_bytes(page_key(office, office, 1, "0" * 64), b"x")
