"""Where on the Sharing page a record is at home."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from kpidesk.domain.commitments import CheckIn, Commitment
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record
from kpidesk.domain.sharing import (
    Challenge,
    Contribution,
    DrivingMeasure,
    Partner,
    Reflection,
    Snapshot,
    Told,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A view by its key, empty where any that shows partners will do; the partner and the centre it needs."""

    view: str
    partner: str = ""
    centre: str = ""


def _of_told(reader: Reader, told: Told) -> Place:
    centre = reader.get(Partner, told.partner).centre
    return Place("verify" if told.is_guess else "", told.partner, centre)


def _of_promise(_: Reader, promise: Commitment) -> Place:
    return Place("commitments", promise.partner or "", promise.centre or "")


_PLACES: Final[dict[type[Record], Callable[[Reader, Any], Place]]] = {
    Partner: lambda _, partner: Place("", partner.id, partner.centre),
    DrivingMeasure: _of_told,
    Contribution: _of_told,
    Commitment: _of_promise,
    CheckIn: lambda reader, look: _of_promise(reader, reader.get(Commitment, look.commitment)),
    Snapshot: lambda _, snapshot: Place("board", "", snapshot.centre),
    Challenge: lambda _, challenge: Place("sheet", "", challenge.centre),
    Reflection: lambda _, reflection: Place("sheet", "", reflection.centre),
}


def place_of(reader: Reader, record_id: str) -> Place | None:
    """Where a record is shown; None for one that has no place of its own on the page."""
    for kind, place in _PLACES.items():
        for record in reader.find(kind, id=record_id):
            return place(reader, record)
    return None
