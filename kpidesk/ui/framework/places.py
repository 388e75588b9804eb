"""Where on the Framework page a record is at home."""

from typing import Final

from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentSet, Score
from kpidesk.domain.communities import Cadence
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record
from kpidesk.domain.registers import Message, Policy, Ruling, Stakeholder

_REGISTERS: Final[tuple[type[Record], ...]] = (Ruling, Stakeholder, Policy, Message, Cadence)


def home_of(reader: Reader, record_id: str) -> tuple[str, str] | None:
    """The set that a record belongs to, "" for any, and the view where it is shown; None where it is not."""
    for item in reader.find(AssessmentItem, id=record_id):
        return item.set, "assess"
    for session in reader.find(Assessment, id=record_id):
        return session.set, "assess"
    for score in reader.find(Score, id=record_id):
        return reader.get(Assessment, score.assessment).set, "assess"
    for set_ in reader.find(AssessmentSet, id=record_id):
        return set_.id, "assess"
    return ("", "registers") if any(reader.find(kind, id=record_id) for kind in _REGISTERS) else None
