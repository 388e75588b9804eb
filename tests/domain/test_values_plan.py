"""What a table of values would do to a desk: how it is read, what is refused, and what is asked."""

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.domain.findings import text_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.reader import Collection
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.domain.values_held import Holdings
from kpidesk.domain.values_plan import Plan, plan
from kpidesk.domain.values_reading import Fate
from kpidesk.domain.values_reconcile import reconcile, series_of, totals
from kpidesk.domain.values_table import (
    MEASURE,
    PERIOD,
    ROLES,
    VALUE,
    Layout,
    Table,
    Together,
    guess,
    remembered,
    shown,
    to_remember,
)

TODAY = date(2025, 7, 8)
STATUSES: dict[str, ValueStatus | None] = {each.value: each for each in ValueStatus} | {"missing": None}
CALLS = Measure(id="m1", code="M01", name="Calls answered", unit="%", lower_bound=0, upper_bound=100)
LEAKS = Measure(id="m2", code="M02", name="Leaks found", unit="leaks")
QUARTERLY = Measure(id="m3", code="M03", name="Rivers clean", period_type=PeriodType.QUARTER)
MEASURES = (CALLS, LEAKS, QUARTERLY)


def month(number: int, year: int = 2025) -> date:
    return date(year, number, 1)


def held(*values: Value, measures: tuple[Measure, ...] = MEASURES) -> Holdings:
    return Holdings(Collection((*measures, *values)))


def value(measure: Measure, period: date, number: float | None, **more: Any) -> Value:
    key = f"{measure.id} {period}"
    return Value(
        id=key, measure=measure.id, period=period, number=number, period_type=measure.period_type, **more
    )


def history(measure: Measure = CALLS, count: int = 12, start: date = date(2024, 1, 1)) -> tuple[Value, ...]:
    numbers = (81, 83, 82, 84, 80, 83, 82, 81, 84, 82, 83, 81)
    return tuple(
        value(measure, shifted(start, PeriodType.MONTH, n), float(numbers[n % 12])) for n in range(count)
    )


def table(*rows: Any, name: str = "Sheet1") -> Table:
    return Table(name, tuple(tuple(row) for row in rows))


def made(which: Table, holdings: Holdings | None = None, chosen: str = "", **changes: Any) -> Plan:
    holdings = holdings or held()
    layout = replace(guess(which, holdings.names, chosen), **changes)
    return plan(which, layout, holdings, STATUSES, TODAY)


def numbers(which: Plan) -> dict[tuple[str, date | None], float | None]:
    return {(cell.measure, cell.period): cell.number for cell in which.cells if cell.fate is not Fate.PART}


def refusals(which: Plan) -> dict[tuple[int, int], str]:
    return {cell.at: cell.reason.code for cell in which.cells if cell.reason}


def codes(which: Plan) -> list[str]:
    return [each.finding.code for each in which.remarks]


WIDE = {("m1", month(1)): 83.5, ("m2", month(1)): 12.0, ("m1", month(2)): 84.0, ("m2", month(2)): 0.0}


@pytest.mark.parametrize(
    "rows",
    [
        (("Month", "M01", "M02"), ("2025-01", "83.5", "12"), ("2025-02", "84", "0")),
        (("Month", "Calls answered (%)", "leaks found"), ("2025-01", 83.5, 12.0), ("2025-02", 84.0, 0.0)),
        (("A report",), (), ("", "M01 Calls", "M02 – Leaks found"), ("Jan 2025", "83,5", "12"),
         ("Feb 2025", "84", "0")),
        (("Measure", "2025-01", "2025-02"), ("M01", "83.5", "84"), ("M02", "12", "0")),
        (("Code", "Name", "Unit", date(2025, 1, 1), datetime.fromisoformat("2025-02-01T08:00")),
         ("M01", "Calls answered", "%", 83.5, 84.0), ("M02", "Leaks found", "leaks", 12.0, 0.0)),
        (("KPI", "Date", "Value"), ("M01", "2025-01", "83.5"), ("M02", "2025-01", "12"),
         ("M01", "2025-02", "84"), ("M02", "2025-02", "0")),
        (("2025-01", "M01", "83.5"), ("2025-01", "M02", "12"),
         ("2025-02", "M01", "84"), ("2025-02", "M02", "0")),
    ],
)  # fmt: skip
def test_every_shape_of_a_table_is_read(rows: tuple[tuple[Any, ...], ...]) -> None:
    found = made(table(*rows))
    assert numbers(found) == WIDE
    assert {cell.fate for cell in found.cells} == {Fate.NEW}
    assert len(found.taken()) == 4


