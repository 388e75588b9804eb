"""What clearing a sample takes off a desk, and what stays: what people added or changed, and what that needs.

A desk that was filled with a sample notes the edit that did it (the fact `sample`). What that edit put into
the desk and is still the same came with the sample; what history no longer keeps cannot be told apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kpidesk.desk.store import Desk
from kpidesk.domain.gallery import RatingScale
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.references import Key, Web, key_of, referring
from kpidesk.domain.results import Dismissal, LinkKind, Map, Placement, Result, Ring
from kpidesk.domain.walls import Hanging, Printout

SAMPLE: Final = "sample"
"""The fact that tells which edit filled the desk with a sample."""

_FRAME: Final = frozenset({Organisation, Map, Ring, LinkKind, RatingScale})
# They say where something lies or how it was seen, and nothing of their own.
_LOOSE: Final = frozenset({Placement, Hanging, Printout, Dismissal})


@dataclass(frozen=True, slots=True)
class Clearing:
    """What goes and what begins anew; `own` is how many people added or changed, `needed` what that needs."""

    gone: tuple[Record, ...]
    anew: tuple[Record, ...]
    own: int
    needed: int


def has_sample(desk: Desk) -> bool:
    """Whether results or measures of a sample are left that history can tell from what came later."""
    edit = int(desk.facts.get(SAMPLE, 0))
    if desk.compacted_to >= edit:
        return False
    came = desk.past.touched_by(edit)
    return any(each.id in came for kind in (Result, Measure) for each in desk.find(kind))


def clearing(desk: Desk, name: str, map_name: str) -> Clearing:
    """What clearing the sample would do, for a desk that has one; nothing is changed.

    Args:
        desk: the desk.
        name: what its organisation is called then, where nobody has changed it.
        map_name: and its map.
    """
    edit = int(desk.facts[SAMPLE])
    came = {(each.record_type, each.id): each.after for each in desk.past.net(edit, edit)}
    web = Web({key_of(each): each for kind in RECORDS for each in desk.each(kind)})
    own = {key for key, each in web.records.items() if each != came.get(key)}
    told = {key for key in own if key[0] not in _LOOSE}
    staying = _with_targets(web, told | {key for key in web.records if key[0] in _FRAME})
    loose = {key for key in web.records if key[0] in _LOOSE and _targets(web, key) <= staying}
    gone = tuple(each for key, each in web.records.items() if key not in staying | loose)
    needed = sum(key not in own and key[0] not in _FRAME for key in staying)
    return Clearing(gone, _anew(web.records, own, name, map_name), len(told), needed)


def _targets(web: Web, key: Key) -> set[Key]:
    """What a record refers to."""
    record = web.records[key]
    named = ((reference, getattr(record, field.name)) for field, reference in referring(key[0]))
    return {target for reference, of in named if of and (target := web.target(reference, of))}


def _with_targets(web: Web, keys: set[Key]) -> set[Key]:
    """Records, what they refer to, and so on."""
    found: set[Key] = set()
    pending = list(keys)
    while pending:
        key = pending.pop()
        if key not in found:
            found.add(key)
            pending += _targets(web, key)
    return found


def _anew(records: Mapping[Key, Record], own: set[Key], name: str, map_name: str) -> tuple[Record, ...]:
    """Organisation and map as a new desk has them, where they still are the sample's."""
    found: list[Record] = []
    for key, record in records.items():
        if key in own:
            continue
        if isinstance(record, Organisation):
            found.append(Organisation(id=record.id, name=name))
        elif isinstance(record, Map):
            found.append(replace(record, name=map_name, subtitle=name))
    return tuple(each for each in found if each != records[key_of(each)])
