"""What a returned workbook would do to a desk: read, compared, and tried on a copy.

What a person is shown as acceptable was accepted once, on a copy in memory, by the very actions that take
it later; what those refuse is a remark with its sheet and cell.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from kpidesk.actions import returning
from kpidesk.desk.problems import StillUsed
from kpidesk.desk.store import Desk
from kpidesk.domain.anonymous import anonymous
from kpidesk.domain.columns import Lookup
from kpidesk.domain.differences import Take
from kpidesk.domain.released import held_back, released
from kpidesk.domain.returned import Change, Plan, Remark, Returned, compare
from kpidesk.domain.wording import Refused
from kpidesk.imports.files import Stopped
from kpidesk.imports.returned_book import Mapped, read_returned
from kpidesk.system.words import Words

_TRIAL: Final = "Trial"


@dataclass(frozen=True, slots=True)
class Intake:
    """A returned workbook and its plan for a desk."""

    name: str
    returned: Returned
    plan: Plan


class OtherDesk(Refused):
    """The workbook was exported from another desk."""


def plan_for(
    desk: Desk,
    path: Path,
    day: date,
    *,
    by_code: bool = True,
    mapped: Mapped | None = None,
    stopped: Stopped = lambda: False,
) -> Intake:
    """Read a returned workbook and say what it would change. Nothing is written.

    Args:
        desk: a snapshot of the desk.
        path: the workbook.
        day: what is held back on this day was not exported.
        by_code: whether rows without an id are the records with their code.
        mapped: where columns stand that could not be found, as a person said.
        stopped: whether nobody waits any more.

    Raises:
        Refused: it cannot be read, is no workbook of ours, or OtherDesk: of another desk.
    """
    returned = read_returned(path, stopped, mapped)
    if returned.desk != desk.desk_id:
        raise OtherDesk(
            "{file} was exported from another desk. Open that desk to take it in, or read its lists one by "
            "one, column by column.",
            file=path.name,
        )
    lookup = Lookup(anonymous(released(desk, held_back(desk, day))))
    plan = compare(returned, lookup, Words(returned.language), by_code=by_code)
    return Intake(path.name, returned, tried(desk, plan))


def tried(desk: Desk, plan: Plan) -> Plan:
    """The plan without what the actions refuse, which becomes remarks. The desk itself stays as it is."""
    kept: list[Change] = []
    remarks = list(plan.remarks)
    trial = Desk(desk.copy_to_memory())
    try:
        with trial.edit(_TRIAL) as edit:
            for changes in returning.in_rows(plan.differences):
                try:
                    returning.take_row(edit, changes, {each.key: Take.THEIRS for each in changes})
                except Refused as refused:
                    remarks.append(_remark(changes[0], refused))
                except StillUsed as used:
                    remarks.append(_remark(changes[0], Refused(used.message, **used.arguments)))
                else:
                    kept += changes
    finally:
        trial.close()
    order = {each.key: place for place, each in enumerate(plan.differences)}
    return replace(
        plan,
        differences=tuple(sorted(kept, key=lambda each: order[each.key])),
        remarks=tuple(remarks),
    )


def _remark(change: Change, refused: Refused) -> Remark:
    sheet, _, cell = change.where.rpartition(", ")
    reason = refused.arguments.get("reason")
    return Remark(sheet, cell, Refused("Not taken: {reason}", reason=reason or str(refused)), lost=True)
