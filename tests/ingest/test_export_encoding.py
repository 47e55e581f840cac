from hypothesis import given
from hypothesis import strategies as st

from ingest.export.encoding import COMMON_FORMS, TWINS, Encoding, Replacement, encode


def test_code_page_932_holds_the_vendors_name_characters_as_they_are():
    encoded = encode("髙﨑栁濵①㈱ＡＢｱｲ", Encoding.CP932)
    assert encoded.data.decode("cp932") == "髙﨑栁濵①㈱ＡＢｱｲ"
    assert encoded.replacements == ()


def test_what_code_page_932_lacks_is_replaced_and_reported():
    encoded = encode("𠮷野〜𠮷田 ☑転入☐", Encoding.CP932)
    assert encoded.data.decode("cp932") == "〓野～〓田 ■転入□"
    assert encoded.replacements == (
        Replacement("𠮷", "〓", 2),
        Replacement("〜", "～", 1),
        Replacement("☑", "■", 1),
        Replacement("☐", "□", 1),
    )


def test_common_forms_are_used_only_when_asked_for():
    encoded = encode("𠮷野鷗", Encoding.CP932, common_forms=True)
    assert encoded.data.decode("cp932") == "吉野鴎"
    assert [each.written for each in encoded.replacements] == ["吉", "鴎"]


def test_a_variation_selector_goes_and_its_going_is_reported():
    encoded = encode("葛󠄀", Encoding.CP932)
    assert encoded.data.decode("cp932") == "葛"
    assert encoded.replacements == (Replacement("\U000e0100", "", 1),)


def test_utf_8_holds_everything_and_the_mark_is_an_option():
    assert encode("𠮷", Encoding.UTF_8).data == "𠮷".encode()
    assert encode("𠮷", Encoding.UTF_8_BOM).data == b"\xef\xbb\xbf" + "𠮷".encode()


def test_every_entry_of_the_lists_is_needed_and_possible():
    for before, after in (TWINS | COMMON_FORMS).items():
        assert len(before) == 1
        assert encode(before, Encoding.CP932).replacements
        assert after.encode("cp932")


@given(st.text(max_size=60), st.sampled_from(list(Encoding)), st.booleans())
def test_any_text_can_be_written_and_only_what_was_reported_is_changed(text, encoding, common_forms):
    encoded = encode(text, encoding, common_forms=common_forms)
    written = encoded.data.decode(encoding.value)
    expected = text
    for replacement in encoded.replacements:
        assert text.count(replacement.character) == replacement.count
    for replacement in encoded.replacements:
        expected = expected.replace(replacement.character, replacement.written)
    assert written == expected
