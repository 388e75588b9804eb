"""Periods of time that a value stands for; a period is named by its first day."""

from datetime import date, timedelta
from enum import Enum


class PeriodType(Enum):
    """How long one value's period is. A season is one stretch a year, such as a bathing season."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SEASON = "season"


_MONTHS = {PeriodType.MONTH: 1, PeriodType.QUARTER: 3, PeriodType.YEAR: 12, PeriodType.SEASON: 12}


def first_day(day: date, kind: PeriodType) -> date:
    """The first day of the period that holds `day`; weeks start on Monday, seasons on 1 January."""
    if kind is PeriodType.WEEK:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[kind]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def shifted(start: date, kind: PeriodType, count: int) -> date:
    """The first day of the period `count` periods after the one that starts on `start`."""
    if kind is PeriodType.WEEK:
        return start + timedelta(weeks=count)
    months = start.year * 12 + start.month - 1 + count * _MONTHS[kind]
    return date(months // 12, months % 12 + 1, start.day)


def distance(start: date, end: date, kind: PeriodType) -> int:
    """How many periods `end` lies after `start` (both are first days)."""
    if kind is PeriodType.WEEK:
        return (end - start).days // 7
    return ((end.year - start.year) * 12 + end.month - start.month) // _MONTHS[kind]


def short_name(start: date, kind: PeriodType) -> str:
    """A period in few letters that every language reads: 2024-W05, 2024-01, 2024-Q1, 2024."""
    if kind is PeriodType.WEEK:
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    if kind is PeriodType.MONTH:
        return f"{start.year}-{start.month:02}"
    return f"{start.year}-Q{(start.month + 2) // 3}" if kind is PeriodType.QUARTER else str(start.year)
