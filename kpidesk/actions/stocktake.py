"""What a person can do with the stock of measures that people keep already."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from kpidesk.actions import fields, measures
from kpidesk.desk.edits import Edit
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result
from kpidesk.domain.stocktake import ExistingMeasure, Fate
from kpidesk.domain.wording import Refused

MOST_AT_ONCE: Final = 2000
"""How many lines are taken in one go."""
MOST_HOURS: Final = 100_000
_LINES: Final = frozenset({"description", "formula", "reason"})
_SAME: Final = ("name", "formula", "report", "owner")


def add(edit: Edit, name: str, **given: object) -> ExistingMeasure:
    """Note a measure that is kept already.

    Raises:
        Refused: the name is missing, or a value cannot be taken.
    """
    taken = _fit(edit, {"name": name, **given})
    return edit.put(ExistingMeasure(id=edit.new_id(), code=edit.next_code("K"), **taken))


def take_list(edit: Edit, rows: Sequence[Mapping[str, object]]) -> list[ExistingMeasure]:
    """Note many; a row of the same name, formula, report and owner as one that is there is left out.

    Raises:
        Refused: there are too many, or a value cannot be taken.
    """
    if len(rows) > MOST_AT_ONCE:
        raise Refused(
            "These are {count} lines; at most {limit} are taken at once.",
            count=len(rows), limit=MOST_AT_ONCE,
        )  # fmt: skip
    there = {_key(each) for each in edit.find(ExistingMeasure)}
    added = []
    for row in rows:
        new = ExistingMeasure(id="", code="", **_fit(edit, row))
        if _key(new) not in there:
            there.add(_key(new))
            added.append(edit.put(replace(new, id=edit.new_id(), code=edit.next_code("K"))))
    return added


def _key(measure: ExistingMeasure) -> tuple[str, ...]:
    return tuple(getattr(measure, name).casefold() for name in _SAME)


def _fit(edit: Edit, given: Mapping[str, object]) -> dict[str, Any]:
    taken = fields.fit(
        edit, ExistingMeasure, given, lines=_LINES, needed={"name": _needs_name()},
        fixed={"fate", "into", "measure"},
    )  # fmt: skip
    hours = taken.get("hours")
    if hours is not None and not 0 <= hours <= MOST_HOURS:
        raise Refused("Hours a month are a number from 0 to {limit}.", limit=MOST_HOURS)
    return taken


def change(edit: Edit, existing_id: str, **given: object) -> ExistingMeasure:
    """Change what is noted of a measure but what becomes of it.

    Raises:
        Refused: the name is missing, or a value cannot be taken.
    """
    return edit.put(replace(edit.get(ExistingMeasure, existing_id), **_fit(edit, given)))


def decide(edit: Edit, existing_ids: Collection[str], fate: Fate | None) -> None:
    """Say what becomes of some measures; None: it is open again. See `merge` for what is merged.

    Raises:
        Refused: they shall be merged, but into nothing.
    """
    if fate is Fate.MERGE:
        raise Refused("Say into which one it is merged.")
    for existing_id in existing_ids:
        edit.put(replace(edit.get(ExistingMeasure, existing_id), fate=fate, into=None))


def merge(edit: Edit, existing_id: str, into_id: str) -> ExistingMeasure:
    """Merge a measure into another one, which goes on.

    Raises:
        Refused: it is the same one, or the other one is merged into it or goes itself.
    """
    measure, into = edit.get(ExistingMeasure, existing_id), edit.get(ExistingMeasure, into_id)
    if into.id == measure.id:
        raise Refused("{code} cannot be merged into itself.", code=measure.code)
    after, seen = into, {into.id}
    while after.into is not None and after.into not in seen:
        if after.into == measure.id:
            raise Refused(
                "{other} is merged into {code} already, so {code} cannot be merged into it.",
                other=into.code, code=measure.code,
            )  # fmt: skip
        seen.add(after.into)
        after = edit.get(ExistingMeasure, after.into)
    if into.fate is Fate.RETIRE:
        raise Refused("{other} is retired. Merge into one that goes on.", other=into.code)
    return edit.put(replace(measure, fate=Fate.MERGE, into=into.id))


def remove(edit: Edit, existing_ids: Collection[str]) -> None:
    """Take measures off the list; what was merged into one is open again."""
    for existing_id in existing_ids:
        for each in edit.find(ExistingMeasure, into=existing_id):
            edit.put(replace(each, into=None, fate=None))
    fields.remove_all(edit, ExistingMeasure, existing_ids)


def adopt(edit: Edit, existing_id: str) -> Measure:
    """Make it a measure of this desk, of the result that it names if the desk has that.

    Raises:
        Refused: it is one already, or another measure has its name.
    """
    existing = edit.get(ExistingMeasure, existing_id)
    if existing.measure is not None:
        code = edit.get(Measure, existing.measure).code
        raise Refused("{code} is measure {measure} of this desk already.", code=existing.code, measure=code)
    wanted = existing.result.casefold()
    found = (
        each.id for each in edit.find(Result) if wanted in {each.code.casefold(), each.statement.casefold()}
    )
    added = measures.add(edit, existing.name, next(found, None))
    made = measures.change(
        edit, added.id, description=existing.description, formula=existing.formula,
        effort_hours=existing.hours,
    )  # fmt: skip
    edit.put(replace(existing, measure=made.id))
    return made


def _needs_name() -> Refused:
    return Refused("A measure needs a name.")
