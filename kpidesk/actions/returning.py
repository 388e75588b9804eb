"""Taking what came back in a workbook: each accepted cell by the action that a person would have used.

So a workbook can do nothing that a person cannot, and what an action refuses is refused here as well.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, Final, TypeVar

from kpidesk.actions import (
    alignment,
    assessments,
    clusters,
    commitments,
    communities,
    curves,
    definitions,
    designs,
    fields,
    gallery,
    goals,
    invitations,
    measures,
    people,
    records,
    results,
    series,
    sharing,
    stocktake,
)
from kpidesk.desk.edits import Edit
from kpidesk.domain.assessments import AssessmentItem, Score
from kpidesk.domain.cell_reading import Named, as_text
from kpidesk.domain.commitments import CheckIn, Commitment
from kpidesk.domain.communities import Attendance, Community
from kpidesk.domain.curves import Idea
from kpidesk.domain.definitions import DataItem
from kpidesk.domain.designs import Candidate
from kpidesk.domain.differences import Kind, Take
from kpidesk.domain.gallery import Cluster, Gallery, Note, Poster
from kpidesk.domain.invitations import Invitation
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import first_day
from kpidesk.domain.record import Record, fields_of
from kpidesk.domain.results import Goal, Link, Map, Result, Verdict
from kpidesk.domain.returned import SHEETS, Change
from kpidesk.domain.series import Value
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Challenge,
    Contribution,
    DrivingMeasure,
    Partner,
    PartnerShare,
    Reflection,
    Stand,
    Standing,
)
from kpidesk.domain.shorthand import Reading
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.wording import Refused

R = TypeVar("R", bound=Record)
Given = dict[str, Any]
Choices = Mapping[str, Take]


def chosen(change: Change, choices: Choices) -> Take:
    """What becomes of a difference: as a person chose, else the first that is offered."""
    return choices.get(change.key, change.offered[0])


def take(edit: Edit, changes: Iterable[Change], choices: Choices) -> int:
    """Take the accepted changes; how many.

    Args:
        edit: the open edit.
        changes: the plan's differences.
        choices: what a person chose, by key; others are as the plan offers first.

    Raises:
        Refused: what was accepted cannot be taken; the sentence says where it stands.
        StillUsed: a row is to be removed, but something that stays refers to it.
    """
    wanted = [each for each in changes if chosen(each, choices) is not Take.OURS]
    for row in in_rows(wanted):
        take_row(edit, row, choices)
    return len(wanted)


def in_rows(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Changes by the record they are about; removals come last, as other records may go with one."""
    ordered = sorted(changes, key=lambda each: each.kind is Kind.REMOVED)
    for _, row in groupby(ordered, key=lambda each: (each.record_type, each.id or each.key)):
        yield [*row]


def take_row(edit: Edit, changes: list[Change], choices: Choices) -> None:
    """Take accepted changes that are about one record. Raises as `take`."""
    first = changes[0]
    try:
        if first.kind is Kind.REMOVED:
            for there in edit.find(first.record_type, id=first.id):  # it may have gone with another one
                edit.remove(there)
        elif first.kind is Kind.NEW:
            _add(edit, first.record_type, {key: _known(edit, value) for key, value in first.value.items()})
        else:
            given = {each.field: _value(edit, each, chosen(each, choices)) for each in changes}
            _change(edit, first.record_type, first.id, given)
    except Refused as refused:
        raise Refused("{where}: {reason}", where=first.where, reason=str(refused)) from None
    except KeyError:
        raise Refused("{where}: what it refers to is no longer in the desk.", where=first.where) from None


def _value(edit: Edit, change: Change, wanted: Take) -> object:
    if wanted is not Take.BOTH:
        return _known(edit, change.value)
    column = next(each for each in SHEETS[change.sheet].columns if each.key == change.field)
    both = (as_text(each) for each in (change.ours, change.theirs) if isinstance(each, str | int | float))
    joined = ("\n" if column.wide else " / ").join(both)
    return tuple(joined.splitlines()) if isinstance(change.value, tuple) else joined


def _known(edit: Edit, value: object) -> object:
    """A value with the person whom it names added, if nobody has that name yet."""
    return people.named(edit, value.name).id if isinstance(value, Named) else value


# -- changing records


