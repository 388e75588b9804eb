"""Numbers in words' language, however large or small they are."""

import pytest

from kpidesk.system.words import Words


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        (1e40, 0, "10" + ",000" * 13),
        (1e40, 2, "10" + ",000" * 13 + ".00"),
        (-1e27, 1, "-1" + ",000" * 9 + ".0"),
        (1e-40, 0, "0"),
        (1e-40, 41, "0." + "0" * 39 + "10"),
        (2.5, 0, "3"),
        (1234.565, 2, "1,234.57"),
    ],
)
def test_a_number_has_as_many_digits_as_it_has(number: float, decimals: int, shown: str) -> None:
    assert Words().number(number, decimals) == shown
