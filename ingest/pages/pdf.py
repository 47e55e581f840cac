"""PDF pages become images, and their own text where it can be trusted. Runs in the sandbox child."""

import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

# PyMuPDF imports its layout add-on if it is there, and that an inference engine: two thirds of the start-up time.
sys.modules.setdefault("pymupdf.layout", None)  # type: ignore[arg-type] # None makes the import fail at once
import pymupdf  # noqa: E402

from ingest.errors import CorruptFileError, EncryptedFileError, PageTooLargeError, TooManyPagesError, YakushoError  # noqa: E402
from ingest.model import Box, Flag, dump  # noqa: E402
from ingest.pages import EmbeddedText, OpenedPage  # noqa: E402
from ingest.pages.embedded import Plumber  # noqa: E402
from ingest.pages.raster import LONGEST_SIDE, PNG_LEVEL  # noqa: E402
from ingest.pages.trust import Glyph, Mask, has_ink, judge  # noqa: E402

_POINTS = 72
_IGNORED = 3  # PDF text render mode: neither filled nor stroked
_FAINT = 0.1
_GREY_SPREAD = 12
_COVERED = 0.5
_COARSE = 8

Pixels = NDArray[np.uint8]

HIDDEN_TEXT = Flag(
    "hidden_text",
    "目に見えない文字が埋め込まれています。この文字は使用していません。",
    "The page carries text that cannot be seen; it was left out.",
)
REPAIRED = Flag(
    "file_repaired",
    "ファイルの一部が壊れていたため、修復して開きました。欠けているページがないか御確認ください。",
    "The file was damaged and was repaired on opening; check that no page is missing.",
)
DAMAGED = Flag(
    "page_damaged",
    "ページの一部が壊れているため、正しく表示されていない可能性があります。",
    "Part of the page is damaged and may not be shown as it was.",
)
_DAMAGE = ("error", "truncated", "may not be correct", "cannot")


