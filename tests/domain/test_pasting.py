"""What people paste from spreadsheets: every reading, every complaint, and that nothing is lost."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.findings import text_of
from kpidesk.domain.pasting import Pasted, read_values
from kpidesk.domain.period import PeriodType, first_day, shifted

MONTH = PeriodType.MONTH


def read(text: str, kind: PeriodType = MONTH, decimal: str | None = None) -> Pasted:
    return read_values(text, kind, start=date(2024, 1, 15), decimal=decimal)


def numbers(pasted: Pasted) -> list[float | None]:
    return [value.number for value in pasted.values]


def months(pasted: Pasted) -> dict[str, float | None]:
    return {value.period.isoformat()[:7]: value.number for value in pasted.values}


def bad(pasted: Pasted) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, cell.reason.code) for cell in pasted.bad]


@pytest.mark.parametrize(
    "text", ["16.4\r\n16.7\r\n\r\n12.9\r\n\r\n", "16.4\t16.7\t\t12.9", "16.4;16.7;;12.9"]
)
def test_a_column_or_a_row_runs_on_from_the_start(text: str) -> None:
    pasted = read(text)
    assert months(pasted) == {"2024-01": 16.4, "2024-02": 16.7, "2024-03": None, "2024-04": 12.9}
    assert pasted.bad == ()


@pytest.mark.parametrize(
    "text",
    [
        "2024-01\t5.2\n2024-03\t6",
        "Month\tMinutes\n2024-01\t5.2\n2024-03\t6\n",
        "\tMinutes\n2024-01\t5.2\n\n2024-03\t6\n",
        "\t2024-01\t5.2\n\t2024-03\t6",
        "2024-01\t2024-03\n5.2\t6",
        "Name\t2024-01\t2024-03\nLeaks\t5.2\t6",
        "2024-01;5,2\n2024-03;6",
        "2024-01,5.2\n2024-03,6",
        "Month,Minutes\n2024-01,5.2\n2024-03,6",
        '"2024-01","5,2"\n"2024-03","6"',
        "\ufeff2024-01\t5.2 %\n2024-03\t6%",
    ],
)
def test_periods_with_their_values(text: str) -> None:
    assert (months(read(text)), bad(read(text))) == ({"2024-01": 5.2, "2024-03": 6.0}, [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("-1.5", -1.5),
        ("−1,5", -1.5),
        ("–3", -3),
        ("+3", 3),
        ("0,123", 0.123),
        ("1 234,5", 1234.5),
        ("1\u00a0234,5", 1234.5),
        ("1\u202f234\u202f567", 1234567),
        ("1'234.5", 1234.5),
        ("1’234’567", 1234567),
        ("1.234.567", 1234567),
        ("1,234,567.8", 1234567.8),
        ("1.234,5", 1234.5),
        ("1,234.567", 1234.567),
        ("1234.567", 1234.567),
        ("1 234,567", 1234.567),
        ("1,2E+05", 120000),
        ("1.234E-3", 0.001234),
        (".5", 0.5),
        ("5.", 5),
        ("86.2\u00a0%", 86.2),
        ("٣", 3),
        ('"1,5"', 1.5),
    ],
)
def test_numbers(text: str, number: float) -> None:
    assert (numbers(read(text)), bad(read(text))) == ([number], [])


@pytest.mark.parametrize("text", ["", "-", "–", "—", "n/a", "N/A", "NA", "#N/A", " \u00a0"])
def test_known_to_be_missing(text: str) -> None:
    pasted = read(f"1\n{text}\n2")
    assert (numbers(pasted), bad(pasted)) == ([1, None, 2], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("#REF!", "PASTE_SPREADSHEET_ERROR"),
        ("#DIV/0!", "PASTE_SPREADSHEET_ERROR"),
        ("#NAME?", "PASTE_SPREADSHEET_ERROR"),
        ("#WERT!", "PASTE_SPREADSHEET_ERROR"),
        ("#####", "PASTE_SPREADSHEET_ERROR"),
        ("Err:502", "PASTE_SPREADSHEET_ERROR"),
        ("about 5", "PASTE_NOT_A_NUMBER"),
        ("5 km", "PASTE_NOT_A_NUMBER"),
        ("€ 5", "PASTE_NOT_A_NUMBER"),
        ("1,23,4", "PASTE_NOT_A_NUMBER"),
        ("1.2.3", "PASTE_NOT_A_NUMBER"),
        ("nan", "PASTE_NOT_A_NUMBER"),
        ("inf", "PASTE_NOT_A_NUMBER"),
        ("1_000", "PASTE_NOT_A_NUMBER"),
        ("9e999", "PASTE_NUMBER_TOO_LARGE"),
        ("1" * 5000, "PASTE_NOT_A_NUMBER"),
    ],
)
def test_a_bad_cell_is_named_and_the_others_are_kept(text: str, code: str) -> None:
    pasted = read(f"1\t\n{text}\t\n2\t")
    assert bad(pasted) == [(2, 1, code)]
    assert months(pasted) == {"2024-01": 1, "2024-03": 2}
    (cell,) = pasted.bad
    assert len(cell.text) <= 40
    assert text_of(cell.reason, lambda message: message).startswith(f"“{text[:30]}")


def test_a_mark_with_two_readings_is_settled_by_the_others_or_asked() -> None:
    assert bad(read("1,234")) == [(1, 1, "PASTE_NUMBER_AMBIGUOUS")]
    assert bad(read("1,234\n2\n3.456")) == [
        (1, 1, "PASTE_NUMBER_AMBIGUOUS"),
        (3, 1, "PASTE_NUMBER_AMBIGUOUS"),
    ]
    assert numbers(read("1,234\n0,5")) == [1.234, 0.5]
    assert numbers(read("1,234\n0.5")) == [1234, 0.5]
    assert numbers(read("1.234\n1.234.567")) == [1234, 1234567]
    assert numbers(read("1,234", decimal=",")) == [1.234]
    assert numbers(read("1,234", decimal=".")) == [1234]
    assert numbers(read("1,5\n1.5")) == [1.5, 1.5]
    assert bad(read("1,5\n1.5\n1.500")) == [(3, 1, "PASTE_NUMBER_AMBIGUOUS")]


WAYS = """2024-03 | 2024-3 | 2024/03 | 2024.03 | 202403 | 03/2024 | 3.2024 | 2024-03-31 |
2024-03-31T00:00:00 | 31.03.2024 | 31.3.24 | 31/03/2024 | 31-03-2024 | 20240331 | Mar-24 |
mar.24 | March 2024 | MARCH 24 | Mar 2024 | 2024 Mar | März 2024 | Mrz. 24 | mars 2024 |
marzo de 2024 | marzec 2024 r. | 31 March 2024 | March 31st, 2024 | 31. März 2024 | 31-Mar-24 |
Mar '24 | 2024-03-31 00:00 | 2024-W12"""


