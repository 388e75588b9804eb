"""What a person can say about the signals of a chart: what lies behind them, and what is done."""

from dataclasses import replace

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.measures import Measure
from kpidesk.domain.series import Acknowledgement, Cause, SignalVerdict
from kpidesk.domain.wording import Refused
from kpidesk.domain.xmr import Signal


def answer(
    edit: Edit,
    measure_id: str,
    signal: Signal,
    verdict: SignalVerdict | None,
    *,
    cause: str = "",
    response: str = "",
    by: str = "",
) -> Acknowledgement:
    """Say what people found behind a signal; what was said about it before is replaced.

    Args:
        edit: the open edit.
        measure_id: the measure.
        signal: as its chart shows it now; how far it reaches is kept.
        verdict: what it is; None while the cause is looked for.
        cause: what lies behind it.
        response: what is done about it.
        by: who says so.

    Raises:
        Refused: nothing is said at all, no cause is named though one was found, or a text is too long.
    """
    measure = edit.get(Measure, measure_id)
    given = {"verdict": verdict, "cause": cause, "response": response, "by": by}
    taken = fields.fit(edit, Acknowledgement, given, lines={"cause", "response"})
    if verdict is None and not taken["cause"] and not taken["response"]:
        raise Refused("Say what it is, or what is looked into.")
    if verdict not in {None, SignalVerdict.NO_CAUSE} and not taken["cause"]:
        raise Refused("Say in a few words what lies behind it.")
    key = {"rule": signal.rule, "side": signal.side, "first": signal.first}
    there = edit.find(Acknowledgement, measure=measure.id, **key)
    before = there[0] if there else Acknowledgement(
        id=edit.new_id(), measure=measure.id, rule=signal.rule, side=signal.side, first=signal.first,
        last=signal.last,
    )  # fmt: skip
    return edit.put(replace(before, last=signal.last, on=edit.today, **taken))


def withdraw(edit: Edit, acknowledgement_id: str) -> None:
    """Take back what was said about a signal; it is unanswered again. Its cause sheet stays."""
    before = edit.get(Acknowledgement, acknowledgement_id)
    if edit.find(Cause, acknowledgement=before.id):
        edit.put(replace(before, verdict=None, cause="", response="", by=""))
    else:
        edit.remove(before)
