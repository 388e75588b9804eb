"""The one table of workbook sheets: what each column is called, holds and allows.

Exporter and importer both read it, so a column is described once. Keys are language-neutral and
stay; headings, choices and sheet names are messages that are translated. References are shown as
codes or names; the record's id stands in a hidden column of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, Final

from kpidesk.domain.answers import answered, key_of
from kpidesk.domain.calculated import analysis_of, values_of
from kpidesk.domain.candidate_sheet import CANDIDATES
from kpidesk.domain.columns import (
    BY_HOST,
    CODE,
    DAY,
    NUMBER,
    WHOLE,
    Column,
    ColumnType,
    Lookup,
    Sheet,
    choice,
    computed,
    lines,
    plain,
    reference,
    targets_of,
    text,
)
from kpidesk.domain.community_sheets import COMMUNITY
from kpidesk.domain.definitions import DataItem, ItemUse, Milestone
from kpidesk.domain.exact import rounded
from kpidesk.domain.framework_sheets import REGISTERS
from kpidesk.domain.gallery_sheets import GALLERY
from kpidesk.domain.ideas_sheet import IDEAS, STOCKTAKE
from kpidesk.domain.measures import (
    Availability,
    Calculation,
    ChartKind,
    Direction,
    Measure,
    MeasureStatus,
    Quadrant,
    Statistic,
)
from kpidesk.domain.people import Person, RunRule
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Once
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
from kpidesk.domain.series import (
    Acknowledgement,
    Baseline,
    BaselineMode,
    SignalVerdict,
    Value,
    ValueStatus,
)
from kpidesk.domain.sharing_sheets import SHARING
from kpidesk.domain.values_sheet import VALUES_WIDE
from kpidesk.domain.workshop_sheets import WORKSHOPS
from kpidesk.domain.xmr import Rule, Segment, Signal
from kpidesk.domain.xmr_rules import run_rule_of


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal with what it was judged by, and what people said about it."""

    measure: Measure
    signal: Signal
    segment: Segment
    run_rule: RunRule
    answer: Acknowledgement | None


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


def _items_of(measure_id: str, lookup: Lookup) -> str:
    uses = sorted(lookup.having(ItemUse, "measure", measure_id), key=attrgetter("id"))
    return "\n".join(filter(None, (lookup.label(DataItem, use.item) for use in uses)))


def _used_by(item: DataItem, lookup: Lookup) -> str:
    uses = lookup.having(ItemUse, "item", item.id)
    return ", ".join(sorted(filter(None, (lookup.label(Measure, use.measure) for use in uses))))


def _signals(lookup: Lookup) -> Iterator[SignalRow]:
    once = Once(lookup.reader)
    run_rule = run_rule_of(once)
    for measure in once.find(Measure):
        analysis = analysis_of(once, measure)
        said = {key_of(each.signal): each.answer for each in answered(once, measure.id, analysis.signals)}
        for signal in analysis.signals:
            segment = analysis.segments[signal.segment]
            yield SignalRow(measure, signal, segment, run_rule, said[key_of(signal)])


def _calculated(lookup: Lookup) -> Iterator[Value]:
    once = Once(lookup.reader)
    for measure in once.find(Measure):
        if measure.calculation is not Calculation.TYPED:
            yield from values_of(once, measure)


class Position(Enum):
    """On which side of the centre line the values of a signal lie."""

    ABOVE = "+"
    BELOW = "-"
    BOTH = ""


def _said(name: str) -> Callable[[SignalRow, Lookup], Any]:
    """What people said about a signal, None while they have said nothing."""
    return lambda row, _: getattr(row.answer, name) if row.answer else None


def _line(name: str) -> Callable[[SignalRow, Lookup], float | None]:
    """A line of the chart at the start of a signal, with one decimal more than the measure."""

    def value(row: SignalRow, _: Lookup) -> float | None:
        at = getattr(row.segment, name)(row.signal.first)
        return None if at is None else float(rounded(at, row.measure.decimals + 1))

    return value


