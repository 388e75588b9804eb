"""Where on the Measures page a record is at home that is not a measure itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from kpidesk.domain.curves import Factor, Helper, Idea
from kpidesk.domain.definitions import DataItem, Forum, ItemUse, Milestone, ResponseRule, Variant
from kpidesk.domain.designs import Candidate, Design, Observation
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record
from kpidesk.domain.series import Acknowledgement, Cause
from kpidesk.domain.stocktake import ExistingMeasure


@dataclass(frozen=True, slots=True)
class Place:
    """A view by its key, and the measure or the result that it has to show, empty where any will do."""

    view: str
    measure: str = ""
    result: str = ""


def _of_measure(view: str) -> Callable[[Reader, Any], Place]:
    return lambda _, record: Place(view, record.measure or "")


def _of_cause(reader: Reader, cause: Cause) -> Place:
    return Place("curve", *(each.measure for each in reader.find(Acknowledgement, id=cause.acknowledgement)))


def _of_item(reader: Reader, item: DataItem) -> Place:
    return Place("definition", next((each.measure for each in reader.find(ItemUse, item=item.id)), ""))


def _of_design(reader: Reader, part: Observation | Candidate) -> Place:
    return Place("design", "", *(each.result for each in reader.find(Design, id=part.design)))


_PLACES: Final[dict[type[Record], Callable[[Reader, Any], Place]]] = {
    Design: lambda _, design: Place("design", "", design.result),
    Observation: _of_design,
    Candidate: _of_design,
    DataItem: _of_item,
    ResponseRule: _of_measure("definition"),
    Variant: _of_measure("definition"),
    Factor: _of_measure("curve"),
    Helper: _of_measure("curve"),
    Idea: _of_measure("curve"),
    Cause: _of_cause,
    Milestone: lambda *_: Place("due"),
    Forum: lambda *_: Place("due"),
    ExistingMeasure: lambda *_: Place("stocktake"),
}  # fmt: skip


def place_of(reader: Reader, record_id: str) -> Place | None:
    """Where a record is shown; None for one that has no place of its own on the page."""
    for kind, place in _PLACES.items():
        for record in reader.find(kind, id=record_id):
            return place(reader, record)
    return None
