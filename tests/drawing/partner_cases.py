"""Partners in any number with long words, for everything that is drawn of them."""

from datetime import date, timedelta

from kpidesk.domain.commitments import CheckIn, Commitment, CommitmentStatus
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Challenge,
    ChallengeKind,
    Contribution,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Standing,
)

DAY = date(2025, 10, 8)
GERMAN = (
    "Die zwischen den Gemeinden abgestimmte Regenwasserbewirtschaftungsvereinbarung wird eingehalten "
    "und vierteljährlich überprüft"
)
ARABIC = "تنظيف مصارف مياه الأمطار قبل موسم الأمطار وإبلاغ الشركاء في اليوم نفسه"
PLAIN = "Cleans gullies"


def partners_of(count: int, text: str = PLAIN, *extra: Record) -> Collection:
    """A result in the centre with so many partners, each with something of everything."""
    records: list[Record] = [
        Organisation(id="o", name="Water works"),
        Ring(id="ring", position=1, name="Purpose"),
        Result(id="r", code="R01", statement=f"{text}.", ring="ring"),
        Centre(id="c", result="r"),
        *(Measure(id=f"m{n}", code=f"SM{n + 1}", name=f"{text} {n}") for n in range(4)),
        *(Target(id=f"t{n}", measure=f"m{n}", high=6, by=date(2026, 3 * n + 1, 28)) for n in range(3)),
    ]
    for number in range(count):
        records += _partner(number, count, text)
    return Collection([*records, *extra])


def _partner(number: int, count: int, text: str) -> list[Record]:
    key, status = f"p{number:02}", list(CommitmentStatus)[number % 5]
    wanted = number % 3 == 2
    return [
        Partner(
            id=key, code=f"P{number + 1:02}", name=f"{text} {number}", centre="c", critical=number % 4 == 0,
            standing=Standing.DESIRED if wanted else Standing.CURRENT, contact=f"Contact {number}",
            strategy=text, why_not=text if wanted else "", engagement=text if wanted else "",
            more_needed=number % 5 == 0, place=float(number),
        ),
        Contribution(id=f"{key}a", partner=key, name=f"{text} known", evidence=Evidence.KNOWN),
        Contribution(id=f"{key}b", partner=key, name=f"{text} guessed", noted_on=date(2025, 1, 8)),
        DrivingMeasure(
            id=f"{key}d", partner=key, name=f"{text} drives", evidence=Evidence.KNOWN,
            confirmed_on=date(2025, 8, 1), found=f"{text} was found", source="an interview",
        ),
        DrivingMeasure(id=f"{key}e", partner=key, name=f"{text} may drive", noted_on=date(2025, 6, 20)),
        Alignment(id=f"{key}al", driving_measure=f"{key}d", partner=f"p{(number + 1) % count:02}", why=text),
        PartnerShare(id=f"{key}s", measure=f"m{number % 4}", partner=key),
        Challenge(id=f"{key}h", centre="c", text=text, kind=ChallengeKind.SYSTEM, partner=key),
        Commitment(
            id=f"{key}k", what=f"{text} next", who=f"Person {number % 7}", with_whom="the depot", centre="c",
            partner=key, made_on=date(2025, 6, 20), by_when=date(2025, 9, 1) + timedelta(days=9 * number),
            status=status, measure=f"m{number % 4}" if number % 2 else None,
        ),
        CheckIn(
            id=f"{key}i", commitment=f"{key}k", day=date(2025, 10, 2), status=status,
            happened=f"{text} happened", learned=f"{text} learned", next=f"{text} follows",
        ),
    ]  # fmt: skip
