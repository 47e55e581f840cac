import struct
import zlib

import cv2
import numpy as np
import pytest
from PIL import Image, TiffImagePlugin

from ingest import errors
from ingest.intake import Limits
from ingest.model import MediaType, load
from ingest.pages import OpenedPage, open_pages
from ingest.pages.raster import open_raster
from tests.ingest.papers import drawing, image_bytes


@pytest.fixture
def opened(tmp_path):
    """Open an image file in this process; the sandbox has tests of its own."""

    def run(content, media_type, **limits):
        path = tmp_path / "picture"
        path.write_bytes(content)
        request = {"path": str(path), "media_type": media_type, "directory": str(tmp_path), "max_pages": 20}
        request |= {"max_pixels": 10**8, "image_pixels": 10**8}
        return [load(OpenedPage, item["page"]) for item in open_raster(request | limits)]

    return run


def pixels(page):
    with Image.open(page.image) as image:
        assert image.size == (page.width, page.height)
        assert image.mode in {"L", "RGB"}
        return np.asarray(image.convert("L"))


def assert_is_the_drawing(page):
    """The bar is dark, the ground light, whatever the colours were."""
    grey = pixels(page)
    assert grey.shape == (300, 400)
    assert grey[25, 100] < 60
    assert grey[200, 300] > 200


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "L"),
        ("PNG", "1"),
        ("PNG", "P"),
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "LA"),
        ("JPEG", "L"),
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("TIFF", "1"),
        ("TIFF", "L"),
        ("TIFF", "P"),
        ("TIFF", "RGB"),
        ("TIFF", "CMYK"),
    ],
)
def test_every_kind_of_colour_becomes_grey_or_rgb(opened, kind, mode):
    (page,) = opened(image_bytes(drawing(mode=mode), kind), MediaType[kind])
    assert_is_the_drawing(page)
    assert (page.embedded, page.embedded_reason) == (None, "image_file")


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("white", [1023, 4095, 65535])
def test_sixteen_bits_are_scaled_to_the_brightest(opened, kind, white):
    deep = Image.fromarray((np.asarray(drawing(), np.uint32) * white // 255).astype(np.uint16))
    (page,) = opened(image_bytes(deep, kind), MediaType[kind])
    assert_is_the_drawing(page)


def test_paper_shows_through_what_is_transparent(opened):
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (20, 10, 180, 40))
    (page,) = opened(image_bytes(image, "PNG"), MediaType.PNG)
    assert_is_the_drawing(page)


def test_fax_compression_is_read(opened):
    (page,) = opened(image_bytes(drawing(mode="1"), "TIFF", compression="group4"), MediaType.TIFF)
    assert_is_the_drawing(page)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
@pytest.mark.parametrize(("orientation", "undo"), [(3, 180), (6, 90), (8, 270)])
def test_a_picture_is_turned_as_its_orientation_says(opened, kind, orientation, undo):
    turned = drawing().rotate(undo, expand=True)
    exif = Image.Exif()
    exif[0x0112] = orientation
    (page,) = opened(image_bytes(turned, kind, exif=exif), MediaType[kind])
    assert_is_the_drawing(page)


def test_each_page_of_a_tiff_is_a_page_and_thumbnails_are_not(opened):
    pages = [drawing(), drawing((200, 100)), drawing((300, 200))]
    thumbnail = drawing((40, 30))
    thumbnail.encoderinfo = {"tiffinfo": {254: 1}}
    content = image_bytes(pages[0], "TIFF", save_all=True, append_images=[pages[1], thumbnail, pages[2]])
    assert [(page.number, page.width) for page in opened(content, MediaType.TIFF)] == [(1, 400), (2, 200), (3, 300)]


def test_too_many_pages_are_refused(opened):
    content = image_bytes(drawing(), "TIFF", save_all=True, append_images=[drawing()] * 4)
    assert len(opened(content, MediaType.TIFF, max_pages=5)) == 5
    with pytest.raises(errors.TooManyPagesError):
        opened(content, MediaType.TIFF, max_pages=4)


def test_the_resolution_is_kept_and_guessed_where_none_is_given(opened):
    (page,) = opened(image_bytes(drawing(), "PNG", dpi=(300, 300)), MediaType.PNG)
    assert page.dpi == pytest.approx(300, abs=0.1)
    (page,) = opened(image_bytes(drawing((1654, 2339)), "PNG"), MediaType.PNG)
    assert page.dpi == pytest.approx(200, abs=1)


def test_a_fax_of_oblong_pixels_gets_square_ones(opened):
    (page,) = opened(image_bytes(drawing(mode="1"), "TIFF", dpi=(204, 98)), MediaType.TIFF)
    assert (page.width, page.height, round(page.dpi)) == (400, 624, 204)


def test_a_page_of_one_pixel_is_a_page(opened):
    (page,) = opened(image_bytes(Image.new("L", (1, 1), 255), "PNG"), MediaType.PNG)
    assert (page.width, page.height) == (1, 1)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_of_each_colour_are_read(opened, tmp_path, kind):
    deep = np.dstack([np.asarray(drawing(), np.uint16) * 257] * 3)
    path = tmp_path / f"deep.{kind.lower()}"
    assert cv2.imwrite(str(path), deep)
    (page,) = opened(path.read_bytes(), MediaType[kind])
    assert_is_the_drawing(page)


def test_a_transparent_colour_of_a_palette_is_paper(opened):
    image = drawing(mode="P")
    clear = image.getpixel((300, 200))
    (page,) = opened(image_bytes(image, "PNG", transparency=clear), MediaType.PNG)
    assert_is_the_drawing(page)


@pytest.mark.parametrize("dpi", [(0, 0), (1, 1), (60_000, 60_000), (72, 2400), (0, 300)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_an_absurd_resolution_is_not_believed(opened, kind, dpi):
    (page,) = opened(image_bytes(drawing((1654, 2339)), kind, dpi=dpi), MediaType[kind])
    assert (page.width, page.height) == (1654, 2339)
    assert page.dpi == pytest.approx(200, abs=1)


def test_a_resolution_of_nothing_by_nothing_is_not_believed(opened):
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[282] = tags[283] = TiffImagePlugin.IFDRational(0, 0)
    tags[296] = 2
    (page,) = opened(image_bytes(drawing((1654, 2339)), "TIFF", tiffinfo=tags), MediaType.TIFF)
    assert page.dpi == pytest.approx(200, abs=1)


def test_only_the_first_picture_of_a_phones_file_is_a_page(opened):
    content = image_bytes(drawing(mode="RGB"), "MPO", save_all=True, append_images=[drawing((40, 30), "RGB")])
    (page,) = opened(content, MediaType.JPEG)
    assert_is_the_drawing(page)


def test_a_page_of_more_pixels_than_can_be_read_is_kept_smaller(opened):
    content = image_bytes(drawing((800, 600)), "PNG", dpi=(300, 300))
    (page,) = opened(content, MediaType.PNG, image_pixels=120_000)
    assert page.dpi == pytest.approx(150, abs=0.1)
    assert (page.width, page.height) == (400, 300)
    assert pixels(page)[10, 50] < 60


def test_no_side_is_longer_than_can_be_turned(opened):
    (page,) = opened(image_bytes(Image.new("L", (60_000, 20), 255), "PNG"), MediaType.PNG)
    assert (page.width, page.height) == (30_000, 10)
    (page,) = opened(image_bytes(Image.new("L", (1, 2_000_000), 255), "PNG"), MediaType.PNG)
    assert (page.width, page.height) == (1, 30_000)


def bomb(width, height):
    """A PNG that claims to be huge; its pixels are not even there."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def test_a_bomb_is_refused_before_it_goes_off(opened):
    with pytest.raises(errors.PageTooLargeError):
        opened(bomb(60_000, 60_000), MediaType.PNG)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_truncated_picture_is_said_to_be_damaged(opened, kind):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 400), np.uint8))
    content = image_bytes(noise, kind)
    with pytest.raises(errors.CorruptFileError):
        opened(content[: len(content) // 2], MediaType[kind])


def test_a_head_without_a_picture_is_said_to_be_damaged(opened):
    for head, media_type in ((b"\xff\xd8\xff\xe0", MediaType.JPEG), (b"II*\x00", MediaType.TIFF)):
        with pytest.raises(errors.CorruptFileError):
            opened(head + b"\x00\x01\x02" * 20, media_type)


def test_an_animation_is_unsupported(opened):
    frames = [Image.new("L", (20, 20), shade) for shade in (0, 120, 255)]
    with pytest.raises(errors.UnsupportedFileError):
        opened(image_bytes(frames[0], "PNG", save_all=True, append_images=frames[1:]), MediaType.PNG)


def test_only_the_type_that_was_told_is_opened(opened):
    with pytest.raises(errors.CorruptFileError):
        opened(image_bytes(drawing(), "GIF"), MediaType.PNG)


def test_pictures_come_through_the_sandbox(tmp_path):
    path = tmp_path / "scan.tif"
    path.write_bytes(image_bytes(drawing(), "TIFF", save_all=True, append_images=[drawing()]))
    seen = []
    pages = open_pages(path, MediaType.TIFF, tmp_path, Limits(), lambda *done: seen.append(done))
    assert seen == [(1, 2), (2, 2)]
    assert [page.image.name for page in pages] == ["0001.png", "0002.png"]
    assert_is_the_drawing(pages[1])
