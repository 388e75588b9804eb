"""The one table of workbook sheets: what each column is called, holds and allows.

Exporter and importer both read it, so a column is described once. Keys are language-neutral and
stay; headings, choices and sheet names are messages that are translated. References are shown as
codes or names; the record's id stands in a hidden column of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any, Final

from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.definitions import DataItem, ItemUse
from kpidesk.domain.exact import rounded
from kpidesk.domain.gallery import Decision, Gallery, Horizon, Moscow, Note, NoteKind, Poster
from kpidesk.domain.measures import Direction, Measure, MeasureStatus, Quadrant, Statistic, Target
from kpidesk.domain.people import Group, Person
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record
from kpidesk.domain.results import (
    Aside,
    Audience,
    Confidence,
    Goal,
    Link,
    LinkKind,
    LinkStatus,
    Outcome,
    Result,
    ResultStatus,
    Ring,
    Tag,
    Tagging,
    Trace,
    Verdict,
    WordingTest,
)
from kpidesk.domain.series import Baseline, BaselineMode, Value, ValueStatus
from kpidesk.domain.sharing import Centre, DrivingMeasure, Evidence, Partner, PartnerShare, Reach, Standing
from kpidesk.domain.xmr import Rule, Segment, Signal, analyse

Cell = str | int | float | bool | date | Enum | None


class ColumnType(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"


class Lookup:
    """A reader with what many rows ask for again and again, looked up once."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._all: dict[type[Record], dict[str, Record]] = {}
        self._grouped: dict[tuple[type[Record], str], dict[Any, list[Any]]] = {}

    def all(self, record_type: type[Record]) -> dict[str, Any]:
        """All records of a type by id."""
        if record_type not in self._all:
            self._all[record_type] = {record.id: record for record in self.reader.find(record_type)}
        return self._all[record_type]

    def having(self, record_type: type[Record], name: str, value: str) -> list[Any]:
        """The records of a type whose field has a value."""
        key = (record_type, name)
        if key not in self._grouped:
            groups: dict[Any, list[Any]] = {}
            for record in self.all(record_type).values():
                groups.setdefault(getattr(record, name), []).append(record)
            self._grouped[key] = groups
        return self._grouped[key].get(value, [])

    def label(self, record_type: type[Record], record_id: str | None) -> str | None:
        """The code or name by which people know a record."""
        record = self.all(record_type).get(record_id) if record_id else None
        return None if record is None else getattr(record, NAMED_BY[record_type])


