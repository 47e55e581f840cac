import pytest

from ingest.plain.analysis import analyse, analyse_finely


@pytest.mark.parametrize("split", [analyse, analyse_finely])
@pytest.mark.parametrize("text", ["市民課の窓口へ書類を提出する" * 2000, "𠮷" * 20_000])
def test_a_text_longer_than_the_analyser_takes_is_split_without_losing_a_character(split, text: str) -> None:
    tokens = split(text)

    assert "".join(token.surface for token in tokens) == text
    assert all(text[token.start : token.end] == token.surface for token in tokens)
