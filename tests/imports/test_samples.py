"""What each sample claims to show: numbers of records, signals on charts, papers without a warning."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from kpidesk.cli import main
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.calculated import analysis_of
from kpidesk.domain.checks import check_desk
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.gallery import Note
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Link, LinkKind, LinkRole, Result
from kpidesk.domain.series import Acknowledgement
from kpidesk.domain.sharing import Centre, Partner, PartnerShare
from kpidesk.domain.voting import Rating
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, walk
from kpidesk.drawing.small_curve import small_curve
from kpidesk.exports.job import prepare
from kpidesk.exports.kinds import is_there
from kpidesk.exports.pieces import Options, What
from kpidesk.imports import sample
from kpidesk.system.words import Words
from kpidesk.ui.samples import samples

AT = datetime(2026, 2, 1, tzinfo=UTC)
HOSPITAL, YOUTH = "larkmoor-hospital", "ellerquay-next-step"

# What the charts show, as their notes and answers tell it: rule, side, first and last month.
CLAIMS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    HOSPITAL: {
        "M01": ("R2+ 2025-05 2025-12",),  # the assessment unit opened
        "M02": ("R1+ 2023-11 2023-11", "R2- 2025-03 2025-12"),  # a storm night, and the unit again
        "M03": (),  # fewer falls: a new baseline holds since the rounds began
        "M04": ("R1+ 2024-02 2024-02",),  # an outbreak
        "M05": ("R2+ 2024-12 2025-12",),  # wards watch each other
        "M06": ("R2+ 2024-11 2025-12",),  # home care gave up
        "M07": ("R1- 2024-07 2024-07",),  # a burst pipe
        "M08": ("R2+ 2023-11 2025-12",),  # creeping up
        "M09": (),  # jumps about, and nothing in it
        "M10": (),  # a new baseline since pharmacists join the round
        "M11": ("R3- 2025-06 2025-12",),  # an agency's contract ended
        "M12": ("R2+ 2024-12 2025-12",),  # each report is answered
        "M13": (),  # no change in three years
    },
    YOUTH: {
        "M01": ("R3- 2025-01 2025-10",),  # the curve turns
        "M02": ("R2+ 2024-09 2025-12",),  # the next-step card
        "M03": ("R2+ 2025-02 2025-12",),  # one list
        "M04": ("R1+ 2023-11 2023-11",),  # the shipyard closed
        "M05": (),
        "M06": (),  # a new baseline since Tuesday calls
        "M07": ("R2+ 2024-12 2025-12",),  # above the same months of three years
        "M08": ("R2- 2025-04 2025-12",),  # a vacant post
        "M10": ("R2- 2024-12 2025-12",),  # the early bus was cut
        "SM1": ("R2+ 2025-01 2025-12",),
    },
}  # fmt: skip


@pytest.fixture(scope="module", params=[HOSPITAL, YOUTH])
def named(request: pytest.FixtureRequest) -> Iterator[tuple[str, Desk]]:
    with closing(new_desk(who="tester")) as filled:
        sample.fill(filled, request.param, "New desk")
        yield request.param, filled


def test_it_holds_what_a_sample_is_for(named: tuple[str, Desk]) -> None:
    _, desk = named
    assert desk.integrity() == ()
    assert 14 <= len(desk.find(Result)) <= 20
    roles = {each.id: each.role for each in desk.find(LinkKind)}
    drawn = {roles[each.kind] for each in desk.find(Link)}
    assert drawn == {LinkRole.CAUSE, LinkRole.COMPANION, LinkRole.CONFLICT}
    notes = desk.find(Note)
    assert len(notes) >= 40
    assert all(each.decision and each.understand and each.back for each in notes)
    assert len({each.rater for each in desk.find(Rating)}) >= 4
    assert len(desk.find(Commitment)) >= 15
    monthly = [each for each in desk.find(Measure) if len(analysis_of(desk, each).values) >= 24]
    assert len(monthly) >= 10


def test_its_charts_show_what_its_people_say(named: tuple[str, Desk]) -> None:
    name, desk = named
    found = {
        each.code: {
            f"{signal.rule.value}{signal.side} {signal.first:%Y-%m} {signal.last:%Y-%m}"
            for signal in analysis_of(desk, each).signals
        }
        for each in desk.find(Measure)
    }
    for code, claimed in CLAIMS[name].items():
        assert set(claimed) <= found[code], code
        assert claimed or not found[code], code


def test_each_answer_is_to_a_signal_that_is_there(named: tuple[str, Desk]) -> None:
    _, desk = named
    answers = desk.find(Acknowledgement)
    assert len(answers) >= 5
    for each in answers:
        signals = analysis_of(desk, desk.get(Measure, each.measure)).signals
        assert (each.rule, each.side, each.first) in {(s.rule, s.side, s.first) for s in signals}


def test_its_checks_find_what_a_team_would_look_at(named: tuple[str, Desk]) -> None:
    _, desk = named
    codes = {each.code for each in check_desk(desk, date(2026, 2, 1))}
    assert codes <= {"RESULT_WITHOUT_MEASURE", "CONFLICT_WITHOUT_MEASURE", "GUESS_UNVERIFIED"}


def test_in_the_youth_partnership_partners_share() -> None:
    with closing(new_desk(who="tester")) as desk:
        sample.fill(desk, YOUTH, "New desk")
        (centre,) = desk.find(Centre)
        assert desk.get(Result, centre.result).code == "R01"
        assert len(desk.find(Partner)) == 12
        by_measure: dict[str, int] = {}
        for each in desk.find(PartnerShare):
            by_measure[each.measure] = by_measure.get(each.measure, 0) + 1
        assert len(by_measure) == 13
        assert min(by_measure.values()) >= 2


def test_names_of_quarters_do_not_touch_below_the_curve_in_the_centre(named: tuple[str, Desk]) -> None:
    _, desk = named
    (centre,) = desk.find(Centre)
    assert centre.indicator is not None
    drawn = small_curve(desk, desk.get(Measure, centre.indicator), Words())
    below = sorted(
        (run.x, run.x + run.advance) for run in walk(drawn.items) if isinstance(run, GlyphRun) and run.y > 18
    )
    assert len(below) >= 4
    assert all(before[1] < after[0] for before, after in pairwise(below))


def test_each_kind_of_paper_is_made_without_a_warning(named: tuple[str, Desk], tmp_path: Path) -> None:
    _, desk = named
    kinds = tuple(each for each in What if is_there(desk, each))
    assert kinds == tuple(What)
    options = Options(kinds, tmp_path, SHEETS["A1"], None, Words(), AT)
    prepared = prepare(desk, options)
    assert prepared.warnings == ()
    assert all(each.pages for each in prepared.documents)


def test_window_and_command_line_offer_those_that_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert sorted(each.key for each in samples(Words())) == list(sample.names())
    with pytest.raises(SystemExit):
        main(["new", "--help"])
    told = "".join(capsys.readouterr().out.split())
    assert all(name in told for name in sample.names())
