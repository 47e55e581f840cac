import hashlib

import pytest
from PIL import Image

from ingest.errors import EmptyFileError, FileTooLargeError, UnsupportedFileError
from ingest.intake import Limits, examine, sniff
from ingest.model import MediaType
from ingest.settings import Settings
from tests.ingest.papers import drawing, image_bytes


@pytest.fixture
def file(tmp_path):
    def make(content, name="upload"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n", MediaType.PDF),
        (b"\xef\xbb\xbf\n junk before the header\n%PDF-1.4\n", MediaType.PDF),
        (b" " * 1000 + b"%PDF-1.4", MediaType.PDF),
        (b"II*\x00rest", MediaType.TIFF),
        (b"MM\x00*rest", MediaType.TIFF),
        (b"II+\x00rest", MediaType.TIFF),
        (b"MM\x00+rest", MediaType.TIFF),
        (b"\xff\xd8\xff\xe0rest", MediaType.JPEG),
        (b"\x89PNG\r\n\x1a\nrest", MediaType.PNG),
    ],
)
def test_the_type_is_told_by_content(file, content, media_type):
    assert sniff(file(content, "wrong-name.txt")) is media_type


def test_files_that_pillow_writes_are_told_apart(file):
    for kind in MediaType.PNG, MediaType.JPEG, MediaType.TIFF:
        assert sniff(file(image_bytes(drawing(), kind.name))) is kind
    assert sniff(file(image_bytes(drawing(), "TIFF", big_tiff=True))) is MediaType.TIFF


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>%PDX-</body></html>",
        b" " * 1024 + b"%PDF-1.4",
        b"PK\x03\x04archive",
        b"plain text",
        b"\x00",
        image_bytes(Image.new("P", (2, 2)), "GIF", save_all=True, append_images=[Image.new("P", (2, 2), 1)]),
    ],
)
def test_anything_else_is_unsupported(file, content):
    with pytest.raises(UnsupportedFileError):
        sniff(file(content, "form.pdf"))


def test_an_empty_file_is_said_to_be_empty(file):
    with pytest.raises(EmptyFileError):
        examine(file(b""), Limits())


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not(file):
    path = file(b"%PDF-1.4 0123456789")
    size = path.stat().st_size
    assert examine(path, Limits(file_bytes=size)).size == size
    with pytest.raises(FileTooLargeError):
        examine(path, Limits(file_bytes=size - 1))


def test_an_arrival_carries_its_sha256(file):
    content = b"%PDF-1.4" + bytes(3_000_000)
    arrival = examine(file(content), Limits())
    assert arrival.sha256 == hashlib.sha256(content).hexdigest()
    assert arrival.size == len(content)


def test_limits_follow_the_settings():
    limits = Limits.of(Settings(max_upload_mb=3, max_pages=4, max_page_megapixels=5, render_dpi=150, open_seconds=6))
    assert limits == Limits(3_000_000, 4, 5_000_000, render_dpi=150, open_seconds=6)
