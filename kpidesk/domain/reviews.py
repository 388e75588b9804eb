"""When the definition of a measure is looked at again."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from kpidesk.domain.definitions import Milestone
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.reader import Reader

MONTHS_TO_REVIEW: Final = 15


class ReviewReason(Enum):
    """Where the day of a review comes from."""

    SET = "set"
    MILESTONE = "milestone"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Review:
    """A measure's next review."""

    measure: Measure
    on: date
    reason: ReviewReason
    milestone: Milestone | None = None


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def review_of(reader: Reader, measure: Measure) -> Review | None:
    """The next review: on its own day, at its milestone, or 15 months after going live; None for none.

    What is retired is not reviewed any more.
    """
    if measure.status is MeasureStatus.RETIRED:
        return None
    if measure.review_on is not None:
        return Review(measure, measure.review_on, ReviewReason.SET)
    if measure.review_milestone is not None:
        milestone = reader.get(Milestone, measure.review_milestone)
        return Review(measure, milestone.on, ReviewReason.MILESTONE, milestone)
    if measure.live_since is not None:
        on = months_later(measure.live_since, MONTHS_TO_REVIEW)
        return Review(measure, on, ReviewReason.DEFAULT)
    return None


def reviews(reader: Reader) -> list[Review]:
    """All reviews, the earliest first."""
    found = (review_of(reader, measure) for measure in reader.find(Measure))
    return sorted((each for each in found if each), key=lambda each: (each.on, each.measure.code))
