import pytest

from ingest.ocr.characters import is_printed


@pytest.mark.parametrize("character", "世帯主様規位髙﨑①⑳㍻㍼㍽㊤№〒※々〆ヶー～（）１１aZ｡ 　")
def test_what_offices_print_is_kept(character: str) -> None:
    assert is_printed(character)


@pytest.mark.parametrize("character", "☐☑☒✓㊙☎²³❶")
def test_marks_beyond_code_page_932_are_kept(character: str) -> None:
    assert is_printed(character)


@pytest.mark.parametrize("character", "带规单这们🛁éü한")
def test_what_no_japanese_office_prints_is_cut(character: str) -> None:
    assert not is_printed(character)
