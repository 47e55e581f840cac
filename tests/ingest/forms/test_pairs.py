"""Label and value, without a definition."""

from dataclasses import replace

import pytest

from ingest.forms.labels import canonical, kind_of, split
from ingest.forms.pairs import find_pairs
from ingest.model import Block, BlockKind, Box, Cell, FieldKind, Line, Page, Table, TextSource

WIDTH, HEIGHT = 200, 50


def ruled(*rows, spans=None, y=100):
    """A table of equal cells; None continues the cell before it."""
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text is None:
                continue
            span = 1
            while column + span < len(texts) and texts[column + span] is None:
                span += 1
            box = Box(column * WIDTH, y + row * HEIGHT, (column + span) * WIDTH, y + (row + 1) * HEIGHT)
            cells.append(Cell(row, column, text, box, 0.98, 1, span))
    return Table(len(rows), len(rows[0]), Box(0, y, WIDTH * len(rows[0]), y + HEIGHT * len(rows)), tuple(cells))


def page_of(table=None, texts=(), caption=""):
    lines = [Line(text, Box(0, 10 + 30 * n, 20 * len(text), 36 + 30 * n), 0.97) for n, text in enumerate(texts)]
    blocks = [Block(BlockKind.PARAGRAPH, line.text, line.box, (n,)) for n, line in enumerate(lines)]
    if caption:
        lines.append(Line(caption, Box(0, 60, 200, 90), 0.97))
        blocks.append(Block(BlockKind.PARAGRAPH, caption, lines[-1].box, (len(lines) - 1,)))
    tables = ()
    if table:
        start = len(lines)
        held = [cell for cell in table.cells if cell.text]
        lines += [Line(c.text, Box(c.box.x0 + 9, c.box.y0 + 9, c.box.x1 - 9, c.box.y1 - 9), 0.98) for c in held]
        blocks.append(Block(BlockKind.TABLE, "", table.box, tuple(range(start, len(lines))), 0))
        tables = (table,)
    return Page(1, 1000, 1000, 200, TextSource.OCR, "image_file", tuple(lines), tuple(blocks), tables)


def pairs(page, tinted=()):
    tints = [[cell.text in tinted for cell in table.cells] for table in page.tables]
    return [(pair.group, pair.label, pair.raw) for pair in find_pairs(page, tints)]


def test_labels_on_grey_have_their_values_right_of_them():
    table = ruled(["異動の種別", "転入", None, None], ["担当係名", "市民係", "世帯の別", "一般"])
    assert pairs(page_of(table), {"異動の種別", "担当係名", "世帯の別"}) == [
        ("", "異動の種別", "転入"),
        ("", "担当係名", "市民係"),
        ("", "世帯の別", "一般"),
    ]


def test_known_labels_need_no_grey():
    table = ruled(["氏名", "若林　遥", "電話番号", "0000-12-3456"], ["住　所", "みどり野市緑町1番", None, None])
    assert pairs(page_of(table)) == [
        ("", "氏名", "若林　遥"),
        ("", "電話番号", "0000-12-3456"),
        ("", "住　所", "みどり野市緑町1番"),
    ]


def test_an_empty_value_is_a_field_too():
    assert pairs(page_of(ruled(["氏名", ""], ["住所", ""]))) == [("", "氏名", ""), ("", "住所", "")]


def test_labels_in_the_top_row_have_their_values_below_and_the_caption_as_group():
    table = ruled(
        ["氏名", "生年月日", "続柄"], ["若林　湊", "令和3年7月15日", "子"], ["若林　凪", "令和5年1月2日", "子"]
    )
    assert pairs(page_of(table, caption="一緒に異動する方"), {"氏名", "生年月日", "続柄"}) == [
        ("一緒に異動する方", "氏名", "若林　湊"),
        ("一緒に異動する方", "生年月日", "令和3年7月15日"),
        ("一緒に異動する方", "続柄", "子"),
        ("一緒に異動する方", "氏名", "若林　凪"),
        ("一緒に異動する方", "生年月日", "令和5年1月2日"),
        ("一緒に異動する方", "続柄", "子"),
    ]


