"""What a person can do with what belongs to a measure's definition: data items, rules, variants, parts."""

from datetime import date
from typing import Final

from kpidesk.actions import fields
from kpidesk.actions.measures import refuse_circle, somebody
from kpidesk.desk.edits import Edit
from kpidesk.domain.definitions import (
    Component,
    DataItem,
    Forum,
    ForumMeasure,
    ItemUse,
    Milestone,
    ResponseRule,
    Variant,
)
from kpidesk.domain.measures import Measure
from kpidesk.domain.record import Record
from kpidesk.domain.wording import Refused

LONGEST_WAIT: Final = 250
"""Working days in a year: no response rule waits longer."""

# -- data items


def use_item(edit: Edit, measure_id: str, name: str) -> DataItem:
    """Say that a measure is computed from the data item of this name, added when there is none yet.

    Raises:
        Refused: the name is missing or too long.
    """
    measure = edit.get(Measure, measure_id)
    words = fields.text(name, needed=_needs_name())
    there = (item for item in edit.find(DataItem) if item.name.casefold() == words.casefold())
    item = next(there, None) or edit.put(DataItem(id=edit.new_id(), name=words))
    if not edit.find(ItemUse, measure=measure.id, item=item.id):
        edit.put(ItemUse(id=edit.new_id(), measure=measure.id, item=item.id))
    return item


def change_item(edit: Edit, item_id: str, **given: object) -> DataItem:
    """Change any of a data item's fields, for all measures that use it.

    Raises:
        Refused: the name is missing or that of another item, or a text is too long.
    """
    needed = {"name": _needs_name()}
    lines = ("meaning", "source", "quality")
    after = fields.changed(edit, DataItem, item_id, given, lines=lines, needed=needed)
    for other in edit.find(DataItem):
        if other.id != after.id and other.name.casefold() == after.name.casefold():
            raise Refused(
                "There is a data item “{name}” already. Take this one away and use that one.", name=other.name
            )
    return edit.put(after)


def name_keeper(edit: Edit, item_id: str, name: str) -> DataItem:
    """Say who keeps a data item; no name: nobody knows.

    Raises:
        Refused: the name is that of a group, or too long.
    """
    return change_item(edit, item_id, keeper=somebody(edit, name))


def leave_item(edit: Edit, measure_id: str, item_id: str) -> None:
    """Say that a measure is not computed from a data item; one that no measure uses any more goes."""
    for use in edit.find(ItemUse, measure=measure_id, item=item_id):
        edit.remove(use)
    if not edit.find(ItemUse, item=item_id):
        edit.remove(edit.get(DataItem, item_id))


# -- response rules, variants and parts


def add_rule(edit: Edit, measure_id: str | None, **given: object) -> ResponseRule:
    """Add a response rule, to a measure or for all that have none of their own.

    Raises:
        Refused: a text is too long, or the days are not between 0 and a year's.
    """
    rule = ResponseRule(id=edit.new_id(), measure=measure_id)
    edit.put(rule)
    return change_rule(edit, rule.id, **given)


def change_rule(edit: Edit, rule_id: str, **given: object) -> ResponseRule:
    """Change any of a response rule's fields.

    Raises:
        Refused: a text is too long, or the days are not between 0 and a year's.
    """
    after = fields.changed(edit, ResponseRule, rule_id, given, lines=("response",), fixed=("measure",))
    if after.within > LONGEST_WAIT:
        raise Refused("At most {n} working days, which is a year.", n=LONGEST_WAIT)
    return edit.put(after)


def name_told(edit: Edit, rule_id: str, name: str) -> ResponseRule:
    """Say who is told by a response rule; no name: the measure's owner.

    Raises:
        Refused: the name is that of a group, or too long.
    """
    return change_rule(edit, rule_id, told=somebody(edit, name))


def own_rules(edit: Edit, measure_id: str) -> None:
    """Give a measure rules of its own, to begin with those that hold for it now."""
    measure = edit.get(Measure, measure_id)
    for rule in edit.find(ResponseRule, measure=None):
        edit.put(
            ResponseRule(
                id=edit.new_id(), measure=measure.id, signal=rule.signal, way=rule.way, told=rule.told,
                within=rule.within, response=rule.response,
            )
        )  # fmt: skip