@pytest.mark.parametrize("text", [way.strip() for way in WAYS.split("|")])
def test_one_month_in_many_ways(text: str) -> None:
    assert months(read(f"{text}\t5\n2024-05\t6")) == {"2024-03": 5, "2024-05": 6}


@pytest.mark.parametrize(
    ("kind", "text", "period"),
    [
        (PeriodType.QUARTER, "Q2 2024", date(2024, 4, 1)),
        (PeriodType.QUARTER, "2024-Q2", date(2024, 4, 1)),
        (PeriodType.QUARTER, "2Q24", date(2024, 4, 1)),
        (PeriodType.QUARTER, "2. Quartal 2024", date(2024, 4, 1)),
        (PeriodType.QUARTER, "T2 2024", date(2024, 4, 1)),
        (PeriodType.QUARTER, "May 2024", date(2024, 4, 1)),
        (PeriodType.WEEK, "2024-W05", date(2024, 1, 29)),
        (PeriodType.WEEK, "KW 5/2024", date(2024, 1, 29)),
        (PeriodType.WEEK, "2024-02-01", date(2024, 1, 29)),
        (PeriodType.YEAR, "2024", date(2024, 1, 1)),
        (PeriodType.SEASON, "2024", date(2024, 1, 1)),
        (PeriodType.YEAR, "31.12.2024", date(2024, 1, 1)),
    ],
)
def test_other_periods(kind: PeriodType, text: str, period: date) -> None:
    (value,) = read(f"{text}\t5", kind).values
    assert (value.period, value.number, value.cell) == (period, 5, (1, 2))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024-13", "PASTE_NOT_A_PERIOD"),
        ("30.02.2024", "PASTE_NOT_A_PERIOD"),
        ("2024-W60", "PASTE_NOT_A_PERIOD"),
        ("spring", "PASTE_NOT_A_PERIOD"),
        ("24 Jan", "PASTE_NOT_A_PERIOD"),
        ("may be 2024", "PASTE_NOT_A_PERIOD"),
        ("0001-01", "PASTE_NOT_A_PERIOD"),
        ("Jan " + "2" * 5000, "PASTE_NOT_A_PERIOD"),
        ("2024", "PASTE_PERIOD_TOO_LONG"),
        ("Q1 2024", "PASTE_PERIOD_TOO_LONG"),
        ("2024-01-31", "PASTE_PERIOD_TWICE"),
    ],
)
def test_a_bad_period_costs_only_its_own_value(text: str, code: str) -> None:
    pasted = read(f"2024-01\t1\n{text}\t2\n2024-03\t3")
    assert bad(pasted) == [(2, 1, code)]
    assert months(pasted) == {"2024-01": 1, "2024-03": 3}