def _change(edit: Edit, kind: type[Record], record_id: str, given: Given) -> None:
    if kind in records.RULES:
        records.change(edit, kind, record_id, **given)
    elif kind in _TOLD:
        sharing.change_told(edit, kind, record_id, **given)
    elif kind in _PLAIN:
        _PLAIN[kind](edit, record_id, **given)
    else:
        _SPECIAL[kind](edit, record_id, given)


def _result(edit: Edit, record_id: str, given: Given) -> None:
    if "statement" in given:
        results.rename(edit, record_id, given.pop("statement"))
    results.change(edit, record_id, **given)


def _verdict(edit: Edit, record_id: str, given: Given) -> None:
    edit.put(fields.changed(edit, Verdict, record_id, given, lines={"reason"}, fixed={"subject", "test"}))


def _value_of(edit: Edit, record_id: str, given: Given) -> None:
    """A value; one that is not there yet is known by its measure and the day."""
    if "number" in given:
        measure, _, day = record_id.partition(" ")
        if day:
            series.enter(edit, [series.Entry(measure, date.fromisoformat(day), given.pop("number"))])
            return
        there = edit.get(Value, record_id)
        series.enter(edit, [series.Entry(there.measure, there.period, given.pop("number"))])
    if given:
        series.change_value(edit, record_id, **given)


def _note(edit: Edit, record_id: str, given: Given) -> None:
    if {"decision", "reason"} & set(given):
        note = edit.get(Note, record_id)
        decision = given.pop("decision", note.decision)
        gallery.decide(edit, record_id, decision, given.pop("reason", note.reason))
    gallery.change_note(edit, record_id, **given)


def _stand(edit: Edit, record_id: str, given: Given) -> None:
    there = edit.get(Stand, record_id)
    action, aligned = given.get("action", there.action), given.get("alignment", there.alignment)
    alignment.stand(edit, there.snapshot, there.partner, action, aligned)


def _alignment(edit: Edit, record_id: str, given: Given) -> None:
    there = edit.get(Alignment, record_id)
    sharing.align(edit, there.driving_measure, there.partner, given["why"])


def _existing(edit: Edit, record_id: str, given: Given) -> None:
    if "fate" in given:
        stocktake.decide(edit, [record_id], given.pop("fate"))
    if given:
        stocktake.change(edit, record_id, **given)


def _score(edit: Edit, record_id: str, given: Given) -> None:
    if "not_relevant" in given:
        assessments.leave_out(edit, record_id, irrelevant=given["not_relevant"])
    if "evidence" in given:
        assessments.note_evidence(edit, record_id, given["evidence"])


def _attendance(edit: Edit, record_id: str, given: Given) -> None:
    there = edit.get(Attendance, record_id)
    communities.attend(edit, there.meeting, there.member, given["presence"])


_TOLD: Final = (Contribution, DrivingMeasure)
_PLAIN: Final[dict[type[Record], Callable[..., object]]] = {
    Goal: goals.change,
    Link: results.change_link,
    Candidate: designs.change_candidate,
    Measure: measures.change,
    DataItem: definitions.change_item,
    Partner: sharing.change_partner,
    Challenge: alignment.change_challenge,
    Reflection: alignment.change_reflection,
    Commitment: commitments.change_promise,
    CheckIn: commitments.change_check_in,
    Idea: curves.change_idea,
    Invitation: invitations.change,
    Poster: gallery.change_poster,
    Cluster: clusters.rename,
    AssessmentItem: assessments.change_item,
}
_SPECIAL: Final[dict[type[Record], Callable[[Edit, str, Given], None]]] = {
    Result: _result,
    Verdict: _verdict,
    Value: _value_of,
    Note: _note,
    Stand: _stand,
    Alignment: _alignment,
    ExistingMeasure: _existing,
    Score: _score,
    Attendance: _attendance,
}


# -- new rows


def _add(edit: Edit, kind: type[Record], given: Given) -> None:
    """Add a record of what a new row holds, by column key."""
    if kind in records.RULES:
        _in_community(edit, kind, given)
        records.add(edit, kind, **given)
        return
    made = _ADDS[kind](edit, given)
    if made is not None and given:
        _change(edit, kind, made.id, given)


