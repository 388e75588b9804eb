"""What people call each kind of record and each of its fields; every name is a message to translate.

The headings of the workbook are such names already and are taken from there; what has no column is named
here. `id` has no name: people never see it.
"""

from typing import Final

from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentSet, Score
from kpidesk.domain.commitments import CheckIn, Commitment
from kpidesk.domain.communities import (
    Attendance,
    Cadence,
    Celebration,
    Community,
    ForceEntry,
    Hours,
    Initiative,
    Meeting,
    MeetingLine,
    Member,
    MethodUse,
    Pairing,
    PlanStep,
    PlanTeam,
    Skill,
    SkillLevel,
    Struggle,
    Talk,
    Training,
)
from kpidesk.domain.content import Attachment, Translation
from kpidesk.domain.curves import Factor, Helper, Idea
from kpidesk.domain.definitions import (
    Component,
    DataItem,
    Forum,
    ForumMeasure,
    ItemUse,
    Milestone,
    ResponseRule,
    Variant,
)
from kpidesk.domain.designs import Candidate, Derivation, Design, Observation
from kpidesk.domain.gallery import (
    Cluster,
    Consequence,
    Crop,
    Gallery,
    Membership,
    Note,
    Photo,
    Poster,
    RatingScale,
)
from kpidesk.domain.invitations import Invitation, InvitationText
from kpidesk.domain.keeping import Checkpoint, ListLayout, Merged
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Group, Organisation, Person
from kpidesk.domain.record import Record, fields_of
from kpidesk.domain.registers import Message, Policy, Ruling, Stakeholder
from kpidesk.domain.results import (
    Aside,
    Dismissal,
    Goal,
    Link,
    LinkKind,
    Map,
    Placement,
    Result,
    Ring,
    Tag,
    Tagging,
    Trace,
    Verdict,
)
from kpidesk.domain.series import Acknowledgement, Annotation, Baseline, Cause, Forecast, ImportLayout, Value
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Challenge,
    Contribution,
    DrivingMeasure,
    Partner,
    PartnerShare,
    Reflection,
    Snapshot,
    Stand,
)
from kpidesk.domain.sheets import DATA_SHEETS
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.votes import BallotCount, BallotItem
from kpidesk.domain.voting import Ballot, Rating
from kpidesk.domain.walls import Hanging, Printout, Wall
from kpidesk.domain.workshops import Block, Parked, Participant, Workshop

KIND_NAMES: Final[dict[type[Record], str]] = {
    Organisation: "Organisation",
    Person: "Person",
    Group: "Group",
    Ring: "Ring",
    LinkKind: "Kind of link",
    RatingScale: "Scale",
    Goal: "Goal",
    Map: "Results map",
    Result: "Result",
    Trace: "Goal that became a result",
    Placement: "Place on the map",
    Link: "Link",
    Milestone: "Milestone",
    Measure: "Measure",
    DataItem: "Data item",
    ItemUse: "Data item of a measure",
    ResponseRule: "Who is told of a signal",
    Variant: "Other definition elsewhere",
    Component: "Part of a composite measure",
    Forum: "Forum",
    ForumMeasure: "Measure that a forum looks at",
    Design: "Design of measures",
    Observation: "Observation",
    Candidate: "Candidate measure",
    Derivation: "Observation behind a candidate",
    Aside: "Part of a goal set aside",
    Verdict: "Verdict of a test",
    Tag: "Tag",
    Tagging: "Tag on a record",
    Dismissal: "Dismissed hint",
    Target: "Target",
    Value: "Value",
    Annotation: "Note on the chart",
    Baseline: "Baseline",
    Forecast: "Forecast",
    Acknowledgement: "Answer to a signal",
    Cause: "Cause",
    ImportLayout: "How a file of values is read",
    Centre: "Result in the centre",
    Partner: "Partner",
    Contribution: "Contribution",
    DrivingMeasure: "Partner’s own measure",
    Alignment: "Measure that serves another partner",
    PartnerShare: "Partner in a shared measure",
    Snapshot: "Day of the board",
    Stand: "Where a partner stands",
    Challenge: "Challenge",
    Reflection: "Reflection",
    Community: "Community",
    ForceEntry: "Benefit, concern or payoff",
    Member: "Member",
    Hours: "Hours of a member",
    Meeting: "Meeting",
    MeetingLine: "Line of the minutes",
    Attendance: "Attendance",
    Pairing: "Pairing",
    MethodUse: "Other method in use",
    Skill: "Skill",
    SkillLevel: "Level of a skill",
    Training: "Training",
    Celebration: "Celebration",
    Initiative: "Initiative",
    Struggle: "Idea or struggle",
    Talk: "Talk with a member",
    PlanTeam: "Team in the plan",
    PlanStep: "Step of the plan",
    Cadence: "What comes round",
    AssessmentSet: "Set of items",
    AssessmentItem: "Item to rate",
    Assessment: "Session of an assessment",
    Score: "Item in a session",
    Ruling: "Decision taken",
    Stakeholder: "Stakeholder",
    Policy: "Law, policy or agreement",
    Message: "Message",
    Commitment: "Promise",
    CheckIn: "Check-in",
    Factor: "Part of the story",
    Helper: "Who has a part",
    Idea: "Idea that could work",
    ExistingMeasure: "Line of the stock-take",
    Ballot: "Vote",
    BallotItem: "Thing to vote on",
    BallotCount: "Count of a vote",
    Rating: "Rating",
    Gallery: "Gallery",
    Poster: "Poster",
    Note: "Sticky note",
    Consequence: "What a note led to",
    Cluster: "Group of notes",
    Membership: "Note in a group",
    Photo: "Photo of a wall",
    Crop: "Part of a photo",
    Invitation: "Invitation",
    InvitationText: "Own words of an invitation",
    Wall: "Wall",
    Hanging: "Place of a poster",
    Printout: "Printed poster",
    Translation: "Text in another language",
    Attachment: "Picture",
    Checkpoint: "Checkpoint",
    Merged: "Merged copy",
    ListLayout: "How a list is read",
    Workshop: "Workshop",
    Block: "Block of an agenda",
    Participant: "Person in a workshop",
    Parked: "Parked",
}

