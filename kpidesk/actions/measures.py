"""What a person can do with measures and their definitions."""

from collections.abc import Sequence
from typing import Final

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.definitions import DataItem, ItemUse
from kpidesk.domain.measures import Measure
from kpidesk.domain.wording import Refused

MOST_DECIMALS: Final = 6
_LINES: Final = frozenset({"description", "intent", "used_for", "not_used_for", "scope", "formula"})


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
    """Change any of a measure's fields but its code.

    Raises:
        Refused: the name is missing or taken, a text too long, or a number cannot be taken.
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
    return edit.put(after)


def set_items(edit: Edit, measure_id: str, names: Sequence[str]) -> None:
    """Say from which data items a measure is computed, by their names; new names make new items.

    Raises:
        Refused: a name is too long.
    """
    measure = edit.get(Measure, measure_id)
    there = {item.name.casefold(): item.id for item in edit.find(DataItem)}
    wanted: dict[str, str] = {}
    for each in names:
        if name := fields.text(each):
            wanted.setdefault(name.casefold(), name)
    uses = {use.item: use for use in edit.find(ItemUse, measure=measure.id)}
    kept = {there[key] for key in wanted if key in there}
    for item, use in uses.items():
        if item not in kept:
            edit.remove(use)
    for key, name in wanted.items():
        item = there.get(key) or edit.put(DataItem(id=edit.new_id(), name=name)).id
        if item not in uses:
            edit.put(ItemUse(id=edit.new_id(), measure=measure.id, item=item))


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
