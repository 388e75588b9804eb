"""What the page says of sessions and promises; what is rated says `drawing/assessment_words.py`."""

from datetime import date

from kpidesk.domain.assessments import Assessment
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.communities import Community
from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Reader
from kpidesk.system.words import Words


def whose(reader: Reader, session: Assessment, words: Words) -> str:
    """Whose session it is."""
    if session.community is None:
        return words("The organisation")
    return reader.get(Community, session.community).name


def session_name(session: Assessment, words: Words) -> str:
    """A session by its day."""
    day = words.pattern(session.on, "yMMMd")
    return day if session.closed_on else words("{day}, open", day=day)


def promised(promise: Commitment, words: Words, today: date) -> str:
    """Who does it, by when, and whether that day has passed."""
    by = words.date(promise.by_when) if promise.by_when else ""
    late = words("overdue") if promise.is_overdue(today) else ""
    done = "" if promise.is_standing else words(LABELS[promise.status])
    return " · ".join(filter(None, (promise.who, by, late or done)))