def test_which_of_two_numbers_is_the_month_is_told_by_the_column() -> None:
    assert list(months(read("01/01/2024\t1\n01/02/2024\t2\n01/03/2024\t3"))) == [
        "2024-01",
        "2024-02",
        "2024-03",
    ]
    assert list(months(read("01/01/2024\t1\n02/01/2024\t2\n03/01/2024\t3"))) == [
        "2024-01",
        "2024-02",
        "2024-03",
    ]
    assert list(months(read("1/31/2024\t1\n2/29/2024\t2"))) == ["2024-01", "2024-02"]
    assert list(months(read("05/06/2024\t1"))) == ["2024-06"]


def test_what_belongs_to_no_period_or_is_beyond_the_values_is_named() -> None:
    pasted = read("2024-01\t1\tgood\n\t2\n2024-03\tx\n2024-04\t4")
    assert bad(pasted) == [
        (1, 3, "PASTE_CELL_TOO_MANY"),
        (2, 2, "PASTE_WITHOUT_PERIOD"),
        (3, 2, "PASTE_NOT_A_NUMBER"),
    ]
    assert months(pasted) == {"2024-01": 1, "2024-04": 4}


def test_a_period_whose_first_cell_is_bad_takes_the_second() -> None:
    pasted = read("2024-01\tx\n2024-01\t5\n2024-02\t6")
    assert (months(pasted), bad(pasted)) == ({"2024-01": 5, "2024-02": 6}, [(1, 2, "PASTE_NOT_A_NUMBER")])


def test_a_heading_is_passed_over_only_where_numbers_follow() -> None:
    assert months(read("Leakage, percent\n5,2\n5,3")) == {"2024-01": 5.2, "2024-02": 5.3}
    assert months(read("# of cases\n5")) == {"2024-01": 5}
    assert bad(read("words\nmore words")) == [(1, 1, "PASTE_NOT_A_NUMBER"), (2, 1, "PASTE_NOT_A_NUMBER")]
    assert bad(read("Minutes")) == [(1, 1, "PASTE_NOT_A_NUMBER")]
    assert bad(read("#REF!\n5")) == [(1, 1, "PASTE_SPREADSHEET_ERROR")]


