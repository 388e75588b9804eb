"""Which community and which view of the page a record belongs to."""

from typing import Final

from kpidesk.domain.communities import (
    Celebration,
    Community,
    ForceEntry,
    Initiative,
    Meeting,
    Member,
    MethodUse,
    Pairing,
    PlanTeam,
    Struggle,
    Training,
)
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record

VIEWS: Final[dict[type[Record], str]] = {
    Community: "charter",
    ForceEntry: "charter",
    Member: "roster",
    Meeting: "meetings",
    Pairing: "records",
    MethodUse: "records",
    Training: "records",
    Celebration: "records",
    Initiative: "records",
    Struggle: "records",
    PlanTeam: "plan",
}


def home_of(reader: Reader, record_id: str) -> tuple[str, str] | None:
    """The community of a record and the view where it is at home; None for what is not of a community."""
    for kind, view in VIEWS.items():
        for record in reader.find(kind, id=record_id):
            return getattr(record, "community", record.id), view
    return None