_USUAL: Final = {
    "by": "By", "code": "Code", "community": "Community", "day": "Day", "edit": "Edit number",
    "gallery": "Gallery", "kind": "Kind", "language": "Language", "layout": "Layout", "map": "Results map",
    "measure": "Measure", "meeting": "Meeting", "name": "Name", "note": "Note", "number": "Number",
    "on": "Day", "partner": "Partner", "period": "First day of the period", "period_type": "Length",
    "person": "Person", "place": "Order", "poster": "Poster", "purpose": "Purpose", "reason": "Why",
    "record": "About", "result": "Result", "source": "Source", "subject": "About", "text": "Text",
    "told_on": "Told on",
}  # fmt: skip
"""Names of fields that mean the same wherever they occur."""

_OWN: Final[dict[type[Record], dict[str, str]]] = {
    Workshop: {
        "keeps_end": "Ends in time", "paused_at": "Time held since", "ended_at": "Ended",
    },
    Block: {
        "opens": "Page", "given": "Minutes given", "began_at": "Began", "ended_at": "Ended",
        "held": "Seconds held",
    },
    Parked: {"answered_on": "Answered"},
    Organisation: {
        "logo": "Logo", "colour": "Colour", "languages": "Languages", "period_type": "Usual period",
        "run_rule": "A long run is",
    },
    Person: {
        "role": "Role", "unit": "Unit", "languages": "Languages", "consent": "May be named",
    },
    Group: {"key": "Short key"},
    Ring: {"position": "Position", "reach": "How far it reaches"},
    LinkKind: {
        "key": "Short key", "meaning": "Meaning", "role": "Works as", "directed": "Has a direction",
        "pattern": "Line", "mark": "Mark",
    },
    RatingScale: {
        "key": "Short key", "question": "Question", "low": "Lowest", "high": "Highest",
        "low_word": "Word for the lowest", "high_word": "Word for the highest",
    },
    Map: {"subtitle": "Subtitle"},
    Trace: {"goal": "Goal"},
    Placement: {"x": "Across", "y": "Down", "pinned": "Pinned"},
    ItemUse: {"item": "Data item"},
    ResponseRule: {
        "signal": "Signal", "way": "For better or worse", "told": "Who is told",
        "within": "Within working days", "response": "What they do",
    },
    Variant: {"where": "Where", "scope": "Which cases count", "formula": "Formula"},
    Component: {"part": "Part", "weight": "Weight"},
    Forum: {"every": "How often"},
    ForumMeasure: {"forum": "Forum"},
    Design: {"control": "What is in our hands", "hopes": "Hopes", "best": "Best rating"},
    Observation: {"design": "Design", "sense": "How it is noticed", "by_host": "Facilitator’s own"},
    Candidate: {"design": "Design", "lead": "Tells early"},
    Derivation: {"candidate": "Candidate measure", "observation": "Observation"},
    Aside: {"goal": "Goal"},
    Tag: {"family": "Family"},
    Tagging: {"tag": "Tag"},
    Dismissal: {"key": "Hint"},
    Target: {
        "low": "At least", "high": "At most", "by": "By the end of", "by_period": "Which period that is",
        "every": "Anew in each", "wording": "In words", "set_by": "Set by",
    },
    Annotation: {"until": "Until"},
    Acknowledgement: {
        "rule": "Signal", "side": "Side", "first": "From", "last": "Until", "verdict": "What it is",
        "cause": "What lies behind it", "response": "What is done",
    },
    Cause: {"acknowledgement": "Signal", "answers": "Lies behind"},
    ImportLayout: {
        "headings": "Headings", "columns": "What the columns hold", "across": "Periods across",
        "delimiter": "Between the columns", "encoding": "Letters", "decimal": "Decimal sign",
        "date_order": "Order of a date", "percent": "Per cent",
    },
    Centre: {"indicator": "Indicator"},
    Partner: {"place": "Place on the chart"},
    Alignment: {"driving_measure": "Measure"},
    Snapshot: {"centre": "Result in the centre"},
    Stand: {"snapshot": "Day of the board"},
    Community: {"plan_updated_on": "Plan looked at on"},
    Member: {"handed_to": "Handed over to"},
    Skill: {"family": "Family"},
    SkillLevel: {"skill": "Skill", "level": "Level", "evidence": "What shows it"},
    AssessmentSet: {
        "low": "Lowest step", "labels": "Words of the steps", "levels": "Names of the levels",
    },
    Assessment: {"set": "Set of items", "people": "How many rated", "closed_on": "Closed on"},
    Score: {"assessment": "Session"},
    Commitment: {
        "centre": "Result in the centre", "score": "Item of an assessment", "workshop": "Workshop",
    },
    Ruling: {"workshop": "Workshop"},
    CheckIn: {"commitment": "Promise"},
    Factor: {"pull": "Which way it pulls", "rank": "Rank", "root": "What lies behind it"},
    Helper: {"part": "Part"},
    Idea: {"commitment": "Promise"},
    Ballot: {
        "about": "About", "title": "Title", "criteria": "Criteria", "best": "Best rating",
        "voters": "Papers expected", "opened_on": "Opened on", "revealed_on": "Revealed on",
        "method": "How people vote", "secret": "In secret", "dots": "Dots each", "follows": "Round before",
        "papers": "Papers",
    },
    BallotItem: {"ballot": "Vote", "item": "What is voted on"},
    BallotCount: {"item": "Thing to vote on", "step": "Step", "against": "Before", "number": "How many"},
    Rating: {"item": "What is rated", "criterion": "Criterion", "rater": "Rater", "ballot": "Vote"},
    Gallery: {
        "place": "Place", "opens": "Opens", "closes": "Closes", "team": "Team", "hosts": "Hosts",
        "how": "How to take part", "otherwise": "For those who cannot come", "host_notes": "Notes for hosts",
        "invited": "Invited", "visitors": "Visitors", "names": "Notes carry names",
        "rated": "Cards ask for ratings", "tally_at_door": "Counted at the door",
        "understand_scale": "Scale of understanding", "back_scale": "Scale of backing",
        "wishes": "Words for how much", "times": "Words for when", "heard": "What we heard",
        "decides_on": "Decides on",
    },
    Poster: {
        "goal": "Goal", "told": "Answers of the gallery", "turned": "How it lies",
        "hidden": "Left out", "zones": "Places for notes", "version": "Version",
    },
    Note: {"discussed": "Talked about"},
    Consequence: {"change": "What changed"},
    Membership: {"cluster": "Group of notes"},
    Photo: {
        "taken": "Taken", "image": "Picture", "straight": "Picture from the front",
        "corners": "Corners of the poster",
    },
    Crop: {
        "photo": "Photo", "image": "Picture", "seen": "What became of it", "x": "From the left",
        "y": "From the top", "wide": "Width", "tall": "Height",
    },
    Invitation: {"contact": "Contact"},
    InvitationText: {"variant": "Words for", "subject": "Subject"},
    Wall: {
        "length": "Length in metres", "x": "From, across", "y": "From, down", "to_x": "To, across",
        "to_y": "To, down",
    },
    Hanging: {"wall": "Wall", "at": "Metres from the left"},
    Printout: {
        "printed_at": "Printed", "digest": "Fingerprint", "paper": "Paper", "tile": "Tiled on",
        "sheets": "Fingerprints of the sheets", "printer": "Printer",
    },
    Translation: {"field": "Field"},
    Attachment: {"digest": "Fingerprint", "media_type": "Type of file", "data": "Picture"},
    Checkpoint: {"at": "When"},
    Merged: {"trail": "Fingerprint", "file": "File", "at": "When"},
    ListLayout: {"headings": "Headings", "columns": "What the columns hold"},
}  # fmt: skip
"""Names of the other fields that have no column in the workbook."""


def _headings() -> dict[tuple[type[Record], str], str]:
    """What the workbook's columns call the fields that they show."""
    return {
        (sheet.record, column.key): column.heading
        for sheet in reversed(DATA_SHEETS)  # the first sheet of a kind speaks last
        if sheet.record is not None
        for column in sheet.columns
    }


def _names() -> dict[tuple[type[Record], str], str]:
    headings = _headings()
    found: dict[tuple[type[Record], str], str] = {}
    for kind in KIND_NAMES:
        own = _OWN.get(kind, {})
        for field in fields_of(kind)[1:]:
            name = own.get(field.name) or headings.get((kind, field.name)) or _USUAL.get(field.name)
            if name:
                found[kind, field.name] = name
    return found


FIELD_NAMES: Final = _names()
"""The name of each field of each kind of record, but for `id`."""
