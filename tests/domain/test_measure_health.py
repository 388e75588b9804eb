"""How complete a record is, and what may be given out."""

from dataclasses import replace
from datetime import date

import pytest

from kpidesk.domain.definitions import Component, DataItem, ItemUse, ResponseRule
from kpidesk.domain.findings import text_of
from kpidesk.domain.gallery import Gallery, Note, Poster
from kpidesk.domain.measure_health import health, value_due
from kpidesk.domain.measures import Calculation, Direction, Measure, MeasureStatus, Statistic
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Collection
from kpidesk.domain.released import held_back, released
from kpidesk.domain.results import Aside
from kpidesk.domain.series import Value
from kpidesk.domain.sharing import PartnerShare

TODAY = date(2025, 7, 8)
EMPTY = Measure(id="m", code="M01", name="Minutes")
FULL = Measure(
    id="m", code="M01", name="Minutes", result="r", description="d", intent="i", statistic=Statistic.SUM,
    item="minutes", scope="all", formula="sum", unit="min", direction=Direction.DOWN, comparison="itself",
    owner="o", used_for="u", not_used_for="n",
)  # fmt: skip
ITEM = DataItem(id="d", name="cuts", source="log", keeper="o")
USE = ItemUse(id="u", measure="m", item="d")
RULE = ResponseRule(id="r")


def lacking(measure: Measure, *records: object) -> list[str]:
    return [lack.field for lack in health(Collection([measure, *records]), measure, TODAY).lacks if lack.core]


def test_a_full_record_lacks_nothing() -> None:
    found = health(Collection([FULL, ITEM, USE, RULE]), FULL, TODAY)
    assert (found.lacks, found.filled, found.core) == ((), 12, 12)


def test_an_empty_record_lacks_all_in_words() -> None:
    found = health(Collection([EMPTY]), EMPTY, TODAY)
    assert (found.filled, found.core) == (0, 12)
    assert all(text_of(lack.finding, str).endswith(("?", ".")) for lack in found.lacks)


@pytest.mark.parametrize(
    "field", ["result", "description", "intent", "statistic", "item", "scope", "formula", "unit", "owner"]
)
def test_each_core_field_counts(field: str) -> None:
    empty = replace(FULL, **{field: getattr(EMPTY, field)})
    assert lacking(empty, ITEM, USE) == [field]


def test_a_shared_measure_needs_no_result_of_its_own() -> None:
    share = PartnerShare(id="s", partner="p", measure="m")
    assert lacking(replace(FULL, result=None), ITEM, USE, share) == []


def test_a_data_item_without_source_or_keeper_is_told() -> None:
    vague = DataItem(id="d", name="cuts")
    found = health(Collection([FULL, vague, USE, RULE]), FULL, TODAY)
    assert [text_of(lack.finding, str) for lack in found.lacks] == [
        "cuts: where does it come from?", "cuts: who keeps it?",
    ]  # fmt: skip
    assert found.filled == found.core


def test_a_composite_is_asked_for_its_parts_not_for_data() -> None:
    bare = replace(FULL, calculation=Calculation.COMPOSITE, formula="", item="", statistic=None)
    assert lacking(bare) == ["components"]
    parts = [Component(id=str(n), measure="m", part=f"p{n}") for n in range(2)]
    assert lacking(bare, *parts) == []


def test_a_normalised_one_is_asked_by_what_it_is_divided() -> None:
    bare = replace(FULL, calculation=Calculation.NORMALISED)
    assert lacking(bare, ITEM, USE) == ["denominator"]


@pytest.mark.parametrize(
    ("latest", "code"),
    [(None, "VALUES_MISSING"), (date(2025, 4, 1), "VALUES_STALE"), (date(2025, 5, 1), None)],
)
def test_values_of_live_measures_are_to_be_current(latest: date | None, code: str | None) -> None:
    live = replace(FULL, status=MeasureStatus.LIVE)
    values = [Value(id="v", measure="m", period=latest, number=1.0)] if latest else []
    found = health(Collection([live, *values]), live, TODAY).stale
    assert (found.code if found else None) == code
    idle = replace(live, status=MeasureStatus.PAUSED)
    assert health(Collection([idle, *values]), idle, TODAY).stale is None


@pytest.mark.parametrize(
    ("kind", "lag", "due"),
    [
        (PeriodType.MONTH, None, date(2025, 5, 1)),
        (PeriodType.MONTH, 7, date(2025, 6, 1)),
        (PeriodType.MONTH, 8, date(2025, 5, 1)),
        (PeriodType.QUARTER, 0, date(2025, 4, 1)),
        (PeriodType.WEEK, 1, date(2025, 6, 30)),
    ],
)
def test_when_a_value_should_be_there(kind: PeriodType, lag: int | None, due: date) -> None:
    assert value_due(replace(EMPTY, period_type=kind, lag_days=lag), TODAY) == due


def test_what_is_held_back_leaves_no_trace() -> None:
    secret = replace(FULL, not_before=date(2025, 7, 9))
    other = Measure(id="o", code="M02", name="Other", denominator="m")
    wall = Gallery(id="g", name="Wall")
    poster, open_ = (
        Poster(id="p", gallery="g", code="G01", measure="m"),
        Poster(id="q", gallery="g", code="G02"),
    )
    note = Note(id="n", code="N01", poster="p", text="Minutes?")
    aside = Aside(id="a", goal="x", text="t", measure="m")
    value = Value(id="v", measure="m", period=TODAY, number=1.0)
    reader = Collection([secret, other, wall, poster, open_, note, aside, value])
    held = held_back(reader, TODAY)
    assert held == (secret,)
    given = released(reader, held)
    assert given.find(Measure) == (replace(other, denominator=None),)
    assert given.find(Poster) == (open_,)
    assert given.find(Note) == given.find(Value) == ()
    assert given.find(Aside)[0].measure is None
    assert held_back(reader, date(2025, 7, 9)) == ()
    assert released(reader, ()) is reader
