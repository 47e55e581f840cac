"""What makes a field doubtful, each reason by itself."""

from dataclasses import replace

import pytest

from ingest.forms.building import Paper, Reading, build
from ingest.forms.doubts import SURE, has_unread_ink, is_stamped_over
from ingest.layout.ink import ink_mask
from ingest.model import Box, Checkbox, FieldKind, Line
from tests.ingest.forms.papers import EM, letters, paper

CELL = Box(100, 100, 700, 200)


def written(count=5, read=None):
    """A cell with so many strokes written in it, and the line of those that were read."""
    image = paper()
    letters(image, 130, 130, count)
    read = count if read is None else read
    line = Line("漢" * read, Box(120, 120, 130 + EM * read, 130 + EM + 10), 0.99)
    places = tuple((10 + EM * (index + 0.5)) / line.box.width for index in range(read))
    return image, replace(line, confidences=(0.99,) * read, places=places)


def field(raw, confidences=(), kind=FieldKind.TEXT, image=None, lines=(), **more):
    image = paper() if image is None else image
    reading = Reading("欄", raw, CELL, 0.97, kind=kind, confidences=confidences)
    return build(reading, Paper(1, image, ink_mask(image), lines=lines, **more))


def codes(of):
    return {flag.code for flag in of.flags}


@pytest.mark.parametrize("kind", [kind for kind, sure in SURE.items() if sure])
def test_a_field_is_as_sure_as_its_least_sure_character(kind):
    least = SURE[kind] - 0.01
    unsure = field("1２3", (0.99, least, 0.99), kind)
    assert unsure.confidence == least
    assert "low_confidence" in codes(unsure)
    assert "low_confidence" not in codes(field("1２3", (0.99, SURE[kind], 0.99), kind))


def test_a_space_that_was_hard_to_tell_makes_no_doubt():
    assert field("会社　員", (0.99, 0.99, 0.1, 0.99)).confidence == 0.99


def test_without_its_characters_confidences_a_field_is_as_sure_as_its_line():
    assert field("会社員").confidence == 0.97


def test_ink_that_no_character_explains_is_told():
    image, line = written(5, read=4)
    assert has_unread_ink(ink_mask(image), CELL, [line], ())
    assert "ink_unread" in codes(field(line.text, line.confidences, image=image, lines=[line]))


def test_ink_that_was_read_or_is_a_box_or_a_rule_makes_no_doubt():
    image, line = written(5)
    ink = ink_mask(image)
    assert not has_unread_ink(ink, CELL, [line], ())
    ink[100:200, 690:700] = 255
    assert not has_unread_ink(ink, CELL, [line], ())
    ink[130:170, 500:540] = 255
    assert has_unread_ink(ink, CELL, [line], ())
    assert not has_unread_ink(ink, CELL, [line], [Box(495, 125, 545, 175)])


def test_a_stamp_over_a_character_is_told_and_one_beside_the_text_is_not():
    _, line = written(5)
    assert is_stamped_over(CELL, [line], [Box(240, 90, 360, 210)])
    assert not is_stamped_over(CELL, [line], [Box(560, 90, 680, 210)])
    assert "stamp_over_text" in codes(field(line.text, line.confidences, lines=[line], stamps=[Box(240, 90, 360, 210)]))


@pytest.mark.parametrize(
    ("kind", "raw", "doubted"),
    [
        (FieldKind.NAME, "山崎　誠", True),
        (FieldKind.NAME, "橋木　誠", True),
        (FieldKind.NAME, "青木　誠", False),
        (FieldKind.ADDRESS, "青葉県夕タロヶ丘五丁目", True),
        (FieldKind.ADDRESS, "青葉県若葉台コーポ若葉203号室", False),
        (FieldKind.TEXT, "高等学校", False),
    ],
)
def test_glyphs_with_variants_are_told_in_names_and_addresses(kind, raw, doubted):
    assert ("variant_glyph" in codes(field(raw, kind=kind))) is doubted


def test_a_box_that_was_read_but_not_found_leaves_the_choice_unclear():
    box = Checkbox("無", False, Box(300, 130, 330, 160), 0.0, 0.99)
    seen = field("☑有 □無", kind=FieldKind.CHECKBOXES, checkboxes=[box])
    assert "checkbox_unclear" in codes(seen)


def test_a_square_in_a_number_is_no_box_to_tick():
    box = Checkbox("80", True, Box(300, 130, 330, 160), 0.4, 0.99)
    reading = Reading("個人番号", "6638 9776 9980", CELL, 0.99)
    image = paper()
    found = build(reading, Paper(1, image, ink_mask(image), [box]))
    assert (found.kind, found.value) == (FieldKind.MY_NUMBER, "663897769980")


def test_a_label_that_is_not_known_and_was_hard_to_read_is_told():
    image = paper()
    reading = Reading("街", "青葉県みどり野市", CELL, 0.99, is_labelled=False)
    assert "label_unsure" in codes(build(reading, Paper(1, image, ink_mask(image))))