def test_a_lone_column_is_of_the_measure_that_is_looked_at() -> None:
    which = table(("When", "What came out"), ("2025-01", "5"), ("2025-02", "6"))
    assert numbers(made(which, chosen="m2")) == {("m2", month(1)): 5.0, ("m2", month(2)): 6.0}
    assert codes(made(which)) == ["IMPORT_WITHOUT_VALUES", "IMPORT_HEADING_UNKNOWN"]
    assert codes(made(table(("a", "b"), ("c", "d")))) == ["IMPORT_WITHOUT_PERIODS"]


def test_status_source_and_missing() -> None:
    found = made(
        table(
            ("Measure", "Month", "Value", "Status", "Source"),
            ("M01", "2025-01", "83.5", "Provisional", "call log"),
            ("M01", "2025-02", "", "missing", ""),
            ("M01", "2025-03", "n/a", "", ""),
            ("M01", "2025-04", "", "", ""),
            ("M01", "2025-05", "80", "guessed", ""),
        )
    )
    one, two, three, four = found.cells
    assert (one.status, one.source) == (ValueStatus.PROVISIONAL, "call log")
    assert (two.number, two.fate) == (None, Fate.NEW)
    assert (three.number, three.period) == (None, month(3))
    assert four.reason is not None
    assert four.reason.code == "IMPORT_STATUS_UNKNOWN", "an empty cell before it says nothing"


def test_what_the_desk_holds_is_told_apart() -> None:
    holdings = held(value(CALLS, month(1), 83.5), value(CALLS, month(2), 80.0), value(CALLS, month(3), None))
    found = made(
        table(("Month", "M01"), ("2025-01", "83.50"), ("2025-02", "84"), ("2025-03", "-"), ("2025-04", "82")),
        holdings,
    )
    assert [cell.fate for cell in found.cells] == [Fate.SAME, Fate.CHANGE, Fate.SAME, Fate.NEW]
    assert found.cells[1].before is not None
    assert found.cells[1].before.number == 80.0


def test_bad_cells_are_named_and_the_others_are_taken() -> None:
    found = made(
        table(
            ("Month", "M01", "M02"),
            ("2025-01", "abc", "1"),
            ("2025-02", "101", "2"),
            ("2025-03", "-1", "#REF!"),
            ("2025", "80", "3"),
            ("Total", "80", "6"),
            ("", "80", ""),
            ("2025-01", "", "9"),
        )
    )
    assert refusals(found) == {
        (1, 1): "PASTE_NOT_A_NUMBER", (2, 1): "IMPORT_ABOVE", (3, 1): "IMPORT_BELOW",
        (3, 2): "PASTE_SPREADSHEET_ERROR", (4, 1): "PASTE_PERIOD_TOO_LONG", (4, 2): "PASTE_PERIOD_TOO_LONG",
        (5, 1): "PASTE_NOT_A_PERIOD", (5, 2): "PASTE_NOT_A_PERIOD", (6, 1): "PASTE_WITHOUT_PERIOD",
        (1, 2): "IMPORT_SEVERAL", (7, 2): "IMPORT_SEVERAL",
    }  # fmt: skip
    assert [(cell.measure, cell.period) for cell in found.taken()] == [("m2", month(2))]
    for cell in found.cells:
        assert cell.reason is None or text_of(cell.reason, lambda text: text)


