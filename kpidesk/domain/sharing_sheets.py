"""The workbook's sheets of partners: what is known or guessed of them, shared, promised and looked at."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from kpidesk.domain.columns import (
    CODE,
    DAY,
    WHOLE,
    Cell,
    Column,
    ColumnType,
    Lookup,
    Sheet,
    choice,
    computed,
    plain,
    reference,
    targets_of,
    text,
)
from kpidesk.domain.commitments import CheckIn, Commitment, CommitmentStatus, Step
from kpidesk.domain.gallery import Note
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result
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
    Quarter,
    Reach,
    Reflection,
    Snapshot,
    Stand,
    Standing,
    Strength,
    Told,
    strength_of,
)


def _names(kind: type[Told]) -> Callable[[Partner, Lookup], str]:
    """What is noted of a partner, one a line; a question mark after what is our guess."""

    def value(partner: Partner, lookup: Lookup) -> str:
        found: Sequence[Told] = lookup.having(kind, "partner", partner.id)
        return "\n".join(each.name + (" ?" if each.is_guess else "") for each in found)

    return value


def _shared_by(partner: Partner, lookup: Lookup) -> str:
    shares = lookup.having(PartnerShare, "partner", partner.id)
    return ", ".join(filter(None, (lookup.label(Measure, share.measure) for share in shares)))


def _centre_of(record: Any, lookup: Lookup) -> str | None:
    """The code of the result in the centre that something stands around."""
    centre: Centre | None = lookup.all(Centre).get(record.centre)
    return lookup.label(Result, centre.result) if centre else None


def _partner_name(record: Any, lookup: Lookup) -> str:
    name: str = lookup.all(Partner)[record.partner].name
    return name


def _driving(name: str) -> Callable[[Alignment, Lookup], Cell]:
    """A field of the measure that is aligned."""

    def value(alignment: Alignment, lookup: Lookup) -> Cell:
        cell: Cell = getattr(lookup.all(DrivingMeasure)[alignment.driving_measure], name)
        return cell

    return value


def _driven(alignment: Alignment, lookup: Lookup) -> str | None:
    return lookup.label(Partner, lookup.all(DrivingMeasure)[alignment.driving_measure].partner)


def _snapshot(name: str) -> Callable[[Stand, Lookup], Cell]:
    """A field of the board that a partner stands on."""

    def value(stand: Stand, lookup: Lookup) -> Cell:
        cell: Cell = getattr(lookup.all(Snapshot)[stand.snapshot], name)
        return cell

    return value


def _of_promise(name: str) -> Callable[[CheckIn, Lookup], Cell]:
    """A field of the promise that people looked at."""

    def value(look: CheckIn, lookup: Lookup) -> Cell:
        cell: Cell = getattr(lookup.all(Commitment)[look.commitment], name)
        return cell

    return value


def _follows(promise: Commitment, lookup: Lookup) -> str:
    before: Commitment | None = lookup.all(Commitment).get(promise.follows) if promise.follows else None
    return before.what if before else ""


def _told(*first: Column) -> tuple[Column, ...]:
    """The columns of what is known or guessed; the first one marks guesses for whoever only skims."""
    return (
        computed("guess", "?", lambda told, _: "?" if told.is_guess else None, width=4),
        reference("partner", "Partner", Partner, once=True, needed=True),
        computed("who", "Who", _partner_name, width=30, wide=True),
        *first,
        choice("evidence", "Known or guess", Evidence, 14),
        text("source", "Where from", 26),
        plain("noted_on", "Noted on", **DAY),
        plain("confirmed_on", "Confirmed on", **DAY),
        text("found", "What was found", 36),
    )


_CENTRE: Final = computed("centre", "Result", _centre_of, width=9, once=True, refers=Result)
PARTNERS: Final = Sheet(
    "partners",
    "Partners",
    "Who can contribute to a result that nobody reaches alone. A question mark marks our guesses.",
    (
        CODE,
        text("name", "Who can contribute?", 30, needed=True),
        _CENTRE,
        text("contact", "Contact", 22),
        choice("reach", "Inside or outside", Reach, 11),
        choice("standing", "Takes part", Standing, 12),
        plain("critical", "Critical", holds=ColumnType.FLAG, width=9),
        choice("strength", "Strength, as people said", Strength, 13),
        computed(
            "contributes", "Contributes", lambda p, lookup: strength_of(lookup.reader, p),
            width=12, choices=Strength,
        ),
        plain("more_needed", "More is needed", holds=ColumnType.FLAG, width=10),
        computed("contribution", "Contribution", _names(Contribution), width=34, wide=True),
        computed("driving", "Own measures", _names(DrivingMeasure), width=28, wide=True),
        text("strategy", "Strategy", 34),
        computed("shared", "Shared measures", _shared_by, width=18),
        text("why_not", "What keeps them away", 30),
        text("engagement", "How to win them", 34),
    ),
    Partner,
    grows=True,
)  # fmt: skip
CONTRIBUTIONS: Final = Sheet(
    "contributions",
    "Contributions",
    "What each partner does, or could do, for the result. A question mark marks our guesses.",
    _told(text("name", "Contribution", 40, needed=True)),
    Contribution,
    grows=True,
)
OWN_MEASURES: Final = Sheet(
    "driving",
    "Own measures",
    "Which measures drive each partner's own work. A question mark marks our guesses.",
    _told(text("name", "Measure", 36, needed=True), reference("measure", "Measure of this desk", Measure)),
    DrivingMeasure,
    grows=True,
)
ALIGNMENTS: Final = Sheet(
    "alignments",
    "Alignments",
    "Which partner's own measure also serves which other partner, and why.",
    (
        computed("driven", "Measure of", _driven, width=10),
        computed("driving", "Measure", _driving("name"), width=36, wide=True),
        reference("partner", "Also serves", Partner, editable=False),
        computed("who", "Who", _partner_name, width=30, wide=True),
        text("why", "Why", 44),
    ),
    Alignment,
)
SHARED: Final = Sheet(
    "shared",
    "Shared measures",
    "Which partner takes part in which measure. A measure is shared once two partners do.",
    (
        reference("measure", "Measure", Measure, once=True, needed=True),
        computed("name", "Name", lambda s, lookup: lookup.all(Measure)[s.measure].name, width=40, wide=True),
        reference("partner", "Partner", Partner, once=True, needed=True),
        computed("who", "Who", _partner_name, width=34, wide=True),
        computed(
            "is_shared",
            "Shared yet",
            lambda s, lookup: len(lookup.having(PartnerShare, "measure", s.measure)) > 1,
            holds=ColumnType.FLAG,
            width=11,
        ),
        computed("targets", "Target", lambda s, lookup: targets_of(s.measure, lookup), width=24, wide=True),
    ),
    PartnerShare,
    grows=True,
)
BOARD: Final = Sheet(
    "board",
    "Action and alignment",
    "Where each partner stood on which day, from 1 to 9; up to 5 counts as low.",
    (
        computed("day", "Day", _snapshot("day"), **DAY),
        computed("board", "Board", _snapshot("name"), width=28, wide=True),
        reference("partner", "Partner", Partner, editable=False),
        computed("who", "Who", _partner_name, width=30, wide=True),
        plain("action", "Action", **WHOLE),
        plain("alignment", "Alignment", **WHOLE),
        computed("quarter", "Which means", lambda s, _: s.quarter, width=38, choices=Quarter),
    ),
    Stand,
)
CHALLENGES: Final = Sheet(
    "challenges",
    "Challenges",
    "What stands in the way of aligned action, and where it lies.",
    (
        _CENTRE,
        text("text", "Challenge", 50, needed=True),
        choice("kind", "Where it lies", ChallengeKind, 13),
        reference("partner", "Partner", Partner),
        reference("other", "And partner", Partner),
        plain("noted_on", "Noted on", **DAY),
    ),
    Challenge,
    grows=True,
)
REFLECTIONS: Final = Sheet(
    "reflections",
    "Reflections",
    "How partners looked back at working together.",
    (
        _CENTRE,
        plain("day", "Day", **DAY),
        text("conversations", "Conversations that are needed", 44),
        text("competition", "Where we compete", 36),
        text("fragmentation", "What pulls us apart", 36),
        text("culture", "What helps", 36),
    ),
    Reflection,
    grows=True,
)
COMMITMENTS: Final = Sheet(
    "commitments",
    "Commitments",
    "Who does what, with whom, by when.",
    (
        text("what", "What", 50, needed=True),
        plain("who", "Who", width=20),
        plain("with_whom", "With whom", width=20),
        plain("by_when", "By when", **DAY),
        choice("status", "Status", CommitmentStatus, 12),
        plain("made_on", "Made on", **DAY),
        computed("result", "Result", _centre_of, width=9),
        reference("partner", "Partner", Partner),
        reference("measure", "Measure", Measure),
        choice("step", "Step of the measure", Step, 22),
        computed("qualities", "Good in how many ways", lambda c, _: len(c.qualities), **WHOLE),
        computed("follows", "Follows from", _follows, width=36, wide=True),
        reference("note", "Note", Note, listed=False),
    ),
    Commitment,
    grows=True,
)
CHECK_INS: Final = Sheet(
    "check_ins",
    "Check-ins",
    "What people said when they looked at a promise: what happened, what they learned, what comes next.",
    (
        computed("what", "What", _of_promise("what"), width=44, wide=True),
        computed("who", "Who", _of_promise("who"), width=20),
        plain("day", "Day", **DAY),
        choice("status", "Status", CommitmentStatus, 12),
        text("happened", "What happened", 36),
        text("learned", "Learned", 36),
        text("next", "Next", 36),
        choice("kind", "Where the reason lies", ChallengeKind, 13),
        plain("moved_from", "Was for", **DAY),
    ),
    CheckIn,
)
SHARING: Final = (
    PARTNERS,
    CONTRIBUTIONS,
    OWN_MEASURES,
    ALIGNMENTS,
    SHARED,
    BOARD,
    CHALLENGES,
    REFLECTIONS,
    COMMITMENTS,
    CHECK_INS,
)
"""All of them, in the order of the workbook."""