NAMED_BY: Final[dict[type[Record], str]] = {
    Result: "code",
    Measure: "code",
    Partner: "code",
    Poster: "code",
    Note: "code",
    Group: "key",
    Ring: "name",
    LinkKind: "name",
    Person: "name",
    DataItem: "name",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` is in characters; `wide` texts wrap.

    `refers` names the type that the cell's code or name stands for, and `listed` whether its
    records are offered as choices; `choices` are the members of an enum.
    """

    key: str
    heading: str
    value: Callable[[Any, Lookup], Cell]
    holds: ColumnType = ColumnType.TEXT
    width: float = 14
    editable: bool = True
    wide: bool = False
    choices: type[Enum] | None = None
    refers: type[Record] | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. A computed sheet has no record type: nothing in it is read back."""

    key: str
    name: str
    about: str
    columns: tuple[Column, ...]
    record: type[Record] | None = None
    rows: Callable[[Lookup], Iterable[Any]] | None = None

    def items(self, lookup: Lookup) -> Iterable[Any]:
        """What the rows are about, one item each."""
        if self.record is not None:
            return lookup.all(self.record).values()
        return self.rows(lookup) if self.rows else ()


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal with what it was judged by."""

    measure: Measure
    signal: Signal
    segment: Segment


def _field(key: str, heading: str, **described: Any) -> Column:
    """A column that shows a record's field as it is."""
    get = attrgetter(key)
    return Column(key, heading, lambda record, _: get(record), **described)


def _choice(key: str, heading: str, choices: type[Enum], width: float = 13) -> Column:
    return _field(key, heading, holds=ColumnType.CHOICE, choices=choices, width=width)


def _reference(
    key: str,
    heading: str,
    target: type[Record],
    *,
    width: float = 10,
    listed: bool = True,
    editable: bool = True,
) -> Column:
    get = attrgetter(key)
    return Column(
        key,
        heading,
        lambda record, lookup: lookup.label(target, get(record)),
        holds=ColumnType.CHOICE if listed else ColumnType.TEXT,
        width=width,
        editable=editable,
        refers=target,
        listed=listed,
    )


def _lines(key: str, heading: str, width: float = 30) -> Column:
    """Several texts, one a line."""
    get = attrgetter(key)
    return Column(key, heading, lambda record, _: "\n".join(get(record)), width=width, wide=True)


def _computed(key: str, heading: str, value: Callable[[Any, Lookup], Cell], **described: Any) -> Column:
    return Column(key, heading, value, editable=False, **described)


def _text(key: str, heading: str, width: float = 40) -> Column:
    return _field(key, heading, width=width, wide=True)


CODE: Final = _field("code", "Code", width=8, editable=False)


def _became(goal: Goal, lookup: Lookup) -> str:
    traces = lookup.having(Trace, "goal", goal.id)
    return ", ".join(filter(None, (lookup.label(Result, trace.result) for trace in traces)))


def _asides_of(goal: Goal, lookup: Lookup) -> str:
    """What else became of a goal, one a line."""
    asides: Sequence[Aside] = lookup.having(Aside, "goal", goal.id)
    return "\n".join(
        " ".join(filter(None, (each.text, lookup.label(Measure, each.measure) or ""))) for each in asides
    )


def _tags_of(result: Result, lookup: Lookup) -> str:
    known = lookup.all(Tag)
    return ", ".join(sorted(known[each.tag].name for each in lookup.having(Tagging, "record", result.id)))


def _tested_code(verdict: Verdict, lookup: Lookup) -> str:
    subject = lookup.all(Goal).get(verdict.subject) or lookup.all(Result)[verdict.subject]
    code: str = subject.code
    return code


def _tested_text(verdict: Verdict, lookup: Lookup) -> str:
    goal = lookup.all(Goal).get(verdict.subject)
    text: str = goal.text if goal else lookup.all(Result)[verdict.subject].statement
    return text


def _measures_of(result: Result, lookup: Lookup) -> str:
    return ", ".join(measure.code for measure in lookup.having(Measure, "result", result.id))


def _read_out(link: Link, lookup: Lookup) -> str:
    results = lookup.all(Result)
    return f"{results[link.source].statement} → {results[link.target].statement}"


def _targets_of(measure_id: str, lookup: Lookup) -> str:
    return "\n".join(
        target.wording or _bounds(target) for target in lookup.having(Target, "measure", measure_id)
    )


def _items_of(measure_id: str, lookup: Lookup) -> str:
    uses = sorted(lookup.having(ItemUse, "measure", measure_id), key=attrgetter("id"))
    return "\n".join(filter(None, (lookup.label(DataItem, use.item) for use in uses)))


def _bounds(target: Target) -> str:
    low = "" if target.low is None else f"≥ {target.low:g}"
    high = "" if target.high is None else f"≤ {target.high:g}"
    day = "" if target.by is None else target.by.isoformat()
    return " ".join(filter(None, (low, high, day)))


def _driven_by(partner: Partner, lookup: Lookup) -> str:
    """Driving measures one a line; a question mark after those that are our guess."""
    measures: Sequence[DrivingMeasure] = lookup.having(DrivingMeasure, "partner", partner.id)
    return "\n".join(
        driving.name + (" ?" if driving.evidence is Evidence.HYPOTHESISED else "") for driving in measures
    )


def _shared_by(partner: Partner, lookup: Lookup) -> str:
    shares = lookup.having(PartnerShare, "partner", partner.id)
    return ", ".join(filter(None, (lookup.label(Measure, share.measure) for share in shares)))


def _centre_of(partner: Partner, lookup: Lookup) -> str | None:
    return lookup.label(Result, lookup.all(Centre)[partner.centre].result)


def _gallery_of(note: Note, lookup: Lookup) -> str:
    name: str = lookup.all(Gallery)[lookup.all(Poster)[note.poster].gallery].name
    return name


def _signals(lookup: Lookup) -> Iterator[SignalRow]:
    for measure in lookup.all(Measure).values():
        values = lookup.having(Value, "measure", measure.id)
        baselines = lookup.having(Baseline, "measure", measure.id)
        analysis = analyse(values, baselines, measure.period_type)
        for signal in analysis.signals:
            yield SignalRow(measure, signal, analysis.segments[signal.segment])


class Position(Enum):
    """On which side of the centre line the values of a signal lie."""

    ABOVE = "+"
    BELOW = "-"
    BOTH = ""


def _line(name: str) -> Callable[[SignalRow, Lookup], float | None]:
    """A line of the chart at the start of a signal, with one decimal more than the measure."""

    def value(row: SignalRow, _: Lookup) -> float | None:
        at = getattr(row.segment, name)(row.signal.first)
        return None if at is None else float(rounded(at, row.measure.decimals + 1))

    return value


_WHOLE: Final = {"holds": ColumnType.INTEGER, "width": 10}
_NUMBER: Final = {"holds": ColumnType.NUMBER, "width": 11}
_DAY: Final = {"holds": ColumnType.DATE, "width": 12}

GOALS: Final = Sheet(
    "goals",
    "Goals",
    "Sentences as they stand in plans, and what became of each.",
    (
        CODE,
        _text("text", "Goal as found", 60),
        _text("source", "Found in", 26),
        _text("owner", "Owner", 22),
        _computed("became", "Became", _became, width=16),
        _computed("asides", "Action, target or parked", _asides_of, width=36, wide=True),
        _text("outcome", "What else came of it", 36),
    ),
    Goal,
)
RESULTS: Final = Sheet(
    "results",
    "Results",
    "What shall be so, one result a row, as on the results map.",
    (
        CODE,
        _text("statement", "Result", 60),
        _reference("ring", "Ring", Ring, width=18),
        _text("owner", "Owner", 24),
        _choice("audience", "Whose condition", Audience, 16),
        _field("area", "Area", width=16),
        _choice("status", "Status", ResultStatus, 11),
        _field("dots", "Dots", **_WHOLE),
        _field("off_strategy", "Off strategy", holds=ColumnType.FLAG, width=11),
        _text("off_strategy_reason", "Why it is here all the same", 30),
        _computed("tags", "Tags", _tags_of, width=24, wide=True),
        _computed("measures", "Measures", _measures_of, width=14),
    ),
    Result,
)
LINKS: Final = Sheet(
    "links",
    "Links",
    "Which result is believed to bring about, go with or hurt which other.",
    (
        CODE,
        _reference("source", "From", Result),
        _reference("target", "To", Result),
        _reference("kind", "Kind", LinkKind, width=18),
        _choice("confidence", "How sure", Confidence),
        _field("lag_months", "Delay in months", holds=ColumnType.INTEGER, width=11),
        _text("rationale", "Why", 36),
        _choice("status", "Status", LinkStatus, 11),
        _field("proposed_by", "Proposed by", width=18),
        _field("proposed_on", "Proposed on", **_DAY),
        _computed("reads", "Reads", _read_out, width=70, wide=True),
    ),
    Link,
)
TESTS: Final = Sheet(
    "tests",
    "Tests",
    "What people found when they put goals and results to the five tests.",
    (
        _computed("code", "Code", _tested_code, width=8),
        _computed("text", "Goal or result", _tested_text, width=50, wide=True),
        _computed("test", "Test", lambda v, _: v.test, width=20, choices=WordingTest),
        _choice("outcome", "Verdict", Outcome, 10),
        _text("reason", "Why", 44),
        _field("agreed_by", "Agreed by", width=24),
        _field("decided_on", "Decided on", **_DAY),
    ),
    Verdict,
)
MEASURES: Final = Sheet(
    "measures",
    "Measures",
    "How each measure is worked out, who keeps it and which way is good.",
    (
        CODE,
        _text("name", "Name", 26),
        _reference("result", "Result", Result),
        _text("description", "In plain words", 40),
        _choice("status", "Status", MeasureStatus, 12),
        _choice("statistic", "Statistic", Statistic, 12),
        _text("item", "Of what", 32),
        _text("scope", "Which cases count", 32),
        _text("formula", "Formula", 32),
        _computed("data_items", "Data items", lambda m, lookup: _items_of(m.id, lookup), width=28, wide=True),
        _choice("period_type", "How often", PeriodType, 11),
        _field("unit", "Unit", width=15),
        _field("decimals", "Decimals", **_WHOLE),
        _field("lower_bound", "Never below", **_NUMBER),
        _field("upper_bound", "Never above", **_NUMBER),
        _choice("direction", "Good is", Direction, 18),
        _choice("quadrant", "Says", Quadrant, 20),
        _computed("targets", "Target", lambda m, lookup: _targets_of(m.id, lookup), width=24, wide=True),
        _field("effort_hours", "Hours a month", **_NUMBER),
        _reference("owner", "Owner", Person, width=22),
        _text("intent", "What it is for", 34),
        _text("used_for", "Used for", 34),
        _text("not_used_for", "Not used for", 34),
    ),
    Measure,
)
VALUES: Final = Sheet(
    "values",
    "Values",
    "The numbers by period; a row without a number is known to be missing, which is not zero.",
    (
        _reference("measure", "Measure", Measure),
        _field("period", "First day of the period", **_DAY),
        _choice("period_type", "Length", PeriodType, 11),
        _field("number", "Value", **_NUMBER),
        _field("cases", "Number of cases", **_WHOLE),
        _choice("status", "How final", ValueStatus, 13),
        _text("source", "Where from", 30),
    ),
    Value,
)
BASELINES: Final = Sheet(
    "baselines",
    "Baselines",
    "From when on limits are worked out anew, and why. Baselines are set in KPI Desk, beside the chart.",
    tuple(
        Column(c.key, c.heading, c.value, c.holds, c.width, editable=False, wide=c.wide, choices=c.choices)
        for c in (
            _reference("measure", "Measure", Measure),
            _field("start", "From", **_DAY),
            _field("periods", "Periods", **_WHOLE),
            _lines("excluded", "Left out", 14),
            _choice("mode", "Centre line", BaselineMode, 14),
            _text("reason", "Why", 44),
            _field("by", "Decided by", width=20),
            _field("decided_on", "Decided on", **_DAY),
        )
    ),
    Baseline,
)
SIGNALS: Final = Sheet(
    "signals",
    "Signals",
    "Patterns in the values beyond routine variation. KPI Desk finds them; people say what they mean.",
    (
        _computed("measure", "Measure", lambda row, _: row.measure.code, width=10),
        _computed("name", "Name", lambda row, _: row.measure.name, width=28, wide=True),
        _computed("rule", "Signal", lambda row, _: row.signal.rule, width=26, choices=Rule),
        _computed("side", "Where", lambda row, _: Position(row.signal.side), width=22, choices=Position),
        _computed("first", "From", lambda row, _: row.signal.first, **_DAY),
        _computed("last", "To", lambda row, _: row.signal.last, **_DAY),
        _computed("count", "Values in it", lambda row, _: len(row.signal.marked), **_WHOLE),
        _computed("centre", "Centre line", _line("centre_at"), **_NUMBER),
        _computed("lower", "Lower limit", _line("lower_at"), **_NUMBER),
        _computed("upper", "Upper limit", _line("upper_at"), **_NUMBER),
    ),
    rows=_signals,
)
PARTNERS: Final = Sheet(
    "partners",
    "Partners",
    "Who can contribute to a result that nobody reaches alone. A question mark marks our guesses.",
    (
        CODE,
        _text("name", "Who can contribute?", 30),
        _computed("centre", "Result", _centre_of, width=9),
        _text("contact", "Contact", 22),
        _choice("reach", "Inside or outside", Reach, 11),
        _choice("standing", "Takes part", Standing, 12),
        _field("critical", "Critical", holds=ColumnType.FLAG, width=9),
        _text("contribution", "Contribution", 34),
        _computed("driving", "Own measures", _driven_by, width=28, wide=True),
        _text("strategy", "Strategy", 34),
        _computed("shared", "Shared measures", _shared_by, width=18),
        _text("why_not", "What keeps them away", 30),
    ),
    Partner,
)
SHARED: Final = Sheet(
    "shared",
    "Shared measures",
    "Which partner takes part in which measure. A measure is shared once two partners do.",
    (
        _reference("measure", "Measure", Measure),
        _computed("name", "Name", lambda s, lookup: lookup.all(Measure)[s.measure].name, width=40, wide=True),
        _reference("partner", "Partner", Partner),
        _computed("who", "Who", lambda s, lookup: lookup.all(Partner)[s.partner].name, width=34, wide=True),
        _computed(
            "is_shared",
            "Shared yet",
            lambda s, lookup: len(lookup.having(PartnerShare, "measure", s.measure)) > 1,
            holds=ColumnType.FLAG,
            width=11,
        ),
        _computed("targets", "Target", lambda s, lookup: _targets_of(s.measure, lookup), width=24, wide=True),
    ),
    PartnerShare,
)
COMMITMENTS: Final = Sheet(
    "commitments",
    "Commitments",
    "Who does what, with whom, by when.",
    (
        _text("what", "What", 50),
        _field("who", "Who", width=20),
        _field("with_whom", "With whom", width=20),
        _field("by_when", "By when", **_DAY),
        _choice("status", "Status", CommitmentStatus, 12),
        _reference("partner", "Partner", Partner),
        _reference("note", "Note", Note, listed=False),
    ),
    Commitment,
)
NOTES: Final = Sheet(
    "notes",
    "Notes",
    "What visitors of a gallery wrote, and what was decided. The visitors' words stay as they were written.",
    (
        CODE,
        _reference("poster", "Poster", Poster, width=9, editable=False),
        _computed("gallery", "Gallery", _gallery_of, width=18),
        _field("text", "Note", width=60, wide=True, editable=False),
        _choice("kind", "Kind", NoteKind, 14),
        _reference("group", "Group", Group),
        _field("language", "Language", width=10),
        _field("understand", "Understands", **_WHOLE),
        _field("back", "Backs it", **_WHOLE),
        _field("support", "Support", **_WHOLE),
        _field("on_behalf", "Entered for someone", holds=ColumnType.FLAG, width=12),
        _choice("moscow", "How much", Moscow, 11),
        _choice("horizon", "When", Horizon, 13),
        _choice("decision", "Decision", Decision, 11),
        _text("reason", "Reason or change", 44),
    ),
    Note,
)
DATA_SHEETS: Final = (
    GOALS,
    RESULTS,
    LINKS,
    TESTS,
    MEASURES,
    VALUES,
    BASELINES,
    SIGNALS,
    PARTNERS,
    SHARED,
    COMMITMENTS,
    NOTES,
)


def changeable(sheet: Sheet) -> bool:
    """Whether anything in a sheet is read back."""
    return any(column.editable for column in sheet.columns)


def _about(sheet: Sheet, _: Lookup) -> str:
    return sheet.about


README: Final = Sheet(
    "readme",
    "Read me",
    "What this workbook is and how to send it back.",
    (
        _computed("sheet", "Sheet", lambda sheet, _: sheet.name, width=22),
        _computed("about", "What is in it", _about, width=70, wide=True),
        _computed(
            "changeable",
            "Changes are read back",
            lambda sheet, _: changeable(sheet),
            holds=ColumnType.FLAG,
            width=22,
        ),
    ),
    rows=lambda _: DATA_SHEETS,
)
SHEETS: Final = (README, *DATA_SHEETS)
