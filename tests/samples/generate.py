"""Render every sample and its truth again: ``python -m tests.samples.generate [FOLDER]`` in the root of the checkout.

The same versions of Pillow, OpenCV, NumPy and PyMuPDF and of the fonts give the same bytes.
"""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pymupdf

from ingest.model import MediaType
from tests.samples.catalogue import FOLDER
from tests.samples.render.documents import (
    allowance_notice,
    evacuation_register,
    insurance_guide,
    letter,
    moving_in,
    newsletter,
    shelter_fax,
    tax_notice,
    vertical_notice,
)
from tests.samples.render.files import encode, write_fax
from tests.samples.render.fonts import FontMissingError, missing_packages
from tests.samples.render.pdf import add_old_ocr_layer, add_scan, save
from tests.samples.render.scan import Recipe, scan, untouched
from tests.samples.render.versions import versions
from tests.samples.truth import Truth, TruthPage, write_truth

VERSIONS = "rendered-with.json"
"""Beside the files: what they were rendered with, since other versions may give other bytes."""


def generate(folder: Path) -> tuple[Path, ...]:
    """Write all samples and ``VERSIONS`` into the folder; returns the files. Raises ``FontMissingError`` before any."""
    if packages := missing_packages():
        raise FontMissingError(f"fonts are missing: apt-get install {' '.join(packages)}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / VERSIONS).write_text(json.dumps(versions(), indent=1) + "\n", encoding="utf-8")
    return tuple(make(folder) for make in DOCUMENTS)


def _moving_in(folder: Path) -> Path:
    recipe = Recipe(skew=0.8, blur=0.75, noise=6, fade=26)
    image, page = scan(moving_in.draw(), 1, recipe)
    path = folder / "moving-in-form.jpg"
    path.write_bytes(encode(image, "JPEG", page.dpi, quality=50))
    return _finish(path, "moving_in_form", "住民異動届", MediaType.JPEG, [page])


def _tax_notice(folder: Path) -> Path:
    recipe = Recipe(skew=-0.4, blur=0.8, noise=4, grey=True, levels=16, folds=(0.335, 0.665))
    image, page = scan(tax_notice.draw(), 1, recipe)
    path = folder / "tax-notice.png"
    path.write_bytes(encode(image, "PNG", page.dpi))
    return _finish(path, "tax_notice", "固定資産税・都市計画税納税通知書", MediaType.PNG, [page])


def _letter(folder: Path) -> Path:
    recipe = Recipe(skew=1.2, blur=0.9, noise=7, shade=34, fade=40, grey=True, punched=True)
    image, page = scan(letter.draw(), 1, recipe)
    path = folder / "letter.jpg"
    path.write_bytes(encode(image, "JPEG", page.dpi, quality=45))
    return _finish(path, "letter", "敬老会の開催について（御案内）", MediaType.JPEG, [page])


def _newsletter(folder: Path) -> Path:
    recipe = Recipe(skew=-0.6, blur=0.95, noise=9, shade=30, fade=45)
    image, page = scan(newsletter.draw(), 1, recipe)
    path = folder / "newsletter.jpg"
    path.write_bytes(encode(image, "JPEG", page.dpi, quality=40))
    return _finish(path, "newsletter", "広報みどり野　令和８年６月１日号", MediaType.JPEG, [page])


def _vertical_notice(folder: Path) -> Path:
    recipe = Recipe(skew=0.5, blur=0.8, noise=5)
    image, page = scan(vertical_notice.draw(), 1, recipe)
    path = folder / "vertical-notice.jpg"
    path.write_bytes(encode(image, "JPEG", page.dpi, quality=55))
    return _finish(path, "vertical_notice", "り災証明書の交付について（お知らせ）", MediaType.JPEG, [page])


def _insurance_guide(folder: Path) -> Path:
    recipes = (
        Recipe(skew=0.6, grey=True, noise=6, punched=True),
        Recipe(skew=-0.9, grey=True, noise=8, fade=55, blur=0.9, punched=True),
        Recipe(skew=0.3, grey=True, noise=6, blur=1.2, dust=6, punched=True),
    )
    pdf, pages = pymupdf.open(), []
    for number, (sheet, recipe) in enumerate(zip(insurance_guide.draw(), recipes, strict=True), start=1):
        image, page = scan(sheet, number, recipe)
        add_scan(pdf, image, page.dpi, quality=45)
        pages.append(page)
    path = folder / "insurance-guide.pdf"
    save(pdf, path, "国民健康保険の御案内")
    return _finish(path, "scanned_guide", "国民健康保険の御案内", MediaType.PDF, pages)


def _allowance_notice(folder: Path) -> Path:
    pdf = pymupdf.open()
    page = untouched(allowance_notice.draw(pdf), 1)
    path = folder / "allowance-notice.pdf"
    save(pdf, path, "児童手当の御案内")
    return _finish(path, "born_digital_notice", "児童手当の御案内", MediaType.PDF, [page])


def _evacuation_register(folder: Path) -> Path:
    pdf = pymupdf.open()
    cover = untouched(evacuation_register.draw_cover(pdf), 1)
    image, page = scan(evacuation_register.draw_scanned(), 2, Recipe(skew=-1.0, grey=True, noise=8, fade=45, shade=30))
    add_old_ocr_layer(add_scan(pdf, image, page.dpi, quality=45), page, np.random.default_rng(810))
    path = folder / "evacuation-register.pdf"
    save(pdf, path, "避難行動要支援者名簿の更新について（依頼）")
    return _finish(path, "mixed_pdf", "避難行動要支援者名簿の更新について（依頼）", MediaType.PDF, [cover, page])


def _shelter_fax(folder: Path) -> Path:
    recipe = Recipe(skew=0.7, blur=1.0, noise=26, shade=10, dust=14, grey=True, levels=2)
    scanned = [scan(sheet, number, recipe) for number, sheet in enumerate(shelter_fax.draw(), start=1)]
    path = folder / "shelter-fax.tiff"
    write_fax([image for image, _ in scanned], path, dpi=200)
    return _finish(path, "fax", "避難所の開設状況について（報告）", MediaType.TIFF, [page for _, page in scanned])


def _finish(path: Path, kind: str, title: str, media_type: MediaType, pages: Iterable[TruthPage]) -> Path:
    write_truth(Truth(kind, title, media_type, tuple(pages)), path.with_suffix(".json"))
    return path


DOCUMENTS: tuple[Callable[[Path], Path], ...] = (
    _moving_in,
    _tax_notice,
    _letter,
    _newsletter,
    _vertical_notice,
    _insurance_guide,
    _allowance_notice,
    _evacuation_register,
    _shelter_fax,
)


if __name__ == "__main__":
    try:
        files = generate(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    except FontMissingError as error:
        sys.exit(str(error))
    for file in files:
        print(f"{file}  {file.stat().st_size / 1000:.0f} kB")