def test_a_measure_that_nobody_knows() -> None:
    rows = [
        ("Measure", "Month", "Value"),
        ("M01", "2025-01", "1"),
        ("M99", "2025-01", "1"),
        ("", "2025-01", "1"),
    ]
    assert refusals(made(table(*rows))) == {
        (2, 2): "IMPORT_MEASURE_UNKNOWN",
        (3, 2): "IMPORT_WITHOUT_MEASURE",
    }
    found = made(table(("Month", "M01", "Weather"), ("2025-01", "1", "20")))
    assert [(each.finding.code, each.at) for each in found.remarks if each.at] == [
        ("IMPORT_HEADING_UNKNOWN", (0, 2))
    ]


def test_small_numbers_keep_all_their_digits_and_zero_is_zero() -> None:
    found = made(
        table(("Month", "M02"), ("2025-01", "0,0221"), ("2025-02", "0"), ("2025-03", "0,02199999999999"))
    )
    assert [cell.number for cell in found.cells] == [0.0221, 0.0, 0.02199999999999]


def test_one_number_with_two_readings_is_asked_for() -> None:
    which = table(("Month", "M02"), ("2025-01", "1,234"), ("2025-02", "2,345"))
    assert set(refusals(made(which)).values()) == {"PASTE_NUMBER_AMBIGUOUS"}
    assert [cell.number for cell in made(which, decimal=",").cells] == [1.234, 2.345]
    assert [cell.number for cell in made(which, decimal=".").cells] == [1234.0, 2345.0]
    typed = table(("Month", "M02"), ("2025-01", 1.234))
    assert [cell.number for cell in made(typed).cells] == [1.234], "a number of a workbook has one reading"


def test_dates_that_leave_two_readings_are_shown_and_can_be_switched() -> None:
    which = table(("Date", "M02"), ("03/04/2025", "1"), ("04/04/2025", "2"))
    found = made(which)
    assert [(each.day, each.other) for each in found.open_dates] == [(date(2025, 3, 4), date(2025, 4, 3))]
    assert numbers(found) == {("m2", month(3)): 1.0, ("m2", month(4)): 2.0}, "a month apart is likelier"
    assert numbers(made(which, month_first=False, together=Together.LAST)) == {("m2", month(4)): 2.0}
    alone = made(table(("Date", "M02"), ("03/04/2025", "1")))
    assert numbers(alone) == {("m2", month(4)): 1.0}


def test_the_dates_themselves_tell_their_order() -> None:
    firsts = table(("Date", "M02"), *((f"{n:02}/01/2025", str(n)) for n in range(1, 13)))
    assert made(firsts).month_first, "the first of each month rather than days of January"
    proven = table(("Date", "M02"), ("01/31/2025", "1"), ("02/03/2025", "2"))
    assert numbers(made(proven)) == {("m2", month(1)): 1.0, ("m2", month(2)): 2.0}


def test_percent_as_shares() -> None:
    which = table(("Month", "M01", "M02"), ("2025-01", "0.83", "0.83"))
    assert numbers(made(which, percent=True)) == {("m1", month(1)): 83.0, ("m2", month(1)): 0.83}
    (asked,) = made(which, held(*history())).questions.values()
    assert asked.odd is not None
    assert asked.odd.code == "IMPORT_UNIT_SMALLER"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ((830, 845), "IMPORT_UNIT_LARGER"),
        ((8.3,), "IMPORT_UNIT_SMALLER"),
        ((0.083, 0.081), "IMPORT_UNIT_SMALLER"),
        ((82, 95), "IMPORT_OUTLIER"),
        ((82, 84), ""),
    ],
)
def test_what_looks_odd_waits_until_it_is_confirmed(new: tuple[float, ...], code: str) -> None:
    measure = Measure(id="m1", code="M01", name="Calls", unit="calls")
    holdings = held(*history(measure), measures=(measure,))
    rows = [(shifted(month(1), PeriodType.MONTH, n), float(each)) for n, each in enumerate(new)]
    found = made(table(("Month", "M01"), *rows), holdings)
    odd = [cell for cell in found.cells if cell.odd]
    assert {cell.odd.code for cell in odd if cell.odd} == ({code} if code else set())
    assert len(found.taken()) == len(new) - len(odd)
    assert len(found.taken(set(found.questions))) == len(new)