def _in_community(edit: Edit, kind: type[Record], given: Given) -> None:
    needs = next((each for each in fields_of(kind) if each.name == "community" and not each.optional), None)
    if needs is not None and not given.get("community"):
        given["community"] = _only(edit, Community).id


def _only(edit: Edit, kind: type[R]) -> R:
    """The only record of a type: what a row belongs to that does not say it."""
    found = edit.find(kind)
    if len(found) != 1:
        raise Refused("Say to which it belongs: there is none, or more than one.")
    return found[0]


def _centre(edit: Edit, given: Given) -> str:
    """The centre that a row names by its result, else the only one."""
    wanted = given.pop("centre", None)
    if not wanted:
        return _only(edit, Centre).id
    found = edit.find(Centre, result=wanted)
    if not found:
        raise Refused("This result does not stand in a centre.")
    return found[0].id


def _gallery(edit: Edit, given: Given) -> str:
    return given.pop("gallery", None) or _only(edit, Gallery).id


def _new_result(edit: Edit, given: Given) -> Result:
    shown = next(iter(edit.find(Map)), None)
    if shown is None:
        raise Refused("There is no map to put a result on.")
    return results.add(edit, shown.id, given.pop("ring"), given.pop("statement"))


def _new_link(edit: Edit, given: Given) -> Link:
    return results.link(edit, given.pop("source"), given.pop("target"), given.pop("kind"))


def _new_value(edit: Edit, given: Given) -> Value:
    measure, day = given.pop("measure"), given.pop("period")
    period = first_day(day, edit.get(Measure, measure).period_type)
    if edit.find(Value, measure=measure, period=period):
        raise Refused("There is a value of this period already.")
    series.enter(edit, [series.Entry(measure, period, given.pop("number", None))])
    return edit.find(Value, measure=measure, period=period)[0]


def _new_idea(edit: Edit, given: Given) -> Idea:
    measure, text = given.pop("measure"), given.pop("text")
    before = {each.id for each in edit.find(Idea, measure=measure)}
    curves.add_ideas(edit, measure, [text])
    made = next((each for each in edit.find(Idea, measure=measure) if each.id not in before), None)
    if made is None:
        raise Refused("This is there already.")
    return made


def _new_note(edit: Edit, given: Given) -> Note:
    poster = edit.get(Poster, given.pop("poster"))
    return gallery.add_note(edit, Reading(given.pop("text"), (), poster=poster.code))


def _new_partner(edit: Edit, given: Given) -> Partner:
    standing = given.pop("standing", Standing.DESIRED)
    return sharing.add_partner(edit, _centre(edit, given), given.pop("name"), standing=standing)


def _new_promise(edit: Edit, given: Given) -> Commitment:
    centre = _centre(edit, given) if given.get("centre") else None
    return commitments.promise(edit, given.pop("what"), centre=centre, partner=given.get("partner"))


def _new_invitation(edit: Edit, given: Given) -> None:
    where = _gallery(edit, given)
    invitations.add(edit, where, **given)


_ADDS: Final[dict[type[Record], Callable[[Edit, Given], Record | None]]] = {
    Goal: lambda edit, given: goals.add(edit, given.pop("text")),
    Result: _new_result,
    Link: _new_link,
    Candidate: lambda edit, given: designs.propose(edit, given.pop("result"), given.pop("wording")),
    Measure: lambda edit, given: measures.add(edit, given.pop("name"), given.pop("result", None)),
    Value: _new_value,
    Partner: _new_partner,
    Contribution: lambda edit, given: sharing.add_contribution(
        edit, given.pop("partner"), given.pop("name")
    ),
    DrivingMeasure: lambda edit, given: sharing.add_driving(edit, given.pop("partner"), given.pop("name")),
    PartnerShare: lambda edit, given: sharing.share(edit, given.pop("partner"), given.pop("measure")),
    Challenge: lambda edit, given: alignment.add_challenge(edit, _centre(edit, given), given.pop("text")),
    Reflection: lambda edit, given: alignment.reflect(edit, _centre(edit, given), given.pop("day", None)),
    Commitment: _new_promise,
    Idea: _new_idea,
    ExistingMeasure: lambda edit, given: stocktake.add(edit, given.pop("name")),
    Invitation: _new_invitation,
    Cluster: lambda edit, given: clusters.add(edit, _gallery(edit, given), given.pop("name")),
    Note: _new_note,
}  # fmt: skip
