"""The calendar of the organisation: when planning and budget come round next, and what falls due by then."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.communities import Cadence
from kpidesk.domain.community_year import rounds
from kpidesk.domain.reader import Reader
from kpidesk.domain.registers import Policy
from kpidesk.domain.reviews import Review, reviews

_YEARS: Final = 12
"""How many years are looked through; nothing comes round less often than each tenth year."""


@dataclass(frozen=True, slots=True)
class Due:
    """What has to be looked at again by a day, first to last."""

    reviews: tuple[Review, ...]
    policies: tuple[Policy, ...]


def next_day(cadence: Cadence, today: date) -> date | None:
    """The next day on which it comes round, today included; None for what is over."""
    years = range(today.year, max(today.year, cadence.first_on.year) + _YEARS)
    return next((day for year in years for day in rounds(cadence, year) if day >= today), None)


def due_by(reader: Reader, day: date) -> Due:
    """Reviews of measures and policies whose day is not later."""
    policies = [each for each in reader.find(Policy) if each.due is not None and each.due <= day]
    return Due(
        tuple(each for each in reviews(reader) if each.on <= day),
        tuple(sorted(policies, key=lambda each: (each.due or day, each.name.casefold()))),
    )
