"""The bench of fields judges what it should, and what it writes into the docs is always the same."""

import re
from pathlib import Path

import numpy as np
import pytest

from ingest.forms.kinds import NAME_FOR_PERSON, flag_of
from ingest.model import Box, Field, FieldKind, Flag, Page, TextSource
from tests.bench import chart
from tests.bench.fields import JUDGED, TUNING, figures, judge
from tests.bench.filled import FORMS, SPOILINGS, Filled, fill
from tests.samples.render.fonts import missing_packages

PLACE = Box(100, 100, 300, 140)


def form(**values: str) -> Filled:
    image = np.full((400, 400, 3), 255, np.uint8)
    return Filled("form", 101, "scanned", image, 200, values, dict.fromkeys(values, PLACE))


def page(*fields: Field) -> Page:
    return Page(1, 400, 400, 200, TextSource.OCR, "image_file", fields=fields)


def field(
    key: str, raw: str, value: str | None, kind: FieldKind = FieldKind.TEXT, flags: tuple[Flag, ...] = ()
) -> Field:
    return Field(key, raw, value, kind, PLACE, 1, 0.9, flags=flags)


def test_a_field_is_right_by_its_value_or_without_one_by_its_reading() -> None:
    true = form(届出日="令和8年4月6日", 職業="会社員", 電話番号="000-00")
    read = page(
        field("届出日", "R8.4.6", "2026-04-06", FieldKind.DATE),
        field("職業", "会社貝", "会社貝"),
        field("電話番号", "０００-００", None, FieldKind.PHONE, (flag_of("length"),)),
    )
    assert [each.is_right for each in judge(true, read)] == [True, False, True]


def test_a_field_under_another_label_is_wrong_and_one_that_is_nowhere_is_not_found() -> None:
    (wrong,) = judge(form(住所="緑町"), page(field("街", "緑町", "緑町")))
    assert (wrong.is_right, wrong.kind) == (False, "text")
    (lost,) = judge(form(住所="緑町"), page())
    assert (lost.is_right, lost.kind, lost.codes) == (False, "not found", set())


def test_the_flag_that_every_name_has_counts_only_as_policy() -> None:
    name = field("氏名", "山木", "山木", FieldKind.NAME, (NAME_FOR_PERSON,))
    found = figures(judge(form(氏名="山本"), page(name)))
    assert (found["field_accuracy"], found["review_recall"], found["review_recall_policy"]) == (0.0, 0.0, 1.0)
    assert found["field_accuracy_scanned"] == 0.0


def test_thresholds_are_not_chosen_on_what_is_judged() -> None:
    assert not set(JUDGED) & set(TUNING)


@pytest.mark.parametrize("name", FORMS)
def test_a_seed_always_fills_a_form_in_the_same_way(name: str) -> None:
    if packages := missing_packages():
        pytest.skip(f"fonts are missing: apt-get install {' '.join(packages)}")
    one, other = (fill(name, next(iter(SPOILINGS)), 101) for _ in range(2))
    assert one.values == other.values
    assert np.array_equal(one.image, other.image)
    assert set(one.places) <= set(one.values)


def test_the_page_on_reading_has_its_place_for_the_figures() -> None:
    text = chart.PAGE.read_text(encoding="utf-8")
    assert chart.with_table(chart.with_table(text, "| x |\n"), "| y |\n").count("| y |\n") == 1
    with pytest.raises(ValueError, match="no place"):
        chart.with_table("# How a page is read\n", "| x |\n")


def test_the_table_and_the_picture_say_what_the_bench_found(tmp_path: Path) -> None:
    rates, peers, shares = {"fax 100 dpi": 0.2}, {"tesseract": 0.4}, {"scanned": 0.95}
    doubts = (
        "field_accuracy",
        "review_recall",
        "review_false_rate",
        "review_recall_policy",
        "review_false_rate_policy",
    )
    table = chart.table({"fields": 800, **dict.fromkeys(doubts, 0.9)}, rates, peers, shares)
    assert {"| fax 100 dpi | 20.0 % |", "| scanned | 95.0 % |", "| fields judged | 800 |"} <= set(table.splitlines())
    for name in ("one.svg", "other.svg"):
        chart.draw(rates, peers, shares, tmp_path / name)
    drawn = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert drawn == (tmp_path / "other.svg").read_text(encoding="utf-8")
    assert not re.search(r"20\d\d-\d\d-\d\dT", drawn)
    assert "fax 100 dpi" in drawn
