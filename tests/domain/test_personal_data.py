"""What may tell who somebody is: found where it is, and nothing else blacked out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.personal_data import BLACK, Personal, blacked, personal


@pytest.mark.parametrize(
    ("text", "piece", "what"),
    [
        ("write to ann.lee@marrow-valley.example please", "ann.lee@marrow-valley.example", Personal.ADDRESS),
        ("call 01632 960 961 after six", "01632 960 961", Personal.NUMBER),
        ("my number: +48 (22) 555-01-23", "+48 (22) 555-01-23", Personal.NUMBER),
        ("0049/30-1234567!", "0049/30-1234567", Personal.NUMBER),
        ("ask Mr Brandt about it", "Mr Brandt", Personal.TITLE),
        ("Mrs. O'Neill said so", "Mrs. O'Neill", Personal.TITLE),
        ("Frau Dr. Weiß weiß es", "Frau Dr", Personal.TITLE),
        ("según Sra. Núñez Vega", "Sra. Núñez Vega", Personal.TITLE),
    ],
)
def test_found(text: str, piece: str, what: Personal) -> None:
    found = personal(text)
    assert found, text
    assert found[0].what is what
    assert text[found[0].start : found[0].end].startswith(piece)
    assert BLACK in blacked(text)
    assert piece not in blacked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Only 41 of 96 crews answered in May.",
        "99.6 every month tells me nothing.",
        "Rate per 1,000 properties, 1 234 567 litres, 1.234.567 too",
        "Since 2023-08-14, until 14.08.2025 or 8/14/2025",
        "600–700 litres and 12 000 000",
        "mr is short for meter reading, dr for drain",
        "Say 'samples that passed' instead of compliance.",
        "How @fld reads this",
        "Does it include the solar power at the pumping station?",
    ],
)
def test_not_found(text: str) -> None:
    assert personal(text) == ()
    assert blacked(text) == text


@given(st.text(max_size=120))
def test_pieces_are_apart_and_black_is_as_long(text: str) -> None:
    found = personal(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(blacked(text)) == len(text)
    assert personal(blacked(text)) == ()
