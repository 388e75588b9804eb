"""Chart sheets with three questions, and the packs for the meetings that look at them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from kpidesk.actions import series, signals
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.calculated import analysis_of, with_values
from kpidesk.domain.definitions import Forum, ForumMeasure
from kpidesk.domain.measures import Measure
from kpidesk.domain.review_changes import changes
from kpidesk.domain.series import SignalVerdict
from kpidesk.domain.xmr import Rule, Status
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.job import Options, What, prepare, run
from kpidesk.imports import sample
from kpidesk.system.words import Words
from tests.exports.test_maps_out import text_of

AT = datetime(2025, 7, 8, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """The sample, to change."""
    made = new_desk(who="tester", clock=lambda: AT)
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    yield made
    made.close()


def options(folder: Path, *what: What, paper: str = "A1") -> Options:
    return Options(what, folder, SHEETS[paper], None, Words(), AT)


def measure(desk: Desk, code: str) -> Measure:
    return desk.find(Measure, code=code)[0]


def page_of(path: Path, code: str) -> str:
    """The words of the first page of a measure."""
    with pikepdf.open(path) as pdf:
        count = len(pdf.pages)
    return next(text for text in (text_of(path, n) for n in range(count)) if text.startswith(code))


def answer(desk: Desk, code: str) -> None:
    own = measure(desk, code)
    found = analysis_of(desk, own).signals
    run_ = next(each for each in found if each.rule is Rule.LONG_RUN)
    with desk.edit("Answer") as edit:
        signals.answer(
            edit, own.id, run_, SignalVerdict.REAL, cause="The triage script of April", by="S. Iyer",
            response="Train the night shift",
        )  # fmt: skip


def test_each_measure_with_values_has_its_sheet(desk: Desk, tmp_path: Path) -> None:
    answer(desk, "M04")
    (path,) = run(desk, options(tmp_path, What.CHARTS)).files
    assert path.name == "charts-A4.pdf"
    with pikepdf.open(path) as pdf:
        assert [round(float(each) / 72 * 25.4) for each in pdf.pages[0].mediabox[2:]] == [297, 210]
        with pdf.open_outline() as outline:
            assert len(outline.root) == len(with_values(desk))
    text = page_of(path, "M04")
    for words in (
        "What is performance doing?", "Why?", "How do we respond?",
        "Long run above the centre line: Jan 2024 to Jun 2025",
        "Real change: The triage script of April", "Apr 2024: New triage script", "Train the night shift",
        "chart rules: outside the limits, 8 in a row", "baseline Jan to Dec 2023, level", "S. Iyer",
    ):  # fmt: skip
        assert words in text, words


def test_an_unanswered_signal_calls_for_somebody(desk: Desk, tmp_path: Path) -> None:
    (path,) = run(desk, options(tmp_path, What.CHARTS, paper="A3")).files
    assert path.name == "charts-A3.pdf"
    assert "was to be told by" in page_of(path, "M04")
    assert "Nobody has said yet what lies behind it." in page_of(path, "M03")


def test_what_is_long_goes_on_on_a_further_sheet(desk: Desk, tmp_path: Path) -> None:
    own = measure(desk, "M06")
    with desk.edit("Notes") as edit:
        for number in range(30):
            text = f"Remark {number} that tells at some length what the crews met on that day"
            series.annotate(edit, own.id, date(2023 + number // 12, number % 12 + 1, 1), text)
    (path,) = run(desk, options(tmp_path, What.CHARTS)).files
    with pikepdf.open(path) as pdf:
        pages = [text_of(path, number) for number in range(len(pdf.pages))]
    own_pages = [text for text in pages if text.startswith("M06")]
    assert len(own_pages) >= 2
    assert all(f"Remark {number} " in " ".join(own_pages) for number in range(30))


def test_a_pack_has_a_cover_and_the_charts_of_its_meeting(desk: Desk, tmp_path: Path) -> None:
    report = run(desk, options(tmp_path, What.REVIEW))
    assert sorted(path.name for path in report.files) == ["review-2-A4.pdf", "review-A4.pdf"]
    forum = desk.find(Forum)[0]
    codes = {desk.get(Measure, each.measure).code for each in desk.find(ForumMeasure, forum=forum.id)}
    path = tmp_path / "review-A4.pdf"
    cover = text_of(path, 0)
    assert cover.startswith(forum.name)
    assert all(code in cover for code in codes)
    assert "New: Long run below the centre line, Oct 2024 to Jun 2025" in cover
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = [str(each.title) for each in outline.root]
    assert titles[0] == forum.name
    assert {title.split("  ")[0] for title in titles[1:]} == codes & {
        each.code for each in desk.find(Measure) if each.id in with_values(desk)
    }


def test_what_is_held_back_is_in_no_pack(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Hold back") as edit:
        edit.put(replace(measure(desk, "M04"), not_before=date(2026, 1, 1)))
    report = run(desk, options(tmp_path, What.REVIEW, What.CHARTS))
    assert any("M04" in each for each in report.warnings)
    for path in report.files:
        with pikepdf.open(path) as pdf:
            assert not any("M04" in text_of(path, number) for number in range(len(pdf.pages)))


def test_a_desk_without_values_or_meetings_says_so(tmp_path: Path) -> None:
    empty = new_desk(who="tester")
    prepared = prepare(empty, options(tmp_path, What.CHARTS, What.REVIEW))
    assert len(prepared.documents) == 0
    assert len(prepared.warnings) == 2
    empty.close()


def test_a_meeting_that_looks_at_nothing_yet_has_a_cover(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Forum") as edit:
        edit.put(Forum(id=edit.new_id(), name="Board"))
    run(desk, options(tmp_path, What.REVIEW))
    assert "No measure is looked at here yet." in text_of(tmp_path / "review-3-A4.pdf", 0)


# -- what changed


def test_what_began_and_what_is_over(desk: Desk) -> None:
    own = measure(desk, "M11")
    found = changes(desk, own)
    assert found is not None
    assert found.since == date(2025, 5, 1)
    assert [(each.rule, each.first) for each in found.begun] == [(Rule.LONG_RUN, date(2024, 10, 1))]
    with desk.edit("Better") as edit:
        series.set_values(edit, own.id, {date(2025, 7, 1): 87.0, date(2025, 8, 1): 87.5})
    after = changes(desk, own)
    assert after is not None
    assert (after.before, after.now) == (Status.WORSENING, Status.NO_CHANGE)
    assert Rule.LONG_RUN in {each.rule for each in after.over}
    assert after.begun == ()


def test_a_measure_without_values_has_no_changes(desk: Desk) -> None:
    assert changes(desk, measure(desk, "SM2")) is None