def add_variant(edit: Edit, measure_id: str, where: str) -> Variant:
    """Say where a definition differs: in a region or unit.

    Raises:
        Refused: it is not said where, or there is a variant for that already.
    """
    measure = edit.get(Measure, measure_id)
    place = fields.text(where, needed=_needs_place())
    _refuse_same_place(edit, measure.id, place)
    return edit.put(Variant(id=edit.new_id(), measure=measure.id, where=place))


def change_variant(edit: Edit, variant_id: str, **given: object) -> Variant:
    """Change any of a variant's fields.

    Raises:
        Refused: it is not said where, there is a variant for that already, or a text is too long.
    """
    lines = ("scope", "formula", "source", "note")
    needed = {"where": _needs_place()}
    after = fields.changed(edit, Variant, variant_id, given, lines=lines, needed=needed, fixed=("measure",))
    _refuse_same_place(edit, after.measure, after.where, except_for=after.id)
    return edit.put(after)


def add_component(edit: Edit, measure_id: str, part_id: str, weight: float = 1.0) -> Component:
    """Put another measure among the parts of a composite one.

    Raises:
        Refused: it is a part already, it is the measure itself or rests on it, or the weight is no weight.
    """
    measure = edit.get(Measure, measure_id)
    refuse_circle(edit, measure, part_id)
    if edit.find(Component, measure=measure.id, part=part_id):
        part = edit.get(Measure, part_id)
        raise Refused("{part} is a part of {measure} already.", part=part.code, measure=measure.code)
    return edit.put(Component(id=edit.new_id(), measure=measure.id, part=part_id, weight=_weight(weight)))


def change_weight(edit: Edit, component_id: str, weight: float) -> Component:
    """Give a part another weight.

    Raises:
        Refused: the weight is not above zero.
    """
    given = {"weight": _weight(weight)}
    return edit.put(fields.changed(edit, Component, component_id, given))


# -- what reviews hang on


def add_milestone(edit: Edit, name: str, on: date) -> Milestone:
    """Add a milestone that reviews can hang on.

    Raises:
        Refused: the name is missing or too long.
    """
    return edit.put(Milestone(id=edit.new_id(), name=fields.text(name, needed=_needs_name()), on=on))


def change_milestone(edit: Edit, milestone_id: str, **given: object) -> Milestone:
    """Change a milestone's name or day; the reviews that hang on it move along.

    Raises:
        Refused: the name is missing or too long.
    """
    return edit.put(fields.changed(edit, Milestone, milestone_id, given, needed={"name": _needs_name()}))


def add_forum(edit: Edit, name: str) -> Forum:
    """Add a regular meeting that looks at measures.

    Raises:
        Refused: the name is missing or too long.
    """
    return edit.put(Forum(id=edit.new_id(), name=fields.text(name, needed=_needs_name())))


def change_forum(edit: Edit, forum_id: str, **given: object) -> Forum:
    """Change any of a forum's fields.

    Raises:
        Refused: the name is missing, or a text too long.
    """
    needed = {"name": _needs_name()}
    return edit.put(fields.changed(edit, Forum, forum_id, given, lines=("note",), needed=needed))


def look_at(edit: Edit, forum_id: str, measure_id: str, *, looked_at: bool) -> None:
    """Say whether a forum looks at a measure."""
    there = edit.find(ForumMeasure, forum=forum_id, measure=measure_id)
    if looked_at and not there:
        forum, measure = edit.get(Forum, forum_id), edit.get(Measure, measure_id)
        edit.put(ForumMeasure(id=edit.new_id(), forum=forum.id, measure=measure.id))
    for each in () if looked_at else there:
        edit.remove(each)


def remove(edit: Edit, record_type: type[Record], *record_ids: str) -> None:
    """Take rules, variants, parts, milestones or forums away."""
    fields.remove_all(edit, record_type, record_ids)


def _weight(weight: float) -> float:
    taken = fields.finite(weight)
    if taken <= 0:
        raise Refused("A weight is a number above zero.")
    return taken


def _refuse_same_place(edit: Edit, measure_id: str, place: str, except_for: str | None = None) -> None:
    for other in edit.find(Variant, measure=measure_id):
        if other.id != except_for and other.where.casefold() == place.casefold():
            raise Refused("There is a variant for “{name}” already.", name=other.where)


def _needs_place() -> Refused:
    return Refused("For which region or unit does it differ?")


def _needs_name() -> Refused:
    return Refused("A name is needed here.")
