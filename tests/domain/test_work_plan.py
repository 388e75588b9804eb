"""The lanes of a work plan: everything that is shared or promised stands in it once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, Partner, PartnerShare
from kpidesk.domain.work_plan import due_days, lanes, span

TODAY = date(2025, 10, 8)
CENTRE = Centre(id="c", result="r")
BASE = (
    Result(id="r", code="R01", statement="Clean", ring="ring"),
    CENTRE,
    Partner(id="p1", code="P01", name="One", centre="c"),
    Partner(id="p2", code="P02", name="Two", centre="c", critical=True),
    Measure(id="m1", code="SM1", name="Shared"),
    Measure(id="m2", code="SM2", name="Not shared here"),
    PartnerShare(id="s", measure="m1", partner="p1"),
)


def promise(key: str, **fields: object) -> Commitment:
    return Commitment(id=key, what=key, centre="c", **fields)  # type: ignore[arg-type]


def test_promises_stand_under_their_shared_measure_else_their_partner_else_the_result() -> None:
    desk = Collection(
        [
            *BASE,
            promise("shared", measure="m1", partner="p1"),
            promise("loose", partner="p1"),
            promise("other", measure="m2", partner="p2"),
            promise("nobody"),
            Commitment(id="elsewhere", what="elsewhere", centre="d"),
        ]
    )
    found = [(lane.about.id, [each.id for each in lane.promises]) for lane in lanes(desk, CENTRE, TODAY)]
    assert found == [("m1", ["shared"]), ("p2", ["other"]), ("p1", ["loose"]), ("r", ["nobody"])]


def test_a_shared_measure_has_its_lane_before_anybody_promised_anything() -> None:
    (lane,) = lanes(Collection([*BASE, Target(id="t", measure="m1", high=6)]), CENTRE, TODAY)
    assert (lane.about.id, len(lane.targets), lane.promises) == ("m1", 1, ())


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "m1", "m2"]), st.sampled_from([None, "p1", "p2"]), st.integers(0, 900)
        ),
        max_size=12,
    )
)
def test_each_promise_stands_in_the_plan_once_and_within_its_span(
    given_: list[tuple[str | None, str | None, int]],
) -> None:
    desk = Collection(
        [
            *BASE,
            *(
                promise(f"k{n:02}", measure=measure, partner=partner, by_when=TODAY + timedelta(days=days))
                for n, (measure, partner, days) in enumerate(given_)
            ),
        ]
    )
    plan = lanes(desk, CENTRE, TODAY)
    stood = [each.id for lane in plan for each in lane.promises]
    assert sorted(stood) == [f"k{n:02}" for n in range(len(given_))]
    first, last = span(plan, TODAY)
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    for lane in plan:
        for each in lane.promises:
            assert each.by_when is not None
            assert first <= each.by_when <= last
    assert first <= TODAY <= last


@pytest.mark.parametrize(
    ("target", "days"),
    [
        ({"by": date(2025, 12, 31)}, [date(2025, 12, 31)]),
        ({"by": date(2030, 12, 31)}, []),
        ({"every": PeriodType.QUARTER}, [date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31)]),
        ({"every": PeriodType.YEAR}, [date(2025, 12, 31)]),
        ({}, []),
    ],
)
def test_a_target_is_asked_for_on_its_day_or_at_the_end_of_each_period(
    target: dict[str, object], days: list[date]
) -> None:
    made = Target(id="t", measure="m1", **target)  # type: ignore[arg-type]
    assert due_days(made, date(2025, 9, 1), date(2026, 4, 30)) == days
