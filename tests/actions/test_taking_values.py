"""Whatever a file holds: what was planned is what the desk holds after, in one step that undo takes back."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.actions import series
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.measures import Measure
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.domain.values_held import Holdings
from kpidesk.domain.values_plan import plan
from kpidesk.domain.values_table import Table, Together, guess, to_remember

TODAY = date(2025, 7, 8)
STATUSES: dict[str, ValueStatus | None] = {each.value: each for each in ValueStatus} | {"missing": None}
numbers = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.floats(-200, 200).map(repr),
    st.sampled_from(["", "-", "0", "1.234,5", "1,234", "5 %", "abc", "1e308", "=1+1", "#REF!"]),
)
periods = st.one_of(st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.sampled_from(["2025-01", "", "Total"]))
rows = st.lists(st.tuples(periods, numbers, numbers, st.sampled_from(["", "estimated", "missing", "odd"])))


@settings(max_examples=60, deadline=None)
@given(rows, st.sampled_from(Together))
def test_what_was_planned_is_what_the_desk_holds(
    given_rows: list[tuple[Any, ...]], together: Together
) -> None:
    desk = new_desk(who="tester")
    with desk.edit("Begin", barrier=True) as edit:
        edit.put(Measure(id="m1", code="M01", name="Calls", unit="%", lower_bound=0, upper_bound=100))
        edit.put(Measure(id="m2", code="M02", name="Leaks"))
        series.set_values(edit, "m1", {date(2025, month, 1): 80.0 + month for month in range(1, 7)})
    before = desk.find(Value)
    table = Table("file", (("Month", "M01", "M02", "Status"), *given_rows))
    held = Holdings(desk)
    layout = replace(guess(table, held.names), together=together)
    planned = plan(table, layout, held, STATUSES, TODAY)
    taken = planned.taken(set(planned.questions))
    with desk.edit("Take") as edit:
        series.take_values(
            edit,
            [series.Entry(each.measure, each.period or TODAY, each.number, each.status) for each in taken],
            to_remember(table, layout, ""),
        )
    wanted = {(value.measure, value.period): value.number for value in before}
    wanted |= {(each.measure, each.period): each.number for each in taken if each.period}
    assert {(value.measure, value.period): value.number for value in desk.find(Value)} == wanted
    again = plan(table, layout, Holdings(desk), STATUSES, TODAY)
    assert again.taken(set(again.questions)) == [], "the same file again has nothing new"
    desk.undo()
    assert desk.find(Value) == before
    desk.close()
