import pytest

from ingest.ocr.numbering import with_item_gap
from ingest.ocr.recognition import Reading


def reading(text: str, *steps: float) -> Reading:
    """A strip whose characters stand so many heights of it apart."""
    places = [0.5]
    for step in steps:
        places.append(places[-1] + step)
    return Reading(text, (0.9,) * len(text), tuple(place / (places[-1] + 0.5) for place in places))


@pytest.mark.parametrize(
    ("text", "steps", "wanted"),
    [
        ("1納期限", (1.33, 0.57, 0.76), "1 納期限"),
        ("2会場", (1.17, 0.58), "2 会場"),
        ("12申請書", (0.4, 1.3, 0.7, 0.7), "12 申請書"),
        ("３医療費", (1.38, 0.78, 0.78), "３ 医療費"),
    ],
)
def test_a_number_that_stands_apart_numbers_an_item(text: str, steps: tuple[float, ...], wanted: str) -> None:
    spaced = with_item_gap(reading(text, *steps))

    assert spaced.text == wanted
    assert len(spaced.confidences) == len(spaced.places) == len(wanted)
    assert list(spaced.places) == sorted(spaced.places)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("15人の方", (0.42, 0.5, 0.6, 0.6)),
        ("7月1日", (0.55, 0.56, 0.56)),
        ("3個", (1.4,)),
        ("34,000円", (0.21, 0.42, 0.21, 0.42, 0.52, 0.31)),
        ("住民異動届", (1.9, 1.9, 1.9, 1.9)),
        ("1 会場", (0.8, 0.8, 0.6)),
        ("", ()),
    ],
)
def test_what_is_set_evenly_stays(text: str, steps: tuple[float, ...]) -> None:
    given = reading(text, *steps) if text else Reading("", (), ())

    assert with_item_gap(given) is given
