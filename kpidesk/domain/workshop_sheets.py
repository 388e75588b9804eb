"""The workbook's sheets of workshops."""

from typing import Final

from kpidesk.domain.columns import (
    DAY,
    WHOLE,
    ColumnType,
    Sheet,
    choice,
    computed,
    optional,
    plain,
    reference,
    text,
)
from kpidesk.domain.people import Person
from kpidesk.domain.workshops import Block, BlockKind, Parked, Participant, Workshop, WorkshopKind

_WORKSHOP: Final = reference("workshop", "Workshop", Workshop, width=28, once=True)

WORKSHOP_LIST: Final = Sheet(
    "workshops",
    "Workshops",
    "What people meet for, when and where.",
    (
        text("name", "Workshop", 32, needed=True),
        choice("kind", "Kind", WorkshopKind, 20),
        plain("on", "Day", **DAY),
        plain("starts", "At", width=8),
        text("location", "Where", 24),
        text("purpose", "Purpose", 46),
        text("host", "Facilitator", 20),
        plain("expected", "People expected", **WHOLE),
        text("note", "Note", 40),
    ),
    Workshop,
    grows=True,
)
AGENDAS: Final = Sheet(
    "agendas",
    "Agendas",
    "The blocks of each workshop in their order.",
    (
        _WORKSHOP,
        text("name", "Block", 34, needed=True),
        choice("kind", "How people work", BlockKind, 18),
        plain("minutes", "Minutes long", **WHOLE),
        plain("not_before", "Not before", width=10),
        computed("materials", "Materials", lambda block, _: "\n".join(block.materials), width=36, wide=True),
        text("script", "What to say", 60),
    ),
    Block,
)
PARTICIPANTS: Final = Sheet(
    "participants",
    "People in workshops",
    "Who is invited to each workshop, for what, and who came.",
    (
        _WORKSHOP,
        reference("person", "Person", Person, width=22, once=True, needed=True),
        text("task", "Task", 28),
        plain("came", "Came", holds=ColumnType.FLAG, width=8),
    ),
    Participant,
    grows=True,
)
PARKING_LOT: Final = Sheet(
    "parked",
    "Parking lot",
    "What was put aside so that people could go on, and what became of it.",
    (
        _WORKSHOP,
        text("text", "What", 50, needed=True),
        plain("on", "Day", **DAY),
        text("answer", "What became of it", 50),
    ),
    Parked,
    grows=True,
)
WORKSHOPS: Final = optional(WORKSHOP_LIST, AGENDAS, PARTICIPANTS, PARKING_LOT)
