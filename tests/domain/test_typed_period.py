"""Whatever is typed as a day is read or refused, never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.typed_period import read_period


@pytest.mark.parametrize("typed", ["99999999999 July 2025", "1 July 99999999999", "2025-99999999999-01"])
def test_numbers_beyond_all_days_are_no_date(typed: str) -> None:
    assert read_period(typed) is None


@given(st.from_regex(r"[0-9]{0,14}[ ./-][0-9A-Za-z]{0,14}[ ./-][0-9]{0,14}", fullmatch=True) | st.text())
def test_no_text_breaks_the_reading(typed: str) -> None:
    found = read_period(typed)
    assert found is None or found.day is None or 1900 <= found.day.year < 2200
