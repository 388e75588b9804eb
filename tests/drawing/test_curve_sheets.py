"""Curve sheet, cause sheet and stock-take report: everything is on them, inside, however much there is."""

from datetime import date

import pytest

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.curves import Factor, Helper, Idea, Pull
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Collection
from kpidesk.domain.series import Acknowledgement, Cause, CauseKind, Forecast, Value
from kpidesk.domain.stocktake import ExistingMeasure, Fate
from kpidesk.domain.voting import Criterion, Rating
from kpidesk.domain.xmr import Rule
from kpidesk.drawing import cause_sheet, curve_sheet, stocktake_report
from kpidesk.drawing.picture import GlyphRun, bounds, walk
from kpidesk.system.words import Words

DAY = date(2025, 7, 8)
LONG = "word " * 30 + "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrik" * 2
MEASURE = Measure(id="m", code="M01", name="Minutes Without Water")
NOTED = Acknowledgement(
    id="a", measure="m", rule=Rule.LONG_RUN, side="-", first=date(2025, 1, 1), last=date(2025, 6, 1)
)


def texts(pages) -> str:
    return " ".join(item.text for page in pages for item in walk(page.items) if isinstance(item, GlyphRun))


def inside(pages) -> bool:
    return all(
        left >= 0 and top >= 0 and right <= page.width and bottom <= page.height
        for page in pages
        for left, top, right, bottom in [bounds(page.items)]
    )


def test_all_of_a_curve_is_on_one_sheet() -> None:
    values = [
        Value(id=f"v{n:02}", measure="m", period=date(2024, n + 1, 1), number=n + 1.0) for n in range(12)
    ]
    found = Collection([
        MEASURE, *values, Forecast(id="f", measure="m", period=date(2025, 1, 1), number=14.0),
        Factor(id="1", measure="m", text="Night watch", rank=1),
        Factor(id="2", measure="m", text="Permits", pull=Pull.RESTRICTING, rank=1, root="signed on paper"),
        Helper(id="3", measure="m", name="County clerk", part="signs daily"),
        Idea(id="4", measure="m", text="Ask the clerk", no_cost=True, commitment="c"),
        Idea(id="5", measure="m", text="Close the roads", wild=True),
        Commitment(id="c", what="Ask the clerk", who="J. Ferro", by_when=DAY, measure="m"),
        Rating(id="6", item="4", criterion=Criterion.LEVERAGE, rater="1", number=4),
    ])  # fmt: skip
    pages = curve_sheet.sheets(found, MEASURE, Words(), DAY)
    assert [(page.width, page.height) for page in pages] == [(420, 297)]
    said = texts(pages)
    for text in (
        "Night watch", "Permits", "signed on paper", "County clerk", "signs daily", "Ask the clerk",
        "costs nothing", "wild", "promised by J. Ferro, 8 July 2025", "4.0", "forecast",
    ):  # fmt: skip
        assert text in said, text
    assert inside(pages)


def test_without_values_it_is_a_sheet_to_write_on() -> None:
    (page,) = curve_sheet.sheets(Collection([MEASURE]), MEASURE, Words(), DAY)
    assert "There are no values yet." in texts([page])


@pytest.mark.parametrize("count", [30, 70])
def test_long_curves_go_on_over_sheets(count: int) -> None:
    many = [Factor(id=f"f{n:03}", measure="m", text=f"Factor {n} {LONG}", rank=n) for n in range(count)]
    many += [Idea(id=f"i{n:03}", measure="m", text=f"Idea {n} {LONG}") for n in range(count)]  # type: ignore[misc]
    pages = curve_sheet.sheets(Collection([MEASURE, *many]), MEASURE, Words(), DAY)
    said = texts(pages)
    assert len(pages) > 1
    assert all(f"Factor {n} " in said and f"Idea {n} " in said for n in range(count))
    assert inside(pages)


def test_a_cause_sheet_reads_downwards() -> None:
    causes = [
        Cause(id="1", acknowledgement="a", text="Repairs wait", kind=CauseKind.PROCESS),
        Cause(id="2", acknowledgement="a", text="Paper permits", answers="1", kind=CauseKind.SYSTEM),
    ]
    pages = cause_sheet.all_sheets(Collection([MEASURE, NOTED, *causes]), Words(), DAY)
    said = texts(pages)
    assert "Long run on one side, below the centre line: 2025-01 to 2025-06" in said
    assert said.index("Repairs wait") < said.index("Paper permits")
    assert "process" in said
    assert "system" in said
    assert inside(pages)


def test_a_deep_and_wordy_tree_stays_on_its_sheets() -> None:
    causes = [
        Cause(id=f"{n:03}", acknowledgement="a", text=f"Why {n} {LONG}", answers=f"{n - 1:03}" if n else None)
        for n in range(40)
    ]
    pages = cause_sheet.all_sheets(Collection([MEASURE, NOTED, *causes]), Words(), DAY)
    assert all(f"Why {n} " in texts(pages) for n in range(40))
    assert inside(pages)


def test_a_report_says_what_became_of_each() -> None:
    stock = [
        ExistingMeasure(id="1", code="K01", name="Overtime hours", hours=4.0, fate=Fate.MERGE, into="2"),
        ExistingMeasure(id="2", code="K02", name="Hours of overtime", hours=6.0, fate=Fate.KEEP),
        ExistingMeasure(id="3", code="K03", name="Training days", fate=Fate.RETIRE, reason="Nobody reads it"),
        ExistingMeasure(id="4", code="K04", name="Complaints by phone", hours=1.0),
        ExistingMeasure(id="5", code="K05", name="Phone complaints", hours=1.0),
    ]
    pages = stocktake_report.report(Collection(stock), Words(), DAY)
    said = texts(pages)
    for text in ("4.0 of 12.0 hours a month are saved.", "merged into K02", "Nobody reads it", "Still open",
                 "Look alike, and both go on", "alike: name", "no hours noted"):  # fmt: skip
        assert text in said, text
    assert inside(pages)


def test_three_hundred_lines_are_all_in_the_report() -> None:
    stock = [
        ExistingMeasure(id=f"{n:03}", code=f"K{n}", name=f"Measure {n} {LONG[:90]}", fate=list(Fate)[n % 4])
        for n in range(300)
    ]
    pages = stocktake_report.report(Collection(stock), Words(), DAY)
    said = texts(pages)
    assert all(f"Measure {n} " in said for n in range(300))
    assert inside(pages)


def test_nothing_is_reported_of_nothing() -> None:
    assert stocktake_report.report(Collection([]), Words(), DAY) == ()
    assert cause_sheet.all_sheets(Collection([]), Words(), DAY) == ()
