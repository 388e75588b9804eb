"""What a person can do while turning a curve: forecast, story, helpers, ideas and promises."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from kpidesk.actions import commitments, fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.curves import Factor, Helper, Idea, Pull, in_rank
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import first_day, short_name
from kpidesk.domain.series import Forecast
from kpidesk.domain.sharing import Partner
from kpidesk.domain.wording import Refused

MOST_AT_ONCE: Final = 60
"""How many factors, helpers or ideas are taken in one go."""


def set_forecasts(
    edit: Edit, measure_id: str, numbers: Mapping[date, float | None], by: str | None = None
) -> None:
    """Say what is expected for some periods if nothing changes.

    Args:
        edit: the open edit.
        measure_id: the measure.
        numbers: by any day of their period; None takes the forecast of a period away.
        by: who expects that; None leaves what is known.

    Raises:
        Refused: a number cannot be, or is beyond what the measure can reach.
    """
    measure = edit.get(Measure, measure_id)
    there = {each.period: each for each in edit.find(Forecast, measure=measure.id)}
    for day, number in numbers.items():
        period = first_day(day, measure.period_type)
        before = there.get(period)
        if number is None:
            if before is not None:
                edit.remove(before)
            continue
        wanted = _possible(measure, period, number)
        new = before or Forecast(id=edit.new_id(), measure=measure.id, period=period, number=wanted)
        author = new.by if by is None else fields.text(by)
        edit.put(replace(new, number=wanted, period_type=measure.period_type, by=author))


def _possible(measure: Measure, period: date, number: float) -> float:
    number = fields.finite(number)
    low, high = measure.lower_bound, measure.upper_bound
    if (low is not None and number < low) or (high is not None and number > high):
        raise Refused(
            "{period}: {measure} can never be {number}.",
            period=short_name(period, measure.period_type), measure=measure.code, number=f"{number:g}",
        )  # fmt: skip
    return number


def clear_forecasts(edit: Edit, measure_id: str) -> None:
    """Take the whole forecast of a measure away."""
    for each in edit.find(Forecast, measure=edit.get(Measure, measure_id).id):
        edit.remove(each)


# -- the story


def add_factors(edit: Edit, measure_id: str, texts: Sequence[str], pull: Pull) -> None:
    """Note what pulls the curve one way, one factor for each text, ranked after those that are there.

    Raises:
        Refused: a text is too long, or there are too many.
    """
    measure = edit.get(Measure, measure_id)
    there = edit.find(Factor, measure=measure.id, pull=pull)
    for rank, text in enumerate(_several(texts), len(there) + 1):
        edit.put(Factor(id=edit.new_id(), measure=measure.id, text=text, pull=pull, rank=rank))


def change_factor(edit: Edit, factor_id: str, **given: object) -> Factor:
    """Reword a factor, or say what lies behind it.

    Raises:
        Refused: no words, or too many.
    """
    needed = {"text": Refused("Say what pulls the curve, or remove it.")}
    fixed = {"measure", "rank", "pull"}
    return edit.put(fields.changed(edit, Factor, factor_id, given, needed=needed, fixed=fixed))


def move_factor(edit: Edit, factor_id: str, by: int) -> None:
    """Rank a factor so many places later (or earlier, below 0) among those that pull the same way."""
    factor = edit.get(Factor, factor_id)
    order = [*in_rank(edit.find(Factor, measure=factor.measure, pull=factor.pull))]
    at = order.index(factor)
    order.insert(min(max(at + by, 0), len(order) - 1), order.pop(at))
    _ranked(edit, order)


def remove_factor(edit: Edit, factor_id: str) -> None:
    """Take a factor away; those behind it move up."""
    factor = edit.get(Factor, factor_id)
    edit.remove(factor)
    _ranked(edit, in_rank(edit.find(Factor, measure=factor.measure, pull=factor.pull)))


def _ranked(edit: Edit, factors: Sequence[Factor]) -> None:
    for rank, each in enumerate(factors, 1):
        edit.put(replace(each, rank=rank))


def _several(texts: Sequence[str]) -> list[str]:
    if len(texts) > MOST_AT_ONCE:
        raise Refused(
            "These are {count} lines; at most {limit} are taken at once.",
            count=len(texts), limit=MOST_AT_ONCE,
        )  # fmt: skip
    return [cleaned for text in texts if (cleaned := fields.text(text))]


# -- who can help


def add_helpers(edit: Edit, measure_id: str, names: Sequence[str]) -> None:
    """Note who has a part in turning the curve; whoever is named like a partner is that partner.

    Raises:
        Refused: a name is too long, or there are too many.
    """
    measure = edit.get(Measure, measure_id)
    there = {each.name.casefold() for each in edit.find(Helper, measure=measure.id)}
    partners = {each.name.casefold(): each.id for each in edit.find(Partner)}
    for name in _several(names):
        if name.casefold() not in there:
            there.add(name.casefold())
            partner = partners.get(name.casefold())
            edit.put(Helper(id=edit.new_id(), measure=measure.id, name=name, partner=partner))


def change_helper(edit: Edit, helper_id: str, **given: object) -> Helper:
    """Rename a helper, or say what their part is.

    Raises:
        Refused: no name, or a text too long.
    """
    needed = {"name": Refused("Say who can help, or remove the line.")}
    fixed = {"measure", "partner"}
    after = fields.changed(edit, Helper, helper_id, given, needed=needed, fixed=fixed)
    named = (each.id for each in edit.find(Partner) if each.name.casefold() == after.name.casefold())
    return edit.put(replace(after, partner=next(named, None)))


def remove_helper(edit: Edit, helper_id: str) -> None:
    """Take a helper off the sheet; a partner stays one."""
    edit.remove(edit.get(Helper, helper_id))


# -- ideas


def add_ideas(edit: Edit, measure_id: str, texts: Sequence[str]) -> None:
    """Note what could work, one idea for each text; what stands there already is left out.

    Raises:
        Refused: a text is too long, or there are too many.
    """
    measure = edit.get(Measure, measure_id)
    there = {each.text.casefold() for each in edit.find(Idea, measure=measure.id)}
    for text in _several(texts):
        if text.casefold() not in there:
            there.add(text.casefold())
            edit.put(Idea(id=edit.new_id(), measure=measure.id, text=text))


def change_idea(edit: Edit, idea_id: str, **given: object) -> Idea:
    """Reword an idea, or say that it costs nothing or is wild.

    Raises:
        Refused: no words, or too many.
    """
    needed = {"text": Refused("Say what could work, or remove the idea.")}
    fixed = {"measure", "commitment"}
    return edit.put(fields.changed(edit, Idea, idea_id, given, needed=needed, fixed=fixed))


def remove_ideas(edit: Edit, idea_ids: Collection[str]) -> None:
    """Take ideas away with their ratings; promises that they became stay."""
    fields.remove_all(edit, Idea, idea_ids)


def promise(edit: Edit, idea_id: str, who: str, by_when: date | None) -> Commitment:
    """Choose an idea: somebody promises to do it. What was promised before is changed.

    Raises:
        Refused: nobody is named, or a text is too long.
    """
    idea = edit.get(Idea, idea_id)
    name = fields.text(who, needed=Refused("Say who promises it."))
    if idea.commitment is not None:
        return commitments.change_promise(edit, idea.commitment, who=name, by_when=by_when)
    made = commitments.promise(edit, idea.text, who=name, by_when=by_when)
    edit.put(replace(idea, commitment=made.id))
    return commitments.change_promise(edit, made.id, measure=idea.measure)


def take_back(edit: Edit, idea_id: str) -> None:
    """Take the promise that an idea became back; the idea stays."""
    idea = edit.get(Idea, idea_id)
    if idea.commitment is not None:
        commitments.remove_promise(edit, idea.commitment)
