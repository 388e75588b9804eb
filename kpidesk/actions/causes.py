"""What a person can do on the cause sheet of a signal: ask why, again and again, and say where causes lie."""

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.measures import Measure
from kpidesk.domain.series import Acknowledgement, Cause
from kpidesk.domain.wording import Refused
from kpidesk.domain.xmr import Signal


def begun(edit: Edit, measure_id: str, signal: Signal) -> Acknowledgement:
    """What is noted about a signal; where nothing is, that its cause is looked for."""
    key = {"rule": signal.rule, "side": signal.side, "first": signal.first}
    measure = edit.get(Measure, measure_id)
    for there in edit.find(Acknowledgement, measure=measure.id, **key):
        return there
    return edit.put(
        Acknowledgement(
            id=edit.new_id(), measure=measure.id, rule=signal.rule, side=signal.side, first=signal.first,
            last=signal.last, on=edit.today,
        )
    )  # fmt: skip


def add(edit: Edit, measure_id: str, signal: Signal, text: str, answers: str | None = None) -> Cause:
    """Answer a why.

    Args:
        edit: the open edit.
        measure_id: the measure.
        signal: whose cause is looked for.
        text: the answer.
        answers: the id of the cause that it lies behind; None for what lies behind the signal itself.

    Raises:
        Refused: no words, or too many.
    """
    words = fields.text(text, needed=_needs_words())
    noted = begun(edit, measure_id, signal)
    above = edit.get(Cause, answers).id if answers else None
    return edit.put(Cause(id=edit.new_id(), acknowledgement=noted.id, text=words, answers=above))


def change(edit: Edit, cause_id: str, **given: object) -> Cause:
    """Reword an answer, or say where the cause lies.

    Raises:
        Refused: no words, or too many.
    """
    needed = {"text": _needs_words()}
    fixed = {"acknowledgement", "answers"}
    return edit.put(fields.changed(edit, Cause, cause_id, given, needed=needed, fixed=fixed))


def remove(edit: Edit, cause_id: str) -> None:
    """Take an answer away, with all that lies behind it."""
    edit.remove(edit.get(Cause, cause_id))


def _needs_words() -> Refused:
    return Refused("Say why in a few words. To take an answer away, remove it instead.")
