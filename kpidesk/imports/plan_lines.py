"""What another version of the desk would change, one line a decision, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kpidesk.actions.merging import MergePlan
from kpidesk.domain.cell_reading import as_text
from kpidesk.domain.columns import Sheet
from kpidesk.domain.differences import Difference, Kind, Take
from kpidesk.domain.merging import Merge, group_of
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record
from kpidesk.domain.returned import SHEETS, Change, Plan, Remark
from kpidesk.drawing.record_words import NOTHING, field_name, kind_name, record_name, value_text
from kpidesk.system.words import Words

_BESIDE: Final = " / "  # between fields that say something only together


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One difference in words; `kind` None is a remark, on which nothing can be decided.

    `sides` are what the base, the other side and the desk hold, with what each is called; equal ones and
    those that say nothing are left out.
    """

    id: str
    area: str
    kind: Kind | None
    name: str
    field: str = ""
    sides: tuple[tuple[str, str], ...] = ()
    where: str = ""
    offered: tuple[Take, ...] = ()
    lost: bool = False


def of_workbook(plan: Plan, words: Words) -> list[PlanLine]:
    """The lines of a returned workbook or list; remarks come last."""
    return [*(_change(each, words) for each in plan.differences), *_remarks(plan.remarks, words)]


def _change(change: Change, words: Words) -> PlanLine:
    sheet = SHEETS[change.sheet]
    said = {
        "base": (words("as exported"), _cell(change.base)),
        "theirs": (words("in the workbook"), _cell(change.theirs)),
        "ours": (words("in the desk"), _cell(change.ours)),
    }
    shown = {
        Kind.NEW: ("theirs",), Kind.REMOVED: ("ours",), Kind.CHANGED: ("ours", "theirs"),
        Kind.CONFLICT: ("base", "ours", "theirs"),
    }[change.kind]  # fmt: skip
    return PlanLine(
        change.key, words(sheet.name), change.kind, change.name, _heading(sheet, change.field, words),
        tuple(said[each] for each in shown), change.where, change.offered,
    )  # fmt: skip


def _cell(value: object) -> str:
    return as_text(value) if isinstance(value, str | int | float) and value != "" else NOTHING


def _heading(sheet: Sheet, key: str, words: Words) -> str:
    found = next((column.heading for column in sheet.columns if column.key == key), "")
    return words(found) if found else ""


def _remarks(remarks: Iterable[Remark], words: Words) -> Iterator[PlanLine]:
    for number, each in enumerate(remarks):
        where = ", ".join(filter(None, (each.sheet, each.cell)))
        yield PlanLine(
            f"remark:{number}", words("Remarks"), None, words.told(each.said), where=where, lost=each.lost
        )


def of_merge(plan: MergePlan, reader: Reader, words: Words) -> list[PlanLine]:
    """The lines of another copy of the desk; printed codes that are given anew come last.

    Args:
        plan: what was compared.
        reader: the records of both copies.
        words: the language.
    """
    lines = [_difference(each, plan.merge, reader, words) for each in plan.differences]
    for new in plan.codes:
        said = words("{before} is taken here, so it becomes {after}.", before=new.before, after=new.after)
        lines.append(PlanLine(f"code:{new.id}", words("Remarks"), None, said))
    return lines


def _values(record: Record | None, names: Iterable[str], reader: Reader, words: Words) -> str:
    """What fields of a record hold that are decided on together."""
    return _BESIDE.join(
        NOTHING if record is None else value_text(type(record), each, getattr(record, each), reader, words)
        for each in names
    )


def _difference(one: Difference, merge: Merge, reader: Reader, words: Words) -> PlanLine:
    named = (("base", one.base), ("ours", one.ours), ("theirs", one.theirs))
    calls = {
        "base": words("before"), "theirs": words("in the other copy"), "ours": words("in this desk"),
    }  # fmt: skip
    area = kind_name(one.record_type, words)
    if not one.field:
        there = next((value for value in (one.ours, one.theirs, one.base) if isinstance(value, Record)), None)
        name = record_name(there, reader, words) if there is not None else area
        sides = tuple(
            (calls[key], record_name(value, reader, words) if isinstance(value, Record) else words("removed"))
            for key, value in named
            if one.kind is Kind.CONFLICT and key != "base"
        )
        return PlanLine(one.key, area, one.kind, name, "", sides, one.where, one.offered)
    found = reader.find(one.record_type, id=one.id)
    name = record_name(found[0], reader, words) if found else area
    group = group_of(one.record_type, one.field)
    versions = (("base", merge.base), ("ours", merge.ours), ("theirs", merge.theirs))
    sides = tuple(
        (calls[key], _values(records.get((one.record_type, one.id)), group, reader, words))
        for key, records in versions
        if key != "base" or one.kind is Kind.CONFLICT
    )
    field = _BESIDE.join(field_name(one.record_type, each, words) for each in group)
    return PlanLine(one.key, area, one.kind, name, field, sides, one.where, one.offered)
