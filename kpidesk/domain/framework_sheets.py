"""The workbook's sheets of the framework: assessments, and the registers of its modules."""

from collections.abc import Callable
from typing import Final

from kpidesk.domain.assessment_figures import Votes, votes
from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentSet, Score
from kpidesk.domain.columns import (
    DAY,
    NUMBER,
    WHOLE,
    Cell,
    ColumnType,
    Lookup,
    Sheet,
    choice,
    computed,
    optional,
    plain,
    reference,
    text,
)
from kpidesk.domain.communities import (
    Community,
)
from kpidesk.domain.invitations import Channel, Stance
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Group
from kpidesk.domain.registers import Message, Policy, Ruling, RulingKind, Stakeholder
from kpidesk.domain.results import Result
from kpidesk.domain.voting import Rating, Tally

RULINGS: Final = Sheet(
    "rulings",
    "Decisions taken",
    "Decisions on how measuring is led, and those that a measure led to.",
    (
        text("text", "Decision", 56, needed=True),
        choice("kind", "About", RulingKind, 24),
        plain("on", "Day", **DAY),
        text("by", "By", 22),
        text("why", "Why", 40),
        reference("measure", "Measure", Measure),
        reference("result", "Result", Result),
        plain("review_on", "Look at it again", **DAY),
    ),
    Ruling,
    grows=True,
)
STAKEHOLDERS: Final = Sheet(
    "stakeholders",
    "Stakeholders",
    "Whom measuring touches, how they see it, what was tried and what comes next.",
    (
        text("name", "Who", 28, needed=True),
        reference("group", "Group", Group),
        choice("stance", "How they see it", Stance, 15),
        text("role", "What they do or decide", 36),
        text("co_designs", "What they help to design", 30),
        text("tried", "What was tried", 40),
        text("next", "What is next", 40),
        plain("by", "By when", **DAY),
        text("owner", "Who does it", 20),
    ),
    Stakeholder,
    grows=True,
)
POLICIES: Final = Sheet(
    "policies",
    "Policies",
    "Laws, policies and agreements that touch measuring, and who keeps an eye on them.",
    (
        text("name", "What", 30, needed=True),
        text("source", "Where it stands", 40),
        text("keeper", "Who looks after it", 20),
        plain("due", "Look again by", **DAY),
        plain("checked_on", "Looked at on", **DAY),
        text("finding", "What was found", 50),
    ),
    Policy,
    grows=True,
)
MESSAGES: Final = Sheet(
    "messages",
    "Messages",
    "Words for each audience and channel.",
    (
        text("audience", "For whom", 24),
        choice("channel", "How", Channel, 14),
        plain("language", "Language", width=10),
        text("subject", "Subject", 34),
        text("text", "Text", 70),
        plain("sent_on", "Sent on", **DAY),
    ),
    Message,
    grows=True,
)


def _session(field: str) -> Callable[[Score, Lookup], Cell]:
    def value(score: Score, lookup: Lookup) -> Cell:
        cell: Cell = getattr(lookup.all(Assessment)[score.assessment], field)
        return cell

    return value


def _set_of(score: Score, lookup: Lookup) -> AssessmentSet:
    session: Assessment = lookup.all(Assessment)[score.assessment]
    found: AssessmentSet = lookup.all(AssessmentSet)[session.set]
    return found


def _item(field: str) -> Callable[[Score, Lookup], Cell]:
    def value(score: Score, lookup: Lookup) -> Cell:
        cell: Cell = getattr(lookup.all(AssessmentItem)[score.item], field)
        return cell

    return value


def _agreed(score: Score, lookup: Lookup) -> Cell:
    return None if score.agreed is None else _set_of(score, lookup).shown(score.agreed)


def _votes(score: Score, lookup: Lookup) -> Votes:
    given = [each.number for each in lookup.having(Rating, "item", score.id)]
    return votes(Tally(tuple(given), _set_of(score, lookup).steps) if given else None)


def _mean(score: Score, lookup: Lookup) -> Cell:
    """The mean of what people gave, nothing where they are too few to stay unknown."""
    tally = _votes(score, lookup).tally
    return None if tally is None else _set_of(score, lookup).shown(tally.mean)


def _asked_in(score: Score, lookup: Lookup) -> Cell:
    return lookup.label(Community, lookup.all(Assessment)[score.assessment].community)


SETS: Final = Sheet(
    "sets",
    "Sets of items",
    "What assessments ask, one item a row.",
    (
        reference("set", "Set", AssessmentSet, width=24, editable=False),
        plain("number", "Number", editable=False, **WHOLE),
        text("section", "Section", 22),
        plain("module", "Module", **WHOLE),
        text("text", "Item", 50),
        text("poor", "When it is poor", 36),
        text("good", "When it is good", 36),
        text("hint", "What to ask to see", 30),
        plain("practice", "Practice", width=10),
    ),
    AssessmentItem,
)
ASSESSMENTS: Final = Sheet(
    "assessments",
    "Assessments",
    "What sessions agreed on, and the mean of what people gave; single numbers are not kept here.",
    (
        computed("set", "Set", lambda score, lookup: _set_of(score, lookup).name, width=24),
        computed("on", "Day", _session("on"), **DAY),
        computed("community", "Community", _asked_in, width=24),
        computed("number", "Number", _item("number"), **WHOLE),
        computed("item", "Item", _item("text"), width=50, wide=True),
        computed("agreed", "Agreed", _agreed, **NUMBER),
        computed("mean", "Mean of the votes", _mean, **NUMBER),
        computed("votes", "Votes", lambda score, lookup: _votes(score, lookup).count, **WHOLE),
        plain("not_relevant", "Not relevant", holds=ColumnType.FLAG, width=11),
        text("evidence", "What shows it", 44),
    ),
    Score,
)
REGISTERS: Final = optional(SETS, ASSESSMENTS, RULINGS, STAKEHOLDERS, POLICIES, MESSAGES)
