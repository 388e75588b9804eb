"""What a person can do around a result that no one reaches alone: partners, their measures, promises."""

from dataclasses import replace
from datetime import date
from typing import Final

from kpidesk.actions import fields, measures
from kpidesk.desk.edits import Edit
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Reach,
    Standing,
)
from kpidesk.domain.wording import Refused

_PARTNER_LINES: Final = frozenset({"contribution", "strategy", "why_not"})


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
    return edit.put(
        Partner(
            id=edit.new_id(), code=edit.next_code("P"), name=words, centre=centre.id,
            standing=standing, critical=critical, reach=reach,
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
    taken = fields.fit(edit, DrivingMeasure, given, needed={"name": _driving_needs_name()})
    return edit.put(
        DrivingMeasure(
            id=edit.new_id(),
            evidence=evidence,
            noted_on=edit.today,
            confirmed_on=edit.today if evidence is Evidence.KNOWN else None,
            **taken,
        )
    )


def change_driving(edit: Edit, driving_id: str, **given: object) -> DrivingMeasure:
    """Change what is noted of a driving measure; the day of confirmation follows the evidence.

    Raises:
        Refused: the name is missing, or a text too long.
    """
    before = edit.get(DrivingMeasure, driving_id)
    after = fields.changed(
        edit, DrivingMeasure, driving_id, given, needed={"name": _driving_needs_name()}, fixed={"partner"}
    )
    if after.evidence is not before.evidence and "confirmed_on" not in given:
        known = after.evidence is Evidence.KNOWN
        after = replace(after, confirmed_on=edit.today if known else None)
    return edit.put(after)


def confirm_driving(edit: Edit, driving_id: str) -> DrivingMeasure:
    """Note that the partner has confirmed our guess, today."""
    guess = edit.get(DrivingMeasure, driving_id)
    return edit.put(replace(guess, evidence=Evidence.KNOWN, confirmed_on=edit.today))


def remove_driving(edit: Edit, driving_id: str) -> None:
    """Take a driving measure away."""
    edit.remove(edit.get(DrivingMeasure, driving_id))


def _driving_needs_name() -> Refused:
    return Refused("Say what drives this partner.")


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


def unshare(edit: Edit, partner_id: str, measure_id: str) -> None:
    """Let a partner no longer take part in a measure; the measure stays."""
    for there in edit.find(PartnerShare, partner=partner_id, measure=measure_id):
        edit.remove(there)


def promise(
    edit: Edit,
    what: str,
    *,
    who: str = "",
    with_whom: str = "",
    by_when: date | None = None,
    partner: str | None = None,
    note: str | None = None,
) -> Commitment:
    """Keep a promise; `partner` and `note` are the ids of where it came from.

    Raises:
        Refused: nothing is promised, or a text is too long.
    """
    given = {
        "what": what, "who": who, "with_whom": with_whom,
        "by_when": by_when, "partner": partner, "note": note,
    }  # fmt: skip
    taken = fields.fit(edit, Commitment, given, needed={"what": _promise_needs_words()})
    return edit.put(Commitment(id=edit.new_id(), **taken))


def change_promise(edit: Edit, promise_id: str, **given: object) -> Commitment:
    """Change a promise, or note what came of it.

    Raises:
        Refused: nothing is promised, or a text is too long.
    """
    return edit.put(
        fields.changed(edit, Commitment, promise_id, given, needed={"what": _promise_needs_words()})
    )


def remove_promise(edit: Edit, promise_id: str) -> None:
    """Take a promise away."""
    edit.remove(edit.get(Commitment, promise_id))


def _promise_needs_words() -> Refused:
    return Refused("Say what is promised.")
