"""Papers of communities and assessments: what stands on them, with few and many records, and what is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpidesk.actions import records, voting
from kpidesk.desk.edits import Edit
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.assessment_figures import LEAST
from kpidesk.domain.assessments import Assessment, AssessmentKind, AssessmentSet, Score
from kpidesk.domain.communities import (
    Community,
    Force,
    ForceEntry,
    Meeting,
    MeetingLine,
    MeetingState,
    Member,
    PlanStep,
    PlanTeam,
    Skill,
    SkillLevel,
    Slot,
    StepState,
)
from kpidesk.domain.people import Person
from kpidesk.domain.voting import Criterion
from kpidesk.drawing import (
    assessment_sheets,
    charter,
    community_papers,
    community_plan,
    practice_sheet,
    skills_matrix,
    year_wheel,
)
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Picture, bounds, walk
from kpidesk.imports import sample
from kpidesk.system.words import Words
from tests.drawing.test_posters import placed

WORDS, DAY = Words(), date(2025, 7, 8)


@pytest.fixture(scope="module")
def marrow() -> Iterator[Desk]:
    """The sample; read it, do not change it."""
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    yield made
    made.close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = new_desk(who="tester")
    yield made
    made.close()


def circle(desk: Desk) -> Community:
    return desk.find(Community, name="Marrow Measures Circle")[0]


def text(pages: tuple[Picture, ...]) -> str:
    return " ".join(run.text for page in pages for run, _, _ in placed(page.items))


def within(pages: tuple[Picture, ...]) -> bool:
    """Whether nothing is drawn outside of its sheet."""
    for page in pages:
        box = bounds(page.items)
        if box is not None and (
            box[0] < 0 or box[1] < 0 or box[2] > page.width + 0.1 or box[3] > page.height + 0.1
        ):
            return False
    return True


def full(edit: Edit, members: int = 40, meetings: int = 60) -> Community:
    """A community as large as they get."""
    one = records.add(
        edit, Community, name="A circle with quite a long name of many words", purpose="We go on. " * 30,
        blocks=("Status check", "Open reflection", "Action planning"), norms=("Ask first.",) * 9,
    )  # fmt: skip
    for number in range(members):
        person = edit.put(Person(id=edit.new_id(), name=f"Person Number {number}", unit=f"Unit {number % 7}"))
        records.add(
            edit, Member, community=one.id, person=person.id, manager="head of the unit", promised_hours=8.0
        )
    for number in range(meetings):
        on = DAY - timedelta(days=7 * number)
        held = records.add(edit, Meeting, community=one.id, on=on, state=MeetingState.HELD)
        for line in range(6):
            records.add(
                edit, MeetingLine, meeting=held.id, slot=Slot.BLOCK, block="Status check",
                text=f"Line {line}: " + "a long sentence that somebody wrote down while all spoke. " * 25,
            )  # fmt: skip
    for force in Force:
        for number in range(15):
            records.add(
                edit, ForceEntry, community=one.id, force=force, text=f"{force.value} {number} " * 6,
                who="all units of the organisation", noticed="by a figure that falls within a year",
            )  # fmt: skip
    return one


# -- charter


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_a_charter_is_one_sheet_with_all_that_is_known(marrow: Desk, paper: str) -> None:
    pages = charter.charter(marrow, circle(marrow), SHEETS[paper], WORDS, DAY)
    assert len(pages) == 1
    said = text(pages)
    for each in marrow.find(ForceEntry, community=circle(marrow).id):
        assert each.text in said.replace("\n", " ")
    for word in ("Business benefits", "operations director", "A. Nowak", "every 2 weeks", "Open reflection"):
        assert word in said
    assert within(pages)


def test_a_charter_of_many_entries_goes_on_and_loses_none(desk: Desk) -> None:
    with desk.edit("Full") as edit:
        one = full(edit, members=1, meetings=0)
    pages = charter.charter(desk, one, SHEETS["A4"], WORDS, DAY)
    assert len(pages) > 1
    assert within(pages)
    assert text(pages).count("payoff 14") >= 1


def test_an_empty_charter_says_what_is_missing(desk: Desk) -> None:
    with desk.edit("Begin") as edit:
        one = records.add(edit, Community, name="New")
    pages = charter.charter(desk, one, SHEETS["A3"], WORDS, DAY)
    assert text(pages).count("Nothing is noted yet.") == 3


# -- roster, minutes, briefs


def test_the_roster_tells_promised_and_spent_hours(marrow: Desk) -> None:
    said = text(community_papers.roster(marrow, circle(marrow), WORDS, DAY))
    for word in ("A. Nowak (facilitator)", "10.0, 9.5", "none, 2.0", "was nominated", "7 members"):
        assert word in said


def test_minutes_hold_what_was_said_and_promised(marrow: Desk) -> None:
    meeting = marrow.find(Meeting, community=circle(marrow).id, on=date(2025, 6, 3))[0]
    said = text(community_papers.minutes(marrow, meeting, WORDS, DAY))
    for line in marrow.find(MeetingLine, meeting=meeting.id):
        assert line.text.split(".")[0] in said.replace("\n", " ")
    for word in ("Host: P. Lindqvist", "Excused: T. Mbeki", "Bring the ground rules", "Next host"):
        assert word in said
    cancelled = marrow.find(Meeting, community=circle(marrow).id, state=MeetingState.CANCELLED)[0]
    assert cancelled.reason in text(community_papers.minutes(marrow, cancelled, WORDS, DAY))


def test_forty_members_and_long_minutes_flow_over_sheets(desk: Desk) -> None:
    with desk.edit("Full") as edit:
        one = full(edit, meetings=2)
        for number in range(24):
            skill = records.add(edit, Skill, name=f"Skill with a rather long name {number}")
            for member in edit.find(Member, community=one.id)[:3]:
                records.add(edit, SkillLevel, person=member.person, skill=skill.id, level=number % 5)
    roster = community_papers.roster(desk, one, WORDS, DAY)
    minutes = community_papers.minutes(desk, desk.find(Meeting)[0], WORDS, DAY)
    matrix = skills_matrix.skills_matrix(desk, one, WORDS, DAY)
    for pages in (roster, minutes, matrix):
        assert len(pages) > 1
        assert within(pages)
    assert all(f"Person Number {number}" in text(roster) for number in range(40))
    assert all(f"Line {number}" in text(minutes) for number in range(6))


def test_a_brief_for_each_manager_asks_for_the_promise(marrow: Desk) -> None:
    pages = community_papers.briefs(marrow, circle(marrow), WORDS, DAY)
    assert len(pages) == 7  # the call for volunteers, and six managers
    assert "because they want to" in text(pages[:1])
    assert "10 hours a month for it" in text(pages[1:2])
    assert "I promise this." in text(pages[1:2])


# -- matrix, plan, year


def test_the_matrix_names_levels_in_figures_not_only_in_pictures(marrow: Desk) -> None:
    pages = skills_matrix.skills_matrix(marrow, circle(marrow), WORDS, DAY)
    rows = [each for each in walk(pages[0].items) if isinstance(each, Group) and each.role == "row"]
    told = {row.name: [run.text for run, _, _ in placed(row.items)][1:] for row in rows}
    assert told["A. Nowak"] == ["4", "4", "3", "4", "3", "4", "3", "3"]
    assert told["R. Haas"] == ["1", "2", "1", "2", "0", "3", "3", "3"]
    assert "57 %" in text(pages)


def test_the_plan_says_in_words_what_is_late(marrow: Desk) -> None:
    pages = community_plan.plan(marrow, circle(marrow), WORDS, DAY)
    said = text(pages)
    assert "2 steps are late." in said
    assert said.count(", late") == 2
    assert "purpose, done" in said
    assert within(pages)


def test_a_plan_of_many_teams_keeps_its_axis_on_each_sheet(desk: Desk) -> None:
    with desk.edit("Full") as edit:
        one = full(edit, members=2, meetings=0)
        for number in range(30):
            team = records.add(edit, PlanTeam, community=one.id, name=f"Team {number}")
            records.add(
                edit, PlanStep, team=team.id, step=list(community_plan.MethodStep)[number % 8],
                starts=DAY, ends=DAY + timedelta(days=number), state=StepState.RUNNING,
            )  # fmt: skip
    pages = community_plan.plan(desk, one, WORDS, DAY)
    assert len(pages) > 1
    assert within(pages)
    assert all("today" in text((page,)) for page in pages)


def test_the_year_wheel_numbers_what_its_list_names(marrow: Desk) -> None:
    pages = year_wheel.year_wheel(marrow, circle(marrow), 2025, WORDS, DAY)
    (wheel,) = [each for each in walk(pages[0].items) if isinstance(each, Group) and each.role == "wheel"]
    numbers = [run.text for run, _, _ in placed(wheel.items) if run.text.isdecimal() and len(run.text) < 3]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert text(pages).count("Half-day workshop with health check") == 3


# -- assessments


def health(desk: Desk) -> Assessment:
    found = [
        each for each in desk.find(Assessment)
        if desk.get(AssessmentSet, each.set).kind is AssessmentKind.HEALTH
    ]  # fmt: skip
    return max(found, key=lambda each: each.on)


def test_the_health_poster_shows_votes_and_the_lowest_three(marrow: Desk) -> None:
    pages = assessment_sheets.health_poster(marrow, health(marrow), SHEETS["A3"], WORDS, DAY)
    bars = [each for each in walk(pages[0].items) if isinstance(each, Group) and each.role == "bar"]
    figures = [bar.name.rpartition(": ")[2] for bar in bars]
    assert figures == ["3.1", "2.3", "3.3", "2.6", "2.0", "3.7", "2.4", "2.1", "2.9", "2.7", "3.0"]
    said = text(pages)
    weakest = said.partition("Where it is weakest")[2]
    places = [weakest.find(f"{number}  ") for number in (5, 8, 2)]
    assert places == sorted(places)
    assert "5 of the last 6 meetings were held. The longest gap was 28 days." in said
    assert within(pages)


@pytest.mark.parametrize("paper", ["A4", "A3", "A1"])
def test_the_health_poster_fits_every_paper(marrow: Desk, paper: str) -> None:
    pages = assessment_sheets.health_poster(marrow, health(marrow), SHEETS[paper], WORDS, DAY)
    assert within(pages)


def test_a_session_is_reported_with_all_items(marrow: Desk) -> None:
    for session in marrow.find(Assessment):
        pages = assessment_sheets.report(marrow, session, WORDS, DAY)
        assert within(pages)
        bars = {each.record for page in pages for each in walk(page.items) if isinstance(each, Group)}
        scores = marrow.find(Score, assessment=session.id)
        assert {each.item for each in scores if not each.not_relevant} <= bars


def test_few_raters_are_not_told(marrow: Desk) -> None:
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
        session = health(made)
        score = edit.find(Score, assessment=session.id)[0]
        edit.put(replace(score, agreed=None))
        voting.rate(edit, score.id, Criterion.SCORE, [5] * (LEAST - 1), 5)
    pages = assessment_sheets.report(made, health(made), WORDS, DAY)
    bars = [each for each in walk(pages[0].items) if isinstance(each, Group) and each.record == score.item]
    assert bars[0].name.endswith(": –")
    made.close()


def test_blank_forms_have_a_box_for_each_step_and_no_name(marrow: Desk) -> None:
    for of in marrow.find(AssessmentSet):
        pages = assessment_sheets.form(marrow, of, WORDS, DAY)
        said = text(pages)
        assert within(pages)
        assert "No names, please." in said
        assert of.labels[0] in said
    assert "What held us up?" in text(assessment_sheets.retrospective(marrow, WORDS, DAY))


def test_all_practices_stand_on_the_coverage_sheet(marrow: Desk) -> None:
    pages = practice_sheet.practices(marrow, WORDS, DAY)
    rows = [each for page in pages for each in walk(page.items) if isinstance(each, Group)]
    assert sum(row.role == "practice" for row in rows) == 42
    assert within(pages)


def test_each_sheet_of_the_matrix_names_the_skills(desk: Desk) -> None:
    with desk.edit("Full") as edit:
        one = full(edit, meetings=0)
        for number in range(12):
            records.add(edit, Skill, name=f"Skill {number}")
    pages = skills_matrix.skills_matrix(desk, one, WORDS, DAY)
    assert len(pages) > 1
    assert all("Skill 7" in text((page,)) for page in pages)
    rows = [
        each for page in pages for each in walk(page.items) if isinstance(each, Group) and each.role == "row"
    ]
    assert len(rows) == 40