GOALS: Final = Sheet(
    "goals",
    "Goals",
    "Sentences as they stand in plans, and what became of each.",
    (
        CODE,
        text("text", "Goal as found", 60, needed=True),
        text("source", "Found in", 26),
        text("owner", "Owner", 22),
        computed("became", "Became", _became, width=16),
        computed("asides", "Action, target or parked", _asides_of, width=36, wide=True),
        text("outcome", "What else came of it", 36),
    ),
    Goal,
    grows=True,
)
RESULTS: Final = Sheet(
    "results",
    "Results",
    "What shall be so, one result a row, as on the results map.",
    (
        CODE,
        text("statement", "Result", 60, needed=True),
        reference("ring", "Ring", Ring, width=18, needed=True),
        text("owner", "Owner", 24),
        choice("audience", "Whose condition", Audience, 16),
        plain("area", "Area", width=16),
        choice("status", "Status", ResultStatus, 11),
        plain("dots", "Dots", **WHOLE),
        plain("off_strategy", "Off strategy", holds=ColumnType.FLAG, width=11),
        text("off_strategy_reason", "Why it is here all the same", 30),
        BY_HOST,
        computed("tags", "Tags", _tags_of, width=24, wide=True),
        computed("measures", "Measures", _measures_of, width=14),
    ),
    Result,
    grows=True,
)
LINKS: Final = Sheet(
    "links",
    "Links",
    "Which result is believed to bring about, go with or hurt which other.",
    (
        CODE,
        reference("source", "From", Result, once=True, needed=True),
        reference("target", "To", Result, once=True, needed=True),
        reference("kind", "Kind", LinkKind, width=18, needed=True),
        choice("confidence", "How sure", Confidence),
        plain("lag_months", "Delay in months", holds=ColumnType.INTEGER, width=11),
        text("rationale", "Why", 36),
        choice("status", "Status", LinkStatus, 11),
        plain("proposed_by", "Proposed by", width=18),
        plain("proposed_on", "Proposed on", **DAY),
        computed("reads", "Reads", _read_out, width=70, wide=True),
    ),
    Link,
    grows=True,
)
TESTS: Final = Sheet(
    "tests",
    "Tests",
    "What people found when they put goals and results to the five tests.",
    (
        computed("code", "Code", _tested_code, width=8),
        computed("text", "Goal or result", _tested_text, width=50, wide=True),
        computed("test", "Test", lambda v, _: v.test, width=20, choices=WordingTest),
        choice("outcome", "Verdict", Outcome, 10),
        text("reason", "Why", 44),
        plain("agreed_by", "Agreed by", width=24),
        plain("decided_on", "Decided on", **DAY),
    ),
    Verdict,
)
MEASURES: Final = Sheet(
    "measures",
    "Measures",
    "How each measure is worked out, who keeps it and which way is good.",
    (
        CODE,
        text("name", "Name", 26, needed=True),
        reference("result", "Result", Result),
        text("description", "In plain words", 40),
        choice("status", "Status", MeasureStatus, 12),
        choice("statistic", "Statistic", Statistic, 12),
        text("item", "Of what", 32),
        text("scope", "Which cases count", 32),
        text("formula", "Formula", 32),
        text("inclusions", "Counts in", 30),
        text("exclusions", "Leaves out", 30),
        lines("segments", "Looked at by", 20),
        text("assumptions", "Assumptions", 30),
        text("flaws", "Known flaws", 30),
        choice("availability", "Data can be had", Availability, 15),
        choice("calculation", "Values are", Calculation, 26),
        reference("denominator", "Divided by", Measure, width=11),
        plain("per", "For each", **NUMBER),
        computed("data_items", "Data items", lambda m, lookup: _items_of(m.id, lookup), width=28, wide=True),
        choice("period_type", "How often", PeriodType, 11),
        plain("unit", "Unit", width=15),
        plain("decimals", "Decimals", **WHOLE),
        plain("lower_bound", "Never below", **NUMBER),
        plain("upper_bound", "Never above", **NUMBER),
        choice("direction", "Good is", Direction, 18),
        choice("chart", "Chart", ChartKind, 13),
        text("comparison", "May be compared with", 30),
        text("watch_for", "Side effects to watch", 30),
        choice("quadrant", "Says", Quadrant, 20),
        computed("targets", "Target", lambda m, lookup: targets_of(m.id, lookup), width=24, wide=True),
        plain("effort_hours", "Hours a month", **NUMBER),
        reference("owner", "Owner", Person, width=22),
        reference("custodian", "Keeps the data", Person, width=22),
        reference("calculator", "Works it out", Person, width=22),
        reference("reporter", "Makes the report", Person, width=22),
        text("audience", "For whom", 26),
        text("access", "Who may see it", 26),
        choice("reported_every", "Reported each", PeriodType, 14),
        plain("lag_days", "Days until the value is there", **WHOLE),
        plain("live_since", "Live since", **DAY),
        plain("review_on", "Review on", **DAY),
        reference("review_milestone", "Review at", Milestone, width=24),
        plain("not_before", "Not before", **DAY),
        plain("pilot", "Pilot", holds=ColumnType.FLAG, width=8),
        text("retrospective", "What the pilot taught", 34),
        text("retired_reason", "Why retired", 30),
        BY_HOST,
        text("intent", "What it is for", 34),
        text("used_for", "Used for", 34),
        text("not_used_for", "Not used for", 34),
    ),
    Measure,
    grows=True,
)
DATA_ITEMS: Final = Sheet(
    "data_items",
    "Data items",
    "What is written down somewhere, where it comes from and how well it can be trusted.",
    (
        text("name", "Data item", 30),
        text("meaning", "What it means", 40),
        plain("kind", "Kind", width=16),
        text("source", "Source", 30),
        reference("keeper", "Keeper", Person, width=22),
        choice("refreshed", "Refreshed each", PeriodType, 15),
        text("quality", "Known quality", 34),
        computed("measures", "Measures", _used_by, width=18),
    ),
    DataItem,
)
CALCULATED: Final = Sheet(
    "calculated",
    "Calculated values",
    "What KPI Desk works out from other measures; the values that were typed stand under Values.",
    (
        computed("measure", "Measure", lambda v, lookup: lookup.label(Measure, v.measure), width=10),
        computed("name", "Name", lambda v, lookup: lookup.all(Measure)[v.measure].name, width=30, wide=True),
        computed("period", "First day of the period", lambda v, _: v.period, **DAY),
        computed("number", "Value", lambda v, _: v.number, **NUMBER),
        computed("status", "How final", lambda v, _: v.status, width=13, choices=ValueStatus),
    ),
    rows=_calculated,
)
VALUES: Final = Sheet(
    "values",
    "Values",
    "The numbers by period; a row without a number is known to be missing, which is not zero.",
    (
        reference("measure", "Measure", Measure, once=True, needed=True),
        plain("period", "First day of the period", editable=False, once=True, needed=True, **DAY),
        computed("period_type", "Length", lambda v, _: v.period_type, width=11, choices=PeriodType),
        plain("number", "Value", **NUMBER),
        plain("cases", "Number of cases", **WHOLE),
        choice("status", "How final", ValueStatus, 13),
        text("source", "Where from", 30),
    ),
    Value,
    grows=True,
)
BASELINES: Final = Sheet(
    "baselines",
    "Baselines",
    "From when on limits are worked out anew, and why. Baselines are set in KPI Desk, beside the chart.",
    tuple(
        Column(c.key, c.heading, c.value, c.holds, c.width, editable=False, wide=c.wide, choices=c.choices)
        for c in (
            reference("measure", "Measure", Measure),
            plain("start", "From", **DAY),
            plain("periods", "Periods", **WHOLE),
            lines("excluded", "Left out", 14),
            choice("mode", "Centre line", BaselineMode, 14),
            text("reason", "Why", 44),
            plain("by", "Decided by", width=20),
            plain("decided_on", "Decided on", **DAY),
        )
    ),
    Baseline,
)
SIGNALS: Final = Sheet(
    "signals",
    "Signals",
    "Patterns in the values beyond routine variation. KPI Desk finds them; people say what they mean.",
    (
        computed("measure", "Measure", lambda row, _: row.measure.code, width=10),
        computed("name", "Name", lambda row, _: row.measure.name, width=28, wide=True),
        computed("rule", "Signal", lambda row, _: row.signal.rule, width=26, choices=Rule),
        computed("side", "Where", lambda row, _: Position(row.signal.side), width=22, choices=Position),
        computed("first", "From", lambda row, _: row.signal.first, **DAY),
        computed("last", "Until", lambda row, _: row.signal.last, **DAY),
        computed("count", "Values in it", lambda row, _: len(row.signal.marked), **WHOLE),
        computed("centre", "Centre line", _line("centre_at"), **NUMBER),
        computed("lower", "Lower limit", _line("lower_at"), **NUMBER),
        computed("upper", "Upper limit", _line("upper_at"), **NUMBER),
        computed("verdict", "What it is", _said("verdict"), width=16, choices=SignalVerdict),
        computed("cause", "What lies behind it", _said("cause"), width=40, wide=True),
        computed("response", "What is done", _said("response"), width=40, wide=True),
        computed("by", "Who says so", _said("by"), width=18),
        computed("long_run", "A long run is", lambda row, _: row.run_rule, width=13, choices=RunRule),
    ),
    rows=_signals,
)
DATA_SHEETS: Final = (
    GOALS,
    RESULTS,
    LINKS,
    TESTS,
    CANDIDATES,
    MEASURES,
    DATA_ITEMS,
    VALUES,
    VALUES_WIDE,
    CALCULATED,
    BASELINES,
    SIGNALS,
    *SHARING,
    IDEAS,
    STOCKTAKE,
    *GALLERY,
    *COMMUNITY,
    *REGISTERS,
    *WORKSHOPS,
)


def _about(sheet: Sheet, _: Lookup) -> str:
    return sheet.about


def data_sheets(lookup: Lookup) -> tuple[Sheet, ...]:
    """The sheets that a desk's workbook has besides the one that explains it."""
    return tuple(
        sheet for sheet in DATA_SHEETS if not sheet.optional or any(True for _ in sheet.items(lookup))
    )


README: Final = Sheet(
    "readme",
    "Read me",
    "What this workbook is and how to send it back.",
    (
        computed("sheet", "Sheet", lambda sheet, _: sheet.name, width=22),
        computed("about", "What is in it", _about, width=70, wide=True),
        computed(
            "changeable",
            "Changes are read back",
            lambda sheet, _: sheet.read_back,
            holds=ColumnType.FLAG,
            width=22,
        ),
    ),
    rows=data_sheets,
)