@pytest.mark.parametrize("tinted", [(), ("期別", "納期限", "納付額", "第1期", "第2期"), ("期別", "納期限", "納付額")])
def test_a_table_with_heads_on_top_and_on_its_side_gives_both(tinted):
    table = ruled(
        ["期別", "納期限", "納付額"], ["第1期", "令和8年4月30日", "34,900円"], ["第2期", "令和8年7月31日", "34,000円"]
    )
    assert pairs(page_of(table), set(tinted)) == [
        ("第1期", "納期限", "令和8年4月30日"),
        ("第1期", "納付額", "34,900円"),
        ("第2期", "納期限", "令和8年7月31日"),
        ("第2期", "納付額", "34,000円"),
    ]


def test_label_and_value_in_one_cell_are_told_apart():
    table = ruled(["連絡先", "電話 090-1234-5678"], ["備考", "なし"])
    assert pairs(page_of(table)) == [("連絡先", "電話", "090-1234-5678"), ("", "備考", "なし")]


def test_a_line_outside_tables_may_hold_label_and_value():
    page = page_of(
        texts=["届出日　令和8年4月6日", "電話：0000-12-3401（直通）", "次のとおり届け出ます。", "〒000-0021"]
    )
    assert pairs(page) == [
        ("", "届出日", "令和8年4月6日"),
        ("", "電話", "0000-12-3401（直通）"),
        ("", "〒", "000-0021"),
    ]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("氏　名", FieldKind.NAME),
        ("ﾌﾘｶﾞﾅ", FieldKind.KANA),
        ("ふりがな", FieldKind.KANA),
        ("世帯主の氏名", FieldKind.NAME),
        ("生年月曰", FieldKind.DATE),
        ("申請者住所", FieldKind.ADDRESS),
        ("個人番号（マイナンバー）", FieldKind.MY_NUMBER),
        ("電話番号※", FieldKind.PHONE),
        ("印", FieldKind.STAMP),
        ("若林　遥", None),
        ("", None),
    ],
)
def test_a_label_announces_the_kind_of_its_value(label, kind):
    assert kind_of(label) is kind


def test_a_label_is_spelled_as_the_list_has_it():
    assert canonical("異動曰") == "異動日"
    assert canonical("申請者の生年月曰") == "申請者の生年月日"
    assert canonical("若林") == "若林"


def test_a_sentence_is_no_label_and_value():
    assert split("次のとおり届け出ます。") is None
    assert split("住所を移した日から14日以内に届け出てください。") is None


def test_a_misread_label_of_a_column_of_labels_is_a_label_and_an_unread_one_leaves_its_value_without_a_key():
    table = ruled(
        ["氏名", "若林　遥"], ["鄭便番号", "000-0021"], ["街", "緑町1番"], ["", "会社員"], ["電話番号", "0000-12-3456"]
    )
    found = find_pairs(page_of(table), [[False] * len(table.cells)])
    assert [(canonical(pair.label), pair.raw) for pair in found] == [
        ("氏名", "若林　遥"),
        ("郵便番号", "000-0021"),
        ("街", "緑町1番"),
        ("", "会社員"),
        ("電話番号", "0000-12-3456"),
    ]
    assert found[3].label_confidence == 0


def test_a_value_has_the_confidences_of_its_own_characters():
    page = page_of(texts=["届出日令和8年4月6日"])
    line = page.lines[0]
    page = replace(page, lines=(replace(line, confidences=(0.5, 0.5, 0.5, *(0.9,) * 8)),))
    (pair,) = find_pairs(page, ())
    assert (pair.label, pair.raw, pair.confidences) == ("届出日", "令和8年4月6日", (0.9,) * 8)
    assert pair.confidence == pytest.approx(0.9)


@pytest.mark.parametrize("text", ["平成の大合併", "令和8年4月6日", "申請は4月から", "氏名3年"])
def test_a_date_without_a_label_of_a_date_in_front_is_no_pair(text):
    assert split(text) is None
