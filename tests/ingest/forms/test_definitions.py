"""Form definitions: written, refused with the reason, chosen by their anchors, and read by."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import FormDefinitionError
from ingest.forms import read_forms
from ingest.forms.definitions import (
    Anchor,
    Definition,
    Rule,
    box_of,
    check,
    known,
    load_folder,
    parse,
    shipped,
    write,
)
from ingest.forms.drafting import draft
from ingest.forms.registration import choose, register
from ingest.layout import lay_out
from ingest.layout.frame import Frame
from ingest.layout.ink import ink_mask
from ingest.model import Block, BlockKind, Box, FieldKind, Line, Page, TextSource
from ingest.preparation import Sheet
from tests.ingest.forms import papers
from tests.samples.truth import load_truth

SAMPLES = Path(__file__).parents[2] / "samples"
DPI = 200
PIXELS = DPI / 25.4

VALID = """
form: leave
version: 2
title: 休暇届
paper: [210, 297]
anchors:
  - {text: 休暇届, box: [90, 20, 120, 28]}
  - {text: 所属, box: [20, 50, 40, 56]}
  - {text: 上記のとおり届け出ます。, box: [20, 200, 90, 206]}
fields:
  - {key: 所属, kind: text, box: [45, 48, 120, 58], required: true}
  - {key: 期間, kind: checkboxes, box: [45, 60, 120, 70], choices: [午前, 午後], one: true}
  - {key: 提出日, kind: date, box: [20, 70, 120, 80], label: 提出日}
