"""Periods, signals and what people said about them in words, the same on screen and on paper."""

from datetime import date

from kpidesk.domain.answers import Answered
from kpidesk.domain.escalation import Call
from kpidesk.domain.labels import LABELS
from kpidesk.domain.period import PeriodType
from kpidesk.domain.xmr import Rule, Signal
from kpidesk.drawing.chart_axis import Figures
from kpidesk.drawing.chart_data import Data, counted
from kpidesk.system.words import Words


def period_name(day: date, kind: PeriodType, words: Words) -> str:
    """A period as people say it: Mar 2025, Q1 2025, week 5, 2025."""
    if kind is PeriodType.MONTH:
        return words.pattern(day, "yMMM")
    if kind is PeriodType.QUARTER:
        return words("Q{n} {year}", n=(day.month + 2) // 3, year=day.year)
    if kind is PeriodType.WEEK:
        year, week, _ = day.isocalendar()
        return words("W{n} {year}", n=week, year=year)
    return str(day.year)


def period_range(first: date, last: date, kind: PeriodType, words: Words) -> str:
    """Some periods in a row: Apr to Nov 2024."""
    if first == last:
        return period_name(first, kind, words)
    beginning = period_name(first, kind, words)
    if kind is PeriodType.MONTH and first.year == last.year:
        beginning = words.pattern(first, "MMM")
    return words("{first} to {last}", first=beginning, last=period_name(last, kind, words))


def sentence(text: str) -> str:
    """With a capital letter at the beginning."""
    return text[:1].upper() + text[1:]


def signal_words(signal: Signal, words: Words) -> str:
    """What a signal is."""
    texts = {
        (Rule.OUTSIDE, "+"): words("Outside the upper limit"),
        (Rule.OUTSIDE, "-"): words("Outside the lower limit"),
        (Rule.LONG_RUN, "+"): words("Long run above the centre line"),
        (Rule.LONG_RUN, "-"): words("Long run below the centre line"),
        (Rule.SHORT_RUN, "+"): words("Short run near the upper limit"),
        (Rule.SHORT_RUN, "-"): words("Short run near the lower limit"),
    }
    return texts.get((signal.rule, signal.side), words("Outside both limits"))


def signal_when(signal: Signal, kind: PeriodType, words: Words) -> str:
    """When it was, and how many periods it holds."""
    when = period_range(signal.first, signal.last, kind, words)
    if len(signal.marked) == 1:
        return when
    return words("{periods}, {count}", periods=when, count=counted(len(signal.marked), kind, words))


def latest_value(data: Data, words: Words) -> tuple[str, str]:
    """The latest period, and its value with the unit."""
    measure, latest = data.measure, data.analysis.points[-1]
    number = Figures(words, measure.decimals, 0).text(latest.number)
    value = " ".join(filter(None, (number, measure.unit)))
    return period_name(latest.period, measure.period_type, words), value


def verdict_words(shown: Answered, words: Words) -> str:
    """What people found behind a signal, "" for nothing yet."""
    said = shown.answer
    if said is None:
        return ""
    verdict = words(LABELS[said.verdict]) if said.verdict else words("not known yet")
    return sentence(": ".join(filter(None, (verdict, said.cause))))


def roots_words(shown: Answered, words: Words) -> str:
    """What lies behind it all, as far as people have asked why, "" for nothing."""
    return words("Behind it: {causes}", causes="; ".join(shown.roots)) if shown.roots else ""


def call_words(call: Call, today: date, words: Words) -> str:
    """Who is to be told by when, and what is called for."""
    day = words.date(call.by)
    if call.told is None:
        said = words("the owner is to be told by {day}; there is none yet", day=day)
    elif call.by < today:
        said = words("{name} was to be told by {day}", name=call.told.name, day=day)
    else:
        said = words("{name} is to be told by {day}", name=call.told.name, day=day)
    return sentence(": ".join(filter(None, (said, call.rule.response))))
