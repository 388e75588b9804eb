"""What is said of partners, on paper and on the screen alike."""

from typing import Final

from kpidesk.domain.commitments import CheckIn, Commitment
from kpidesk.domain.labels import LABELS
from kpidesk.domain.sharing import Contribution, Partner, Reach, Standing, Told
from kpidesk.system.words import Words

_DAYS: Final = 14  # up to here an age is told in days
_WEEKS: Final = 61  # up to here in weeks, then in months


def kind_of(partner: Partner, words: Words) -> str:
    """What sort of partner it is, and its code: critical · current · outside · P03."""
    parts = (
        words("critical") if partner.critical else "",
        words("current") if partner.standing is Standing.CURRENT else words("desired"),
        words("inside") if partner.reach is Reach.INSIDE else words("outside"),
        words("more is needed") if partner.more_needed else "",
        partner.code,
    )
    return " · ".join(part.replace(" ", "\u00a0") for part in parts if part)


def promised(promise: Commitment, words: Words) -> str:
    """A promise in a line: who: what, with whom, by when."""
    who = f"{promise.who}: {promise.what}" if promise.who else promise.what
    partner = words("with {whom}", whom=promise.with_whom) if promise.with_whom else ""
    day = words.pattern(promise.by_when, "yMMMd") if promise.by_when else ""
    return ", ".join(filter(None, (who, partner, day)))


def looked_at(look: CheckIn, words: Words) -> str:
    """What came out when people looked at a promise: the day, the status, and the three answers."""
    moved = (
        words("it was for {day} before", day=words.pattern(look.moved_from, "yMMMd"))
        if look.moved_from
        else ""
    )
    kind = words("reason: {kind}", kind=words(LABELS[look.kind])) if look.kind else ""
    head = " · ".join(
        filter(None, (words.pattern(look.day, "yMMMd"), words(LABELS[look.status]), moved, kind))
    )
    answers = (
        words("What happened: {text}", text=look.happened) if look.happened else "",
        words("Learned: {text}", text=look.learned) if look.learned else "",
        words("Next: {text}", text=look.next) if look.next else "",
    )
    return "\n".join(filter(None, (head, *answers)))


def question(told: Told, words: Words) -> str:
    """What to ask a partner about a guess, to be said aloud: openly first, then what we thought."""
    if isinstance(told, Contribution):
        return words(
            "What do you do for this result, or what could you do? We thought of “{name}”. Is that so?",
            name=told.name,
        )
    return words(
        "Which numbers matter most in your own work? We thought of “{name}”. Is it one of them?",
        name=told.name,
    )


def age(days: int | None, words: Words) -> str:
    """For how long something has been a guess."""
    if days is None:
        return words("a guess, nobody noted since when")
    if days <= 0:
        return words("a guess since today")
    if days < _DAYS:
        return words.many("a guess for {n} day", "a guess for {n} days", days)
    if days < _WEEKS:
        return words.many("a guess for {n} week", "a guess for {n} weeks", days // 7)
    return words.many("a guess for {n} month", "a guess for {n} months", int(days / 30.4))