def test_quoted_cells_hold_marks_and_line_ends() -> None:
    pasted = read('"Min\n""utes"""\n"1,5"\n"2\t5"\n"3')
    assert (numbers(pasted), bad(pasted)) == (
        [1.5],
        [(3, 1, "PASTE_NOT_A_NUMBER"), (4, 1, "PASTE_NOT_A_NUMBER")],
    )


def test_the_calendar_ends() -> None:
    pasted = read_values("1\n2\n3", PeriodType.YEAR, start=date(9998, 1, 1))
    assert (len(pasted.values), bad(pasted)) == (2, [(3, 1, "PASTE_PERIOD_TOO_FAR")])


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", "\t\t\n;", " "])
def test_nothing_gives_nothing(text: str) -> None:
    assert [value.number for value in read(text).values if value.number is not None] == []


def test_a_long_paste() -> None:
    rows = "".join(
        f"{shifted(date(1905, 1, 1), PeriodType.WEEK, week)}\t{week},5\r\n" for week in range(5000)
    )
    pasted = read(f"Week\tNumber\r\n{rows}", PeriodType.WEEK)
    assert (len(pasted.values), pasted.bad, pasted.values[-1].number) == (5000, (), 4999.5)


KINDS = st.sampled_from(PeriodType)
PIECES = st.sampled_from(
    [
        "\t",
        "\n",
        "\r\n",
        ";",
        ",",
        ".",
        '"',
        "1",
        "12",
        "2024",
        "2024-01",
        "Jan",
        " ",
        "-",
        "#REF!",
        "e9",
        "%",
        "x",
        "'",
    ]
)


@given(
    st.one_of(st.text(), st.text(st.characters()), st.lists(PIECES, max_size=40).map("".join)),
    KINDS,
    st.dates(),
    st.sampled_from([None, ",", ".", "x"]),
)
def test_no_text_breaks_it(text: str, kind: PeriodType, start: date, decimal: str | None) -> None:
    pasted = read_values(text, kind, start=start, decimal=decimal)
    periods = [value.period for value in pasted.values]
    assert len(set(periods)) == len(periods)
    assert all(period == first_day(period, kind) for period in periods)
    for cell in pasted.bad:
        assert text_of(cell.reason, lambda message: message)
    places = [value.cell for value in pasted.values] + [(cell.row, cell.column) for cell in pasted.bad]
    assert len(set(places)) == len(places)


STYLES = st.sampled_from(
    [("", "."), ("", ","), (",", "."), (".", ","), (" ", ","), ("\u00a0", ","), ("\u202f", ","), ("'", ".")]
)
TYPED = st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map(lambda number: number.normalize())


def printed(number: Decimal, style: tuple[str, str]) -> str:
    thousands, mark = style
    return f"{number:,f}".translate({ord(","): thousands, ord("."): mark})


@given(st.lists(st.one_of(st.none(), TYPED), min_size=1, max_size=30), STYLES, KINDS, st.booleans())
def test_numbers_come_back_exact(
    typed: list[Decimal | None], style: tuple[str, str], kind: PeriodType, across: bool
) -> None:
    typed = [*typed, Decimal(7)]
    mark = "\t" if across else "\n"
    text = mark.join("" if number is None else printed(number, style) for number in typed)
    if across:
        text += "\t"
    pasted = read_values(text, kind, start=date(2024, 1, 1), decimal=style[1])
    start = first_day(date(2024, 1, 1), kind)
    assert pasted.bad == ()
    assert [(value.period, value.number) for value in pasted.values] == [
        (shifted(start, kind, index), None if number is None else float(number))
        for index, number in enumerate(typed)
    ]


@given(st.lists(st.one_of(TYPED.map(str), st.text(max_size=5)), max_size=20))
def test_every_cell_is_either_taken_or_named(cells: list[str]) -> None:
    plain = [cell for cell in cells if not set(cell) & set('\t\r\n;,"')]
    pasted = read("1\t\n" + "".join(f"{cell}\t\n" for cell in plain) + "1\t")
    assert len(pasted.values) + len(pasted.bad) == len(plain) + 2