"""


def page_of(lines, width=1654, height=2339):
    return Page(1, width, height, DPI, TextSource.OCR, "image_file", tuple(lines))


def printed(definition, frame=None, extra=()):
    """The page that a scanner would see of the blank form, anchors and more lines in millimetres."""
    texts = [(anchor.text, anchor.box) for anchor in definition.anchors] + list(extra)
    lines = [Line(text, Box(*(edge * PIXELS for edge in box)), 0.98) for text, box in texts]
    if frame:
        lines = [replace(line, box=frame.askew(line.box)) for line in lines]
    return page_of(lines)


def white(page):
    return np.full((page.height, page.width, 3), 250, np.uint8)


@pytest.fixture
def leave():
    return parse(VALID)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("form: leave", "form: Leave!", "form: String should match"),
        ("version: 2", "version: 0", "version: Input should be greater"),
        ("kind: text", "kind: words", "fields.0.kind: Input should be"),
        ("[45, 48, 120, 58]", "[120, 48, 45, 58]", "a box is left, top, right, bottom"),
        ("[45, 48, 120, 58]", "[45, 48, 120]", "fields.0.box.3: Field required"),
        ("[45, 48, 120, 58]", "[45, 48, 320, 58]", "a box lies outside the paper"),
        ("key: 提出日", "key: 所属", "two fields have the key 所属"),
        ("label: 提出日", "labels: 提出日", "fields.2.labels: Extra inputs are not permitted"),
        ("kind: date, box: [20, 70, 120, 80], label: 提出日", "kind: date", "a field needs a box, a label or both"),
        ("kind: text, box", "kind: text, one: true, box", "choices and one are for fields of kind checkboxes"),
        ("required: true", "pattern: '['", "pattern: unterminated character set"),
        ("paper: [210, 297]", "paper: [210, 297", "line 6: this is not YAML"),
    ],
)
def test_a_wrong_definition_is_refused_with_the_place_and_the_reason(old, new, reason):
    assert old in VALID
    with pytest.raises(FormDefinitionError) as caught:
        parse(VALID.replace(old, new), "leave.yaml")
    assert caught.value.code == "form_definition_wrong"
    assert caught.value.detail.startswith("leave.yaml: ")
    assert reason in caught.value.detail


def test_two_files_with_one_version_of_a_form_are_refused(tmp_path):
    (tmp_path / "a.yaml").write_text(VALID, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(VALID, encoding="utf-8")
    with pytest.raises(FormDefinitionError, match="leave@2 is defined twice"):
        load_folder(tmp_path)


def test_an_offices_own_definitions_stand_beside_the_shipped_ones_and_in_place_of_one_of_the_same_name(tmp_path):
    own = shipped()[0].model_copy(update={"title": "当市の届"})
    (tmp_path / "own.yaml").write_text(write(own), encoding="utf-8")
    (tmp_path / "leave.yaml").write_text(VALID, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no definition", encoding="utf-8")
    found = known(tmp_path)
    assert sorted(each.name for each in found) == ["leave@2", "moving-in@1", "property-tax-notice@1"]
    assert {each.title for each in found} >= {"当市の届", "休暇届"}
    assert known() == shipped()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"form: 2026-99-99", b"[" * 5000, b"", "form: 届".encode("cp932")])
def test_a_file_that_is_no_yaml_is_named(tmp_path, content):
    (tmp_path / "odd.yaml").write_bytes(content)
    with pytest.raises(FormDefinitionError) as caught:
        load_folder(tmp_path)
    assert caught.value.detail.startswith("odd.yaml: ")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FormDefinitionError) as caught:
        known(tmp_path / "none")
    assert str(tmp_path / "none") in caught.value.detail


def test_all_faults_of_a_file_are_told_with_their_entries():
    text = VALID.replace("version: 2", "version: 0").replace("kind: text", "kind: words")
    assert [(fault.entry, fault.rule) for fault in check(text)] == [
        ("version", "greater_than_equal"),
        ("fields.0.kind", "enum"),
    ]
    assert check(VALID) == ()


def test_the_shipped_definitions_are_valid():
    assert [definition.name for definition in shipped()] == ["moving-in@1", "property-tax-notice@1"]


EDGES = st.tuples(st.integers(0, 80), st.integers(0, 80), st.integers(81, 200), st.integers(81, 200))
NAMES = st.text("氏名住所電話番号あア0", min_size=2, max_size=6)


@given(
    st.lists(st.tuples(NAMES, EDGES), min_size=2, max_size=5, unique_by=lambda each: each[0]),
    st.lists(st.tuples(NAMES, EDGES, st.sampled_from(list(FieldKind))), min_size=1, unique_by=lambda each: each[0]),
)
def test_a_definition_reads_back_as_it_was_written(anchors, rules):
    definition = Definition(
        form="any-form",
        version=1,
        title="何か",
        paper=(210, 297),
        anchors=tuple(Anchor(text=text, box=box) for text, box in anchors),
        fields=tuple(Rule(key=key, kind=kind, box=box) for key, box, kind in rules),
    )
    assert parse(write(definition)) == definition


@settings(deadline=None)
@given(st.floats(-5, 5), st.floats(0.7, 1.4), st.floats(-150, 150), st.floats(-150, 150))
def test_a_page_is_registered_however_it_was_turned_scaled_and_shifted(degrees, scale, right, down):
    definition = shipped()[0]
    frame = Frame(degrees, 827, 1169)

    def moved(box):
        there = frame.askew(Box(*(edge * PIXELS * scale for edge in box)))
        return Box(there.x0 + right, there.y0 + down, there.x1 + right, there.y1 + down)

    page = page_of([Line(anchor.text, moved(anchor.box), 0.9) for anchor in definition.anchors])
    match = register(page, definition)
    assert match is not None
    assert match.share == 1
    for rule in definition.fields:
        true, found = moved(rule.box), match.placement.on_page(box_of(rule.box))
        assert abs(true.centre[0] - found.centre[0]) < 3
        assert abs(true.centre[1] - found.centre[1]) < 3


def test_the_definition_whose_anchors_stand_there_is_chosen(leave):
    tax = shipped()[1]
    assert choose(printed(leave), [*shipped(), leave]).definition is leave
    assert choose(printed(tax, Frame(1.5, 827, 1169)), [*shipped(), leave]).definition is tax
    assert choose(page_of([Line("休暇届", Box(9, 9, 99, 40), 0.9)]), [*shipped(), leave]) is None


def test_anchors_in_other_places_are_another_form(leave):
    page = printed(leave)
    turned_over = [
        replace(line, box=replace(line.box, y0=2300 - line.box.y1, y1=2300 - line.box.y0)) for line in page.lines
    ]
    assert choose(page_of(turned_over), [leave]) is None


def test_a_misread_anchor_does_no_harm(leave):
    page = printed(leave)
    lines = [replace(line, text=line.text.replace("届け出ます", "屈け出ます")) for line in page.lines]
    assert register(page_of(lines), leave).share == 1


def test_fields_are_read_by_place_and_checked(leave):
    extra = [("市民課", (46, 50, 70, 55)), ("提出日 令和8年4月6日", (21, 72, 80, 77)), ("遠い文字", (150, 50, 180, 55))]
    page = printed(leave, Frame(1, 827, 1169), extra)
    read = read_forms(page, white(page), [leave])
    assert read.form == "leave@2"
    department, period, day = read.fields
    assert (department.key, department.raw, department.value) == ("所属", "市民課", "市民課")
    assert [check.passed for check in department.checks] == [True]
    assert (day.raw, day.value) == ("令和8年4月6日", "2026-04-06")
    assert {flag.code for flag in period.flags} == {"choices_found", "one_choice"}


def test_a_required_field_without_a_reading_is_flagged(leave):
    page = printed(leave)
    department = read_forms(page, white(page), [leave]).fields[0]
    assert (department.raw, department.value) == ("", "")
    assert [flag.code for flag in department.flags] == ["required"]


@pytest.mark.parametrize(
    ("name", "form"), [("moving-in-form.jpg", "moving-in@1"), ("tax-notice.png", "property-tax-notice@1")]
)
def test_every_field_of_a_sample_is_read_from_its_true_lines(name, form):
    truth = load_truth(SAMPLES / f"{name.split('.')[0]}.json").pages[0]
    image = cv2.imread(str(SAMPLES / name))
    layout = lay_out([Line(each.text, each.box, 0.97) for each in truth.lines], ink_mask(image))
    page = replace(page_of(layout.lines), blocks=layout.blocks, tables=layout.tables)
    read = read_forms(page, image)
    assert read.form == form
    values = {field.key: field.value if field.kind is FieldKind.CHECKBOXES else field.raw for field in read.fields}

    def tight(text):
        return "".join(text.split()).translate(str.maketrans("１２３４", "1234"))

    read_values = {tight(key): tight(value) for key, value in values.items()}
    for field in truth.fields:
        # The truth of a line that begins with its label has the label too.
        assert tight(field.value).endswith(read_values[tight(field.name)])
        assert read_values[tight(field.name)]
    # The truth has no line for a seal, whose ink is so unread; and 遥 has a variant.
    expected = {"name_for_person", "ink_unread", "variant_glyph"}
    assert {flag.code for field in read.fields for flag in field.flags} <= expected


def test_a_seal_is_found_by_its_colour():
    truth = load_truth(SAMPLES / "moving-in-form.json").pages[0]
    image = cv2.imread(str(SAMPLES / "moving-in-form.jpg"))
    page = page_of([Line(each.text, each.box, 0.97) for each in truth.lines])

    def seal(pixels):
        return next(field for field in read_forms(page, pixels).fields if field.key == "押印")

    assert seal(image).value == "present"
    grey = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    assert (seal(grey).value, seal(grey).flags[0].code) == (None, "stamp_unclear")


def blank_form():
    image = papers.paper(1654, 2339)
    lines = []
    texts = ["氏名", "住所", "電話番号", "生年月日", "届出の種別"]
    papers.letters(image, 600, 150, 5, 60)
    lines.append(papers.line("職員異動届", 600, 150, 300, 60))
    for row, text in enumerate(texts):
        top = 400 + 120 * row
        cv2.rectangle(image, (200, top), (500, top + 120), papers.INK, 2)
        cv2.rectangle(image, (500, top), (1400, top + 120), papers.INK, 2)
        papers.letters(image, 220, top + 40, len(text))
        lines.append(papers.line(text, 220, top + 40, 40 * len(text)))
    papers.square(image, 540, 935, 30)
    papers.letters(image, 580, 930, 2)
    papers.square(image, 700, 935, 30)
    papers.letters(image, 740, 930, 2)
    lines.append(papers.line("□転入 □転出", 535, 930, 290))
    papers.letters(image, 220, 1500, 10)
    lines.append(papers.line("上記のとおり届け出ます", 220, 1500, 400))
    layout = lay_out(lines, ink_mask(image))
    page = replace(page_of(layout.lines), blocks=layout.blocks, tables=layout.tables)
    return read_forms(page, image, []), image


def test_a_definition_is_drafted_from_a_blank_form_and_reads_it():
    page, image = blank_form()
    definition = draft(page, "transfer")
    assert definition.title == "職員異動届"
    assert [(rule.key, rule.kind) for rule in definition.fields] == [
        ("氏名", FieldKind.NAME),
        ("住所", FieldKind.ADDRESS),
        ("電話番号", FieldKind.PHONE),
        ("生年月日", FieldKind.DATE),
        ("届出の種別", FieldKind.CHECKBOXES),
    ]
    assert definition.fields[-1].choices == ("転入", "転出")
    again = read_forms(page, image, [parse(write(definition))])
    assert again.form == "transfer@1"
    assert [field.value for field in again.fields] == [""] * 5
    assert not [flag for field in again.fields for flag in field.flags]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_draft_from_a_page_that_was_read_turned_is_that_of_the_upright_page(turned):
    page, image = blank_form()
    stored = np.rot90(image, turned // 90)
    restored = Sheet(stored, stored.shape[1], stored.shape[0]).turn(turned).restore(page)
    assert restored.preparation.turned == turned
    assert draft(restored, "transfer") == draft(page, "transfer")


def test_what_no_definition_can_say_gives_no_draft():
    page, _ = blank_form()
    dot = replace(page.fields[0], box=Box(0, 0, 0, 0))
    with pytest.raises(FormDefinitionError):
        draft(replace(page, fields=(dot,)), "transfer")
    stamp = Block(BlockKind.STAMP, "", Box(0, 0, 1654, 2339), tuple(range(len(page.lines))))
    with pytest.raises(FormDefinitionError):
        draft(replace(page, blocks=(stamp,)), "transfer")


def test_a_page_without_fields_gives_no_draft():
    with pytest.raises(FormDefinitionError):
        draft(page_of([Line("お知らせ", Box(9, 9, 99, 40), 0.99)]), "notice")


def test_what_a_stamp_says_is_in_no_field_and_the_stamp_is_known_without_colour(leave):
    stamp = Line("市民課", Box(46 * PIXELS, 50 * PIXELS, 56 * PIXELS, 55 * PIXELS), 0.9)
    page = printed(leave)
    block = Block(BlockKind.STAMP, stamp.text, stamp.box, (len(page.lines),))
    page = replace(page, lines=(*page.lines, stamp), blocks=(block,))
    seal = Rule(key="印", kind=FieldKind.STAMP, box=(40, 45, 70, 60))
    definition = leave.model_copy(update={"fields": (leave.fields[0], seal)})
    department, mark = read_forms(page, white(page), [definition]).fields
    assert (department.raw, [flag.code for flag in department.flags]) == ("", ["required"])
    assert (mark.value, mark.flags) == ("present", ())