def open_pdf(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each page from the ``first`` on as ``{"page": OpenedPage, "total": pages}``.

    The count is checked before anything is rendered.
    """
    cv2.setNumThreads(1)
    pymupdf.TOOLS.mupdf_display_errors(False)
    try:
        with _opened(request["path"]) as document:
            _check_count(document, request["max_pages"])
            with _prepared(document, request) as path, Plumber(path) as plumber:
                for index in range(request.get("first", 1) - 1, document.page_count):
                    page = _page(document, index, plumber, request)
                    yield {"page": dump(page), "total": document.page_count}
    except (YakushoError, MemoryError):
        raise
    except Exception as error:
        if "malloc" in str(error) or "calloc" in str(error):
            raise MemoryError from error
        raise CorruptFileError(type(error).__name__) from error


@contextmanager
def _opened(path: str) -> Iterator[pymupdf.Document]:
    """Open a PDF that needs no password and has pages. MuPDF opens HTML named .pdf as HTML: ``is_pdf`` tells."""
    with pymupdf.open(path, filetype="pdf") as document:
        if not document.is_pdf:
            raise CorruptFileError("not a PDF inside")
        if document.needs_pass:
            raise EncryptedFileError
        if _count(document) == 0:
            raise CorruptFileError("no pages")
        yield document


def _count(document: pymupdf.Document) -> int:
    """Return the number of pages; a claim beyond the number of the file's objects counts as it is claimed."""
    try:
        return int(document.page_count)
    except RuntimeError as error:
        kind, claim = document.xref_get_key(document.pdf_catalog(), "Pages/Count")
        if kind == "int" and int(claim) > 0:
            raise TooManyPagesError(f"claims {int(claim)}") from error
        raise


def _check_count(document: pymupdf.Document, most: int) -> None:
    if document.page_count > most:
        raise TooManyPagesError(f"{document.page_count}, at most {most}")


@contextmanager
def _prepared(document: pymupdf.Document, request: dict[str, Any]) -> Iterator[Path]:
    """Yield a file whose pages hold what forms and notes show, too: filled-in fields are no part of a page's text."""
    if not (document.is_form_pdf or document.has_annots()):
        yield Path(request["path"])
        return
    document.bake()
    path = Path(request["directory"]) / "prepared.pdf"
    document.save(path)
    try:
        yield path
    finally:
        path.unlink()


def _page(document: pymupdf.Document, index: int, plumber: Plumber, request: dict[str, Any]) -> OpenedPage:
    page = document[index]
    turned = _turn_upright(page)
    pymupdf.TOOLS.reset_mupdf_warnings()
    image, scale = _render(page, request)
    damaged = any(word in pymupdf.TOOLS.mupdf_warnings() for word in _DAMAGE)
    path = Path(request["directory"]) / f"{index + 1:04}.png"
    _write(path, image)
    glyphs = _glyphs(page, image, scale)
    reason = judge(glyphs, image, _image_mask(page, image, scale))
    embedded: EmbeddedText | None = None
    if reason == "embedded_trusted" and turned:
        reason = "sideways_text"
    elif reason == "embedded_trusted":
        embedded, reason = plumber.read(index, scale, image, glyphs)
    hidden = reason != "old_ocr_layer" and not all(glyph.visible for glyph in glyphs)
    repaired = index == 0 and bool(document.is_repaired)
    flags = (HIDDEN_TEXT,) * hidden + (REPAIRED,) * repaired + (DAMAGED,) * damaged
    height, width = image.shape[:2]
    return OpenedPage(index + 1, path, width, height, scale * _POINTS, embedded, reason, flags)


def _turn_upright(page: pymupdf.Page) -> bool:
    """Turn a page most of whose characters lie on their side or head, and tell whether that was needed."""
    directions: Counter[tuple[int, int]] = Counter()
    for span in page.get_texttrace():
        x, y = pymupdf.Point(span["dir"]) * pymupdf.Matrix(*tuple(page.rotation_matrix)[:4], 0, 0)
        directions[round(x), round(y)] += len(span["chars"])
    if not directions:
        return False
    turn = {(0, -1): 90, (-1, 0): 180, (0, 1): 270}.get(directions.most_common(1)[0][0], 0)
    if turn:
        page.set_rotation((page.rotation + turn) % 360)
    return turn != 0


def _render(page: pymupdf.Page, request: dict[str, Any]) -> tuple[Pixels, float]:
    """Return the page image, BGR, and its pixels a point. Raises ``PageTooLargeError`` before any pixel is made."""
    points = page.rect.width * page.rect.height
    scale = request["dpi"] / _POINTS
    pixels = points * scale**2
    if pixels > request["max_pixels"]:
        raise PageTooLargeError(f"page {page.number + 1}: {page.rect.width:.0f} x {page.rect.height:.0f} points")
    scale = min(scale, math.sqrt(request["image_pixels"] / max(1, points)), LONGEST_SIDE / max(1, *page.rect.br))
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
    rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
    image = rows[:, : pixmap.width * 3].reshape(pixmap.height, pixmap.width, 3)
    return np.ascontiguousarray(image[:, :, ::-1]), scale


def _write(path: Path, image: Pixels) -> None:
    """Write a PNG, in grey when there is no colour on the page."""
    is_grey = int((image.max(axis=2) - image.min(axis=2)).max(initial=0)) <= _GREY_SPREAD
    pixels = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if is_grey else image
    if not cv2.imwrite(str(path), pixels, [cv2.IMWRITE_PNG_COMPRESSION, PNG_LEVEL]):
        raise CorruptFileError("the page image cannot be written")


def _glyphs(page: pymupdf.Page, image: Pixels, scale: float) -> tuple[Glyph, ...]:
    """Return the painted characters but spaces; hidden are those in no ink, faint, off the page, or under a scan."""
    scans = [
        (order, box) for order, box in _images(page, scale) if box.width * box.height >= _COVERED * image[:, :, 0].size
    ]
    glyphs = []
    for span in page.get_texttrace():
        drawn = span["type"] != _IGNORED and span["opacity"] > _FAINT
        for code, _, _, corners in span["chars"]:
            if chr(code).isspace():
                continue
            box = _box(corners, page, scale)
            area = box.width * box.height or 1.0
            covered = any(order > span["seqno"] and box.overlap(scan) > _COVERED * area for order, scan in scans)
            glyphs.append(Glyph(chr(code), box, drawn and not covered and has_ink(image, box)))
    return tuple(glyphs)


def _images(page: pymupdf.Page, scale: float) -> list[tuple[int, Box]]:
    """Return each painted picture's place in the order of painting, and its box."""
    log = enumerate(page.get_bboxlog())
    return [(order, _box(corners, page, scale)) for order, (kind, corners, *_) in log if kind.startswith("fill-im")]


def _image_mask(page: pymupdf.Page, image: Pixels, scale: float) -> Mask:
    mask: Mask = np.zeros((image.shape[0] // _COARSE + 1, image.shape[1] // _COARSE + 1), np.uint8)
    for _, box in _images(page, scale):
        x0, y0, x1, y1 = (max(0, round(value / _COARSE)) for value in (box.x0, box.y0, box.x1, box.y1))
        mask[y0:y1, x0:x1] = 255
    return mask


def _box(corners: Sequence[float], page: pymupdf.Page, scale: float) -> Box:
    """Return MuPDF's rectangle, in points of the page before it is turned, in pixels of the page image."""
    rectangle = pymupdf.Rect(corners) * page.rotation_matrix
    return Box(rectangle.x0 * scale, rectangle.y0 * scale, rectangle.x1 * scale, rectangle.y1 * scale)
