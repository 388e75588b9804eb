"""The invented utility as records, and short ways to write series and read signals."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.gallery import Decision, Gallery, Horizon, Moscow, Note, NoteKind, Poster, PosterKind
from kpidesk.domain.measures import Direction, Measure, Statistic, Target, TargetKind
from kpidesk.domain.people import Group
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.results import Confidence, Link, LinkKind, LinkRole, Map, Placement, Result, Ring
from kpidesk.domain.series import Baseline, Value
from kpidesk.domain.sharing import (
    Centre,
    Contribution,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Reach,
    Standing,
)
from kpidesk.domain.xmr import Rule, Signal

DATA = Path(__file__).parents[1] / "data"
KINDS = {
    "CE": ("cause", LinkRole.CAUSE, True),
    "CO": ("companion", LinkRole.COMPANION, False),
    "CF": ("conflict", LinkRole.CONFLICT, False),
}
HORIZONS = {"now": Horizon.NOW, "medium": Horizon.MEDIUM, "long": Horizon.LONG}
MOSCOW = {"must": Moscow.MUST, "should": Moscow.SHOULD, "could": Moscow.COULD, "won't": Moscow.WONT}


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    """The machine-readable example."""
    return json.loads((DATA / "marrow-valley.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def more() -> dict[str, Any]:
    """What the machine-readable example lacks."""
    return json.loads((DATA / "marrow-valley-more.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def marrow_records(sample: dict[str, Any], more: dict[str, Any]) -> tuple[Record, ...]:
    """All records of the example; ids are codes with the type in front, so that they sort as typed."""
    return (
        *_map_records(sample, more),
        *_measure_records(sample, more),
        *_partner_records(more),
        *_gallery_records(sample, more),
    )


@pytest.fixture(scope="session")
def marrow(marrow_records: tuple[Record, ...]) -> Collection:
    """The example as something to read."""
    return Collection(marrow_records)


def _map_records(sample: dict[str, Any], more: dict[str, Any]) -> list[Record]:
    records: list[Record] = [
        Ring(id=f"ring{i}", position=i, name=name) for i, name in enumerate(more["rings"], start=1)
    ]
    for key, (name, role, directed) in KINDS.items():
        records.append(LinkKind(id=f"kind{key}", key=key, name=name, role=role, directed=directed))
    records.append(Map(id="map", name="Marrow Valley"))
    for item in sample["results"]:
        records.append(
            Result(
                id=f"result{item['id']}",
                code=item["id"],
                statement=item["statement"],
                ring=f"ring{item['ring']}",
                owner=item["owner"],
            )
        )
        records.append(Placement(id=f"place{item['id']}", map="map", result=f"result{item['id']}"))
    records += [
        Link(
            id=f"link{item['id']}",
            code=item["id"],
            source=f"result{item['from']}",
            target=f"result{item['to']}",
            kind=f"kind{item['kind']}",
            confidence=Confidence(item["confidence"]) if item["confidence"] else None,
            lag_months=item["lag"] if isinstance(item["lag"], int) else None,
            rationale=item["note"],
        )
        for item in sample["links"]
    ]
    return records


def _measure_records(sample: dict[str, Any], more: dict[str, Any]) -> list[Record]:
    records: list[Record] = []
    for item in sample["measures"]:
        code = item["id"]
        records.append(
            Measure(
                id=f"measure{code}",
                code=code,
                name=item["name"],
                result=f"result{item['result']}",
                statistic=Statistic(item["statistic"]),
                item=item["item"],
                unit=item["unit"],
                direction=Direction(item["good"].split()[0]),
            )
        )
        numbers = zip(sample["months"], sample["values"][code], strict=True)
        records += [
            Value(id=f"{code}{month}", measure=f"measure{code}", period=_day(month), number=number)
            for month, number in numbers
        ]
    indicator = more["indicator"]
    centre = Measure(
        id="measureI01", code=indicator["code"], name=indicator["name"], period_type=PeriodType.SEASON
    )
    records.append(centre)
    records.append(
        Target(id="targetM07", measure="measureM07", kind=TargetKind.RANGE, low=60, high=70, wording="60–70")
    )
    records += [
        Value(
            id=f"I01{year}",
            measure=centre.id,
            period=date(int(year), 1, 1),
            period_type=PeriodType.SEASON,
            number=number,
        )
        for year, number in indicator["values"].items()
    ]
    return records


def _partner_records(more: dict[str, Any]) -> list[Record]:
    records: list[Record] = [Centre(id="centre", result="resultR02", indicator="measureI01")]
    records += [
        Measure(id=f"measure{item['code']}", code=item["code"], name=item["name"]) for item in more["shared"]
    ]
    for item in more["partners"]:
        partner, target = f"partner{item['code']}", item["target"]
        records.append(
            Partner(
                id=partner,
                code=item["code"],
                name=item["name"],
                centre="centre",
                reach=Reach(item["reach"]),
                standing=Standing(item["standing"]),
                critical=item["critical"],
                strategy=item["strategy"],
                why_not=item["why_not"],
            )
        )
        records.append(
            Contribution(
                id=f"{partner}gives", partner=partner, name=item["contribution"], evidence=Evidence.KNOWN
            )
        )
        for name, evidence in item["driving"]:
            records.append(
                DrivingMeasure(
                    id=f"{partner}{name}",
                    partner=partner,
                    name=name,
                    evidence=Evidence.KNOWN if evidence == "K" else Evidence.HYPOTHESISED,
                    noted_on=date(2025, 6, 10),
                )
            )
        for share in item["shares"]:
            records.append(PartnerShare(id=f"{partner}{share}", measure=f"measure{share}", partner=partner))
        records.append(
            Target(
                id=f"target{item['code']}",
                measure=f"measure{target['measure']}",
                wording=target["wording"],
                by=date.fromisoformat(target["by"]) if "by" in target else None,
                every=PeriodType(target["every"]) if "every" in target else None,
            )
        )
        promise = item["commitment"]
        records.append(
            Commitment(
                id=f"promise{item['code']}",
                what=promise["what"],
                who=promise["who"],
                by_when=date.fromisoformat(promise["by_when"]),
                partner=partner,
            )
        )
    return records


def _gallery_records(sample: dict[str, Any], more: dict[str, Any]) -> list[Record]:
    item = more["gallery"]
    records: list[Record] = [
        Gallery(
            id="gallery",
            name=item["name"],
            place=item["place"],
            opens=datetime.fromisoformat(item["opens"]),
            closes=datetime.fromisoformat(item["closes"]),
            invited=item["invited"],
            visitors=item["visitors"],
        ),
        Poster(id="posterG01", code="G01", gallery="gallery", kind=PosterKind.MAP, map="map"),
    ]
    for i in range(1, 13):
        code = f"G{i + 1:02}"
        records.append(Poster(id=f"poster{code}", code=code, gallery="gallery", measure=f"measureM{i:02}"))
    records += [Group(id=f"group{key}", key=key, name=name) for key, name in more["groups"].items()]
    records += [
        Note(
            id=f"note{note['id']}",
            code=note["id"],
            poster=f"poster{note['poster']}",
            text=note["text"],
            kind=NoteKind(note["kind"]),
            group=f"group{note['group']}",
            language=note["lang"],
            understand=note["U"],
            back=note["B"],
            moscow=MOSCOW.get(note["moscow"]),
            horizon=HORIZONS.get(note["horizon"]),
            decision=Decision(note["triage"]),
            reason=note["reason"],
        )
        for note in sample["notes"]
    ]
    return records


def _day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


@pytest.fixture(scope="session")
def months_of(sample: dict[str, Any]) -> Callable[[str], list[Value]]:
    """The monthly values of a measure of the example by its code."""

    def values(code: str) -> list[Value]:
        return [
            Value(id=f"{code}{month}", measure=code, period=_day(month), number=number)
            for month, number in zip(sample["months"], sample["values"][code], strict=True)
        ]

    return values


@pytest.fixture(scope="session")
def series() -> Callable[..., list[Value]]:
    """Values from numbers, one for each period from a start; None is missing."""

    def values(
        numbers: Sequence[float | None],
        start: date = date(2023, 1, 1),
        kind: PeriodType = PeriodType.MONTH,
    ) -> list[Value]:
        return [
            Value(id=f"{i:04}", measure="m", period=shifted(start, kind, i), period_type=kind, number=number)
            for i, number in enumerate(numbers)
        ]

    return values


@pytest.fixture(scope="session")
def baseline() -> Callable[..., Baseline]:
    """A baseline that starts in a month such as 2024-07."""
    numbers = count()

    def made(month: str, **fields: Any) -> Baseline:
        return Baseline(id=f"baseline{next(numbers)}", measure="m", start=_day(month), **fields)

    return made


@pytest.fixture(scope="session")
def told() -> Callable[[Sequence[Signal]], str]:
    """Signals in one line as the specification prints them."""

    def line(signals: Sequence[Signal]) -> str:
        outside = [_span(signal) for signal in signals if signal.rule is Rule.OUTSIDE]
        parts = [f"R1: {', '.join(outside)}"] if outside else []
        parts += [
            f"{signal.rule.value}{signal.side}: {_span(signal)}"
            for signal in signals
            if signal.rule is not Rule.OUTSIDE
        ]
        return "; ".join(parts) or "none"

    return line


def _span(signal: Signal) -> str:
    first, last = f"{signal.first:%Y-%m}", f"{signal.last:%Y-%m}"
    return first if first == last else f"{first}..{last}"
