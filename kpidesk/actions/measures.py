"""What a person can do with measures and their definitions."""

from dataclasses import replace
from typing import Final

from kpidesk.actions import fields, people
from kpidesk.desk.edits import Edit
from kpidesk.domain.calculated import rests_on
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.people import Group
from kpidesk.domain.wording import Refused

MOST_DECIMALS: Final = 6
ROLES: Final = frozenset({"owner", "custodian", "calculator", "reporter"})
_LINES: Final = frozenset({
    "description", "intent", "used_for", "not_used_for", "scope", "formula", "inclusions", "exclusions",
    "assumptions", "flaws", "comparison", "watch_for", "audience", "access", "retrospective",
    "retired_reason",
})  # fmt: skip


def add(edit: Edit, name: str, result_id: str | None, *, prefix: str = "M") -> Measure:
    """Add a measure by its name.

    Args:
        edit: the open edit.
        name: what it is called.
        result_id: the result that it gives evidence of; None when that is open yet.
        prefix: the letters in front of its printed number.

    Raises:
        Refused: the name is missing, too long or taken.
    """
    given = fields.fit(edit, Measure, {"name": name, "result": result_id}, needed={"name": _needs_name()})
    _refuse_same_name(edit, given["name"])
    return edit.put(Measure(id=edit.new_id(), code=edit.next_code(prefix), **given))


def change(edit: Edit, measure_id: str, **given: object) -> Measure:
    """Change any of a measure's fields but its code. What goes live is live since today if no day is given.

    Raises:
        Refused: the name is missing or taken, a text too long, a number cannot be taken, or the measure
            would be divided by itself, directly or by way of others.
    """
    before = edit.get(Measure, measure_id)
    after = fields.changed(edit, Measure, measure_id, given, lines=_LINES, needed={"name": _needs_name()})
    if after.name != before.name:
        _refuse_same_name(edit, after.name, except_for=measure_id)
    if after.decimals > MOST_DECIMALS:
        raise Refused("At most {limit} decimals can be shown.", limit=MOST_DECIMALS)
    lower, upper = after.lower_bound, after.upper_bound
    if lower is not None and upper is not None and lower >= upper:
        raise Refused("The lowest possible value must be below the highest possible one.")
    if after.effort_hours is not None and after.effort_hours < 0:
        raise Refused("Hours of effort cannot be below zero.")
    if after.per <= 0:
        raise Refused("It is given for each so many: a number above zero.")
    if after.denominator is not None and after.denominator != before.denominator:
        refuse_circle(edit, after, after.denominator)
    if after.status is MeasureStatus.LIVE and before.status is not after.status and after.live_since is None:
        after = replace(after, live_since=edit.today)
    return edit.put(after)


def name_role(edit: Edit, measure_id: str, role: str, name: str) -> Measure:
    """Say who owns a measure, keeps its data, works it out or makes the report; no name: nobody.

    Raises:
        Refused: the name is that of a group, or too long.
    """
    if role not in ROLES:
        raise ValueError(role)
    return change(edit, measure_id, **{role: somebody(edit, name)})


def somebody(edit: Edit, name: str) -> str | None:
    """The id of the person with this name, who is added when nobody has it yet; None for no name.

    Raises:
        Refused: the name is that of a group, or too long.
    """
    if not name.strip():
        return None
    if any(group.name.casefold() == fields.text(name).casefold() for group in edit.find(Group)):
        raise Refused("“{name}” is a group. Name one person, whom others can ask.", name=name.strip())
    return people.named(edit, name).id


def refuse_circle(edit: Edit, measure: Measure, part_id: str) -> None:
    """Make sure that a measure may be worked out from another one.

    Raises:
        Refused: it is that measure itself, or that one is worked out from it.
    """
    part = edit.get(Measure, part_id)
    if part.id == measure.id:
        raise Refused("{measure} cannot be worked out from itself.", measure=measure.code)
    if rests_on(edit, part.id, measure.id):
        raise Refused(
            "{part} is worked out from {measure} already, so {measure} cannot be worked out from it.",
            part=part.code, measure=measure.code,
        )  # fmt: skip


def remove(edit: Edit, *measure_ids: str) -> None:
    """Take measures away with their values, targets and remarks.

    Raises:
        StillUsed: a poster shows one of them.
    """
    fields.remove_all(edit, Measure, measure_ids)


def _needs_name() -> Refused:
    return Refused("A measure needs a name.")


def _refuse_same_name(edit: Edit, name: str, except_for: str | None = None) -> None:
    for other in edit.find(Measure):
        if other.id != except_for and other.name.casefold() == name.casefold():
            raise Refused("{measure} is called “{name}” already.", measure=other.code, name=other.name)
