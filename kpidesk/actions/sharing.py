"""What a person can do around a result that no one reaches alone: partners, what they give and share."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

from kpidesk.actions import fields, measures
from kpidesk.desk.edits import Edit
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Contribution,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Reach,
    Standing,
    Told,
    in_order,
)
from kpidesk.domain.wording import Refused

_PARTNER_LINES: Final = frozenset({"strategy", "why_not", "engagement"})
_TOLD_LINES: Final = frozenset({"source", "found"})
T = TypeVar("T", bound=Told)


def set_centre(edit: Edit, result_id: str) -> Centre:
    """Put a result in the centre; where it is there already, that is it."""
    result = edit.get(Result, result_id)
    for there in edit.find(Centre, result=result.id):
        return there
    return edit.put(Centre(id=edit.new_id(), result=result.id))


def set_indicator(edit: Edit, centre_id: str, measure_id: str | None) -> Centre:
    """Choose the measure that shows how the result in the centre is doing."""
    return edit.put(fields.changed(edit, Centre, centre_id, {"indicator": measure_id}))


def remove_centre(edit: Edit, centre_id: str) -> None:
    """Take a result out of the centre, with the partners around it; the result itself stays."""
    edit.remove(edit.get(Centre, centre_id))


def add_partner(
    edit: Edit,
    centre_id: str,
    name: str,
    *,
    standing: Standing,
    critical: bool = False,
    reach: Reach = Reach.OUTSIDE,
) -> Partner:
    """Add a partner to the result in the centre.

    Raises:
        Refused: the name is missing or too long.
    """
    centre = edit.get(Centre, centre_id)
    words = fields.text(name, needed=_partner_needs_name())
    last = max((each.place for each in edit.find(Partner, centre=centre.id)), default=-1.0)
    return edit.put(
        Partner(
            id=edit.new_id(), code=edit.next_code("P"), name=words, centre=centre.id,
            standing=standing, critical=critical, reach=reach, place=last + 1,
        )
    )  # fmt: skip


def change_partner(edit: Edit, partner_id: str, **given: object) -> Partner:
    """Change any of a partner's fields but code and centre.

    Raises:
        Refused: the name is missing, or a text too long.
    """
    return edit.put(
        fields.changed(
            edit, Partner, partner_id, given,
            lines=_PARTNER_LINES, needed={"name": _partner_needs_name()}, fixed={"centre"},
        )
    )  # fmt: skip


def remove_partner(edit: Edit, partner_id: str) -> None:
    """Take a partner away with what drives it and what it shares; promises stay."""
    edit.remove(edit.get(Partner, partner_id))


def _partner_needs_name() -> Refused:
    return Refused("A partner needs a name.")


def move_partner(edit: Edit, partner_id: str, before_id: str | None, **given: object) -> None:
    """Put a partner before another one of its centre, or last; what is given is changed along.

    Rows stand in groups by critical and standing, so what is dropped into another group takes those on.

    Raises:
        Refused: as in `change_partner`.
    """
    moved = change_partner(edit, partner_id, **given) if given else edit.get(Partner, partner_id)
    others = [each for each in in_order(edit.find(Partner, centre=moved.centre)) if each.id != moved.id]
    at = next((place for place, each in enumerate(others) if each.id == before_id), len(others))
    for place, each in enumerate((*others[:at], moved, *others[at:])):
        if each.place != place:
            edit.put(replace(each, place=float(place)))


# -- what is known or guessed of a partner


def add_contribution(
    edit: Edit, partner_id: str, text: str, evidence: Evidence = Evidence.KNOWN, *, source: str = ""
) -> Contribution:
    """Note what a partner does, or could do, for the result.

    Raises:
        Refused: the text is missing or too long.
    """
    return _add_told(edit, Contribution, evidence, partner=partner_id, name=text, source=source)


def add_driving(
    edit: Edit,
    partner_id: str,
    name: str,
    evidence: Evidence = Evidence.HYPOTHESISED,
    *,
    measure_id: str | None = None,
    source: str = "",
) -> DrivingMeasure:
    """Note a measure that drives a partner's own work: known from them, or our guess.

    Raises:
        Refused: the name is missing or too long.
    """
    given = {"partner": partner_id, "name": name, "measure": measure_id, "source": source}
    return _add_told(edit, DrivingMeasure, evidence, **given)


def _add_told(edit: Edit, kind: type[T], evidence: Evidence, **given: object) -> T:
    taken = fields.fit(edit, kind, given, lines=_told_lines(kind), needed={"name": _needs_words(kind)})
    return edit.put(
        kind(
            id=edit.new_id(),
            evidence=evidence,
            noted_on=edit.today,
            confirmed_on=edit.today if evidence is Evidence.KNOWN else None,
            **taken,
        )
    )


def change_told(edit: Edit, kind: type[T], told_id: str, **given: object) -> T:
    """Change what is noted of a partner; the day of confirmation follows the evidence.

    Raises:
        Refused: the words are missing, or a text too long.
    """
    before = edit.get(kind, told_id)
    after = fields.changed(
        edit, kind, told_id, given,
        lines=_told_lines(kind), needed={"name": _needs_words(kind)}, fixed={"partner"},
    )  # fmt: skip
    if after.evidence is not before.evidence and "confirmed_on" not in given:
        known = after.evidence is Evidence.KNOWN
        after = replace(after, confirmed_on=edit.today if known else None)
    return edit.put(after)


def confirm(edit: Edit, kind: type[T], told_id: str, found: str = "", name: str | None = None) -> T:
    """Note that the partner has told us, today: as we guessed, or otherwise, and what we learned.

    Raises:
        Refused: a text is too long, or the words that are right instead are missing.
    """
    given: dict[str, object] = {"evidence": Evidence.KNOWN, "confirmed_on": edit.today}
    if found.strip():
        given["found"] = found
    if name is not None:
        given["name"] = name
    return change_told(edit, kind, told_id, **given)


def remove_told(edit: Edit, kind: type[Told], told_id: str) -> None:
    """Take away what is noted of a partner."""
    edit.remove(edit.get(kind, told_id))


def _told_lines(kind: type[Told]) -> frozenset[str]:
    return _TOLD_LINES | {"name"} if kind is Contribution else _TOLD_LINES


def _needs_words(kind: type[Told]) -> Refused:
    if kind is Contribution:
        return Refused("Say what they contribute.")
    return Refused("Say what drives this partner.")


# -- aligned and shared


def align(edit: Edit, driving_id: str, partner_id: str, why: str = "") -> Alignment:
    """Note that a driving measure serves another partner, too, and why; noted before, the why changes.

    Raises:
        Refused: the partner is the measure's own, or the text is too long.
    """
    driving, partner = edit.get(DrivingMeasure, driving_id), edit.get(Partner, partner_id)
    if driving.partner == partner.id:
        raise Refused("This drives {partner} already. Choose another partner.", partner=partner.code)
    there = edit.find(Alignment, driving_measure=driving.id, partner=partner.id)
    before = (
        there[0] if there else Alignment(id=edit.new_id(), driving_measure=driving.id, partner=partner.id)
    )
    return edit.put(replace(before, why=fields.text(why, lines=True)))


def unalign(edit: Edit, driving_id: str, partner_id: str) -> None:
    """Take back that a driving measure serves another partner."""
    for there in edit.find(Alignment, driving_measure=driving_id, partner=partner_id):
        edit.remove(there)


def share(edit: Edit, partner_id: str, measure_id: str) -> PartnerShare:
    """Let a partner take part in a measure."""
    partner, measure = edit.get(Partner, partner_id), edit.get(Measure, measure_id)
    for there in edit.find(PartnerShare, partner=partner.id, measure=measure.id):
        return there
    return edit.put(PartnerShare(id=edit.new_id(), partner=partner.id, measure=measure.id))


def share_new(edit: Edit, partner_id: str, name: str) -> Measure:
    """Add a measure to share, with this partner as the first to take part.

    Raises:
        Refused: the name is missing, too long or taken.
    """
    partner = edit.get(Partner, partner_id)
    measure = measures.add(edit, name, None, prefix="SM")
    share(edit, partner.id, measure.id)
    return measure


def share_among(edit: Edit, measure_id: str, partner_ids: Sequence[str]) -> None:
    """Let several partners take part in a measure; who does already stays."""
    for partner_id in partner_ids:
        share(edit, partner_id, measure_id)


def share_new_among(edit: Edit, name: str, partner_ids: Sequence[str]) -> Measure:
    """Add a measure to share, in which these partners take part.

    Raises:
        Refused: the name is missing, too long or taken.
    """
    measure = share_new(edit, partner_ids[0], name)
    share_among(edit, measure.id, partner_ids[1:])
    return measure


def unshare(edit: Edit, partner_id: str, measure_id: str) -> None:
    """Let a partner no longer take part in a measure; the measure stays."""
    for there in edit.find(PartnerShare, partner=partner_id, measure=measure_id):
        edit.remove(there)