def test_gaps_and_stale_series_are_told() -> None:
    found = made(table(("Month", "M02"), ("2024-09", "1"), ("2024-11", "2"), ("2024-12", "-")))
    gap, stale = found.remarks
    assert text_of(gap.finding, lambda text: text) == "M02 has no value for 2024-10."
    assert (
        text_of(stale.finding, lambda text: text)
        == "M02: the newest value is of 2024-12. Is the series still kept?"
    )
    assert codes(made(table(("Month", "M02"), ("2025-05", "1"), ("2025-06", "2")))) == []


WEEKS = (
    ("Week of", "M02", "M03"),
    ("2025-01-06", "1", "1"),
    ("2025-01-13", "2", "2"),
    ("2025-02-03", "4.5", "6"),
)


@pytest.mark.parametrize(
    ("together", "monthly", "quarterly"),
    [(Together.LAST, 2.0, 6.0), (Together.SUM, 3.0, 9.0), (Together.MEAN, 1.5, 3.0)],
)
def test_finer_rows_make_one_value(together: Together, monthly: float, quarterly: float) -> None:
    assert set(refusals(made(table(*WEEKS))).values()) == {"IMPORT_SEVERAL"}
    found = made(table(*WEEKS), together=together)
    assert numbers(found) == {("m2", month(1)): monthly, ("m2", month(2)): 4.5, ("m3", month(1)): quarterly}
    assert found.at[3, 2].parts == 3
    assert found.at[1, 2].fate is Fate.PART


def test_sums_are_exact_and_missing_parts_are_not_passed_over() -> None:
    tenths = table(("Day", "M02"), *((f"2025-01-{day:02}", "0.1") for day in range(1, 4)))
    assert numbers(made(tenths, together=Together.SUM)) == {("m2", month(1)): 0.3}
    broken = table(("Day", "M02"), ("2025-01-01", "4"), ("2025-01-02", "n/a"))
    assert numbers(made(broken, together=Together.SUM)) == {("m2", month(1)): None}
    assert numbers(made(broken, together=Together.MEAN)) == {("m2", month(1)): 4.0}
    huge = table(("Day", "M02"), ("2025-01-01", "1e308"), ("2025-01-02", "1e308"))
    assert refusals(made(huge, together=Together.SUM)) == {(2, 1): "PASTE_NUMBER_TOO_LARGE"}


def test_the_same_value_twice_is_taken_once() -> None:
    found = made(table(("Month", "M02"), ("2025-05", "1"), ("2025-05", "1")))
    assert refusals(found) == {(2, 1): "IMPORT_TWICE"}
    assert len(found.taken()) == 1


def test_periods_that_are_called_otherwise() -> None:
    which = table(("Period", "M02"), ("2025-01", "1"), ("P2/25-26", "2"))
    assert refusals(made(which)) == {(2, 1): "PASTE_NOT_A_PERIOD"}
    assert numbers(made(which, names=(("P2/25-26", month(5)),)))["m2", month(5)] == 2.0


