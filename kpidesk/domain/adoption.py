"""Whether what was built is used: figures that the records of a desk give without asking anybody.

They stand for log-ins and clicks, which an offline desk has none of. Source: domain.md 5, practice 6.4.
"""

from dataclasses import dataclass
from datetime import date

from kpidesk.domain.calculated import values_of, with_values
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.communities import Meeting, MeetingState
from kpidesk.domain.community_figures import Part
from kpidesk.domain.gallery import Gallery, Note
from kpidesk.domain.measure_health import health, value_due
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.reviews import reviews
from kpidesk.domain.voting import Ballot


@dataclass(frozen=True, slots=True)
class Adoption:
    """How much is used.

    `visitors` of those invited to the latest gallery; `notes` of all galleries, of which `decided` have a
    decision. `values`: measures in use whose latest value is there. `reviews`: measures whose review is not
    overdue. `definitions`: measures in use with all core fields. `meetings` of communities that were held, of
    those that were due. `promises` that were met, of those that were due. `votes` that were secret.
    """

    visitors: Part
    notes: int
    decided: Part
    values: Part
    reviews: Part
    definitions: Part
    meetings: Part
    promises: Part
    votes: int


def newest(reader: Reader) -> Gallery | None:
    """The latest gallery for which visitors were counted."""
    counted = [each for each in reader.find(Gallery) if each.visitors is not None]
    return max(counted, key=lambda each: (each.opens is None, each.opens or 0, each.id), default=None)


def in_use(reader: Reader) -> list[Measure]:
    """Measures that are live or have values, by their codes; those that are retired are not in use."""
    fed = with_values(reader)
    found = (
        each for each in reader.find(Measure)
        if each.status is MeasureStatus.LIVE or (each.id in fed and each.status is not MeasureStatus.RETIRED)
    )  # fmt: skip
    return sorted(found, key=lambda each: each.code)


def is_current(reader: Reader, measure: Measure, today: date) -> bool:
    """Whether the latest value that could be there is there."""
    due = value_due(measure, today)
    return any(each.number is not None and each.period >= due for each in values_of(reader, measure))


def adoption(reader: Reader, today: date) -> Adoption:
    """The figures as of a day."""
    once = Once(reader)
    gallery, notes = newest(once), once.find(Note)
    used = in_use(once)
    looked = [health(once, each, today) for each in used]
    due = reviews(once)
    planned = [each for each in once.find(Meeting) if each.on <= today]
    promised = [each for each in once.find(Commitment) if each.by_when and each.by_when <= today]
    return Adoption(
        visitors=Part(gallery.visitors or 0, gallery.invited or 0) if gallery else Part(0, 0),
        notes=len(notes),
        decided=Part(sum(each.decision is not None for each in notes), len(notes)),
        values=Part(sum(is_current(once, each, today) for each in used), len(used)),
        reviews=Part(sum(each.on >= today for each in due), len(due)),
        definitions=Part(sum(each.filled == each.core for each in looked), len(used)),
        meetings=Part(sum(each.state is MeetingState.HELD for each in planned), len(planned)),
        promises=Part(sum(each.status is CommitmentStatus.MET for each in promised), len(promised)),
        votes=sum(each.revealed_on is not None for each in once.find(Ballot)),
    )
