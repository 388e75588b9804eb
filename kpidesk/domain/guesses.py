"""What is guessed about partners until somebody asks them, and what came out when somebody did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kpidesk.domain.reader import Reader
from kpidesk.domain.sharing import Contribution, DrivingMeasure, Partner, Told, in_order
from kpidesk.domain.sharing_checks import DAYS_TO_VERIFY


@dataclass(frozen=True, slots=True)
class Guess:
    """Something that we guess about a partner, and for how many days; None where nobody noted since when."""

    partner: Partner
    told: Told
    days: int | None

    @property
    def id(self) -> str:
        """The id of what is guessed."""
        return self.told.id

    @property
    def is_old(self) -> bool:
        """Whether somebody should have asked by now."""
        return self.days is not None and self.days > DAYS_TO_VERIFY


def told_of(reader: Reader, partner: Partner) -> Iterator[Told]:
    """What is known or guessed of a partner: contributions, then what drives its own work."""
    yield from reader.find(Contribution, partner=partner.id)
    yield from reader.find(DrivingMeasure, partner=partner.id)


def guesses_of(reader: Reader, partner: Partner, today: date) -> list[Guess]:
    """What we guess about a partner, the oldest first; what has no day comes last."""
    found = [
        Guess(partner, told, (today - told.noted_on).days if told.noted_on else None)
        for told in told_of(reader, partner)
        if told.is_guess
    ]
    return sorted(found, key=lambda each: (each.days is None, -(each.days or 0)))


def guesses(reader: Reader, centre_id: str, today: date) -> list[Guess]:
    """All that we guess around a result in the centre, partner by partner in their order."""
    partners = in_order(reader.find(Partner, centre=centre_id))
    return [guess for partner in partners for guess in guesses_of(reader, partner, today)]


def verified(reader: Reader, centre_id: str) -> list[tuple[Partner, Told]]:
    """What was a guess once and is known now, the latest first.

    What a partner told us from the start, on the day on which it was noted, was never a guess.
    """
    found = [
        (partner, told)
        for partner in in_order(reader.find(Partner, centre=centre_id))
        for told in told_of(reader, partner)
        if not told.is_guess and told.confirmed_on and (told.found or told.confirmed_on != told.noted_on)
    ]
    return sorted(found, key=lambda each: each[1].confirmed_on or date.min, reverse=True)