def test_a_layout_is_known_again_by_its_headings() -> None:
    holdings = held()
    which = table(("Woche", "Anrufe", "Lecks"), ("06/01/2025", "1", "2"), ("13/01/2025", "1", "2"))
    layout = guess(which, holdings.names)
    layout = Layout((PERIOD, "m1", "m2"), 0, 1, False, ",", False, True, Together.SUM)
    kept = to_remember(which, layout, "k1")
    assert kept is not None
    later = table(("Woche", "Anrufe", "Lecks"), ("05/02/2025", "1", "2"))
    again = remembered(later, guess(later, holdings.names), [kept], holdings.measures)
    assert again == layout
    gone = remembered(later, guess(later, holdings.names), [kept], {"m2": LEAKS})
    assert gone.roles == (PERIOD, "", "m2")
    other = table(("Woche", "Anrufe"), ("05/02/2025", "1"))
    assert remembered(other, guess(other, holdings.names), [kept], holdings.measures).roles[1] == ""


def test_the_report_adds_up() -> None:
    holdings = held(value(LEAKS, month(1), 1.0), value(LEAKS, month(2), 2.5))
    which = table(("Month", "M02"), ("2025-02", "3"), ("2025-03", "4"), ("2025-04", "x"))
    found = made(which, holdings)
    before = {"m2": series_of(holdings.known("m2").values.values(), LEAKS)}
    after = {"m2": {**before["m2"], **{cell.period: cell.number for cell in found.taken() if cell.period}}}
    (entry,) = reconcile(found.cells, holdings.measures, before, after)
    assert (entry.before.count, entry.said.count, entry.after.count, entry.refused) == (2, 2, 3, 1)
    assert (entry.before.total, entry.said.total, entry.after.total) == (Fraction(7, 2), 7, 8)
    assert (entry.after.first, entry.after.last) == (month(1), month(3))
    assert [(each.period, each.before, each.said, each.after) for each in entry.differences] == [
        (month(2), 2.5, 3.0, 3.0)
    ]
    assert totals({month(1): None}).count == 0


cells = st.one_of(
    st.sampled_from([
        "", "2025-01", "Jan 2025", "31/12/2024", "2025-W05", "M01", "M02", "Value", "Total", "1,234", "0.5",
        "-", "#N/A", "missing", "80", "1e308", "9e999", "٣", "\x00", "provisional",
        date(2025, 3, 1), 82.0, 2025.0, -0.0,
    ]),
    st.text(max_size=12),
    st.floats(allow_nan=True),
    st.dates(),
)  # fmt: skip
layouts = st.builds(
    Layout,
    st.lists(st.sampled_from([*ROLES, "m1", "m2", "m3"]), min_size=5, max_size=5).map(tuple),
    st.integers(-1, 3), st.integers(0, 5), st.booleans(), st.sampled_from(["", ",", "."]),
    st.sampled_from([None, True, False]), st.booleans(), st.sampled_from(Together),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, max_size=5), max_size=6), layouts)
def test_whatever_stands_in_a_table_each_cell_has_one_outcome(rows: list[list[Any]], wild: Layout) -> None:
    which = table(*rows)
    holdings = held(*history(), *history(LEAKS))
    for layout in (guess(which, holdings.names, "m1"), wild):
        found = plan(which, layout, holdings, STATUSES, TODAY)
        assert len({cell.at for cell in found.cells}) == len(found.cells)
        wide = max(map(len, rows), default=0)
        for cell in found.cells:
            assert (cell.fate is Fate.REFUSED) is (cell.reason is not None)
            assert cell.at[0] < max(len(rows), 5)
            assert cell.at[1] < max(wide, 5)
            for finding in (cell.reason, cell.odd):
                assert finding is None or text_of(finding, lambda text: text)
        taken = [(cell.measure, cell.period) for cell in found.taken(set(found.questions))]
        assert len(set(taken)) == len(taken)
        assert all(shown(which.cell(*each.at)) for each in found.periods)


def test_roles_that_only_one_column_can_have() -> None:
    layout = Layout((PERIOD, MEASURE, VALUE))
    assert layout.with_role(1, PERIOD).roles == ("", PERIOD, VALUE)
    assert layout.with_role(1, "m1").with_role(2, "m1").roles == (PERIOD, "m1", "m1")
