"""The training matrix by keys, what is said beside it, and the training plan."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from kpidesk.domain.communities import Member, Skill, SkillFamily, SkillLevel, Training
from kpidesk.domain.people import Person as Named
from kpidesk.ui.community.page import CommunityPage
from kpidesk.ui.community.skills import SkillsView, TrainingMatrix
from tests.ui.conftest import Person


@pytest.fixture
def matrix(person: Person, page: CommunityPage) -> TrainingMatrix:
    person.click("segment-skills")
    assert isinstance(page.view, SkillsView)
    found = page.view.register
    assert isinstance(found, TrainingMatrix)
    found.grid.setFocus()
    return found


def level(matrix: TrainingMatrix, who: str, skill: str) -> int | None:
    desk = matrix.session.desk
    (person,), (of,) = desk.find(Named, name=who), desk.find(Skill, name=skill)
    return next((each.level for each in desk.find(SkillLevel, person=person.id, skill=of.id)), None)


def test_digits_note_levels_and_arrows_move(person: Person, matrix: TrainingMatrix) -> None:
    person.press(Qt.Key.Key_Down)  # from Nowak to Duarte
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_3)
    assert level(matrix, "C. Duarte", "Map and links") == 3
    person.press(Qt.Key.Key_7)
    assert level(matrix, "C. Duarte", "Map and links") == 3
    person.press(Qt.Key.Key_Delete)
    assert level(matrix, "C. Duarte", "Map and links") is None
    assert matrix.cell.who.text() == "C. Duarte: Map and links"


def test_gaps_and_teachers_are_said_for_the_skill_in_hand(person: Person, matrix: TrainingMatrix) -> None:
    assert person.find("skill-gap").text() == "57 % of the members can do it alone or better."
    teach = person.find("skill-teach").text()
    assert teach.startswith("Could teach it: A. Nowak (can teach it), ")
    assert person.find("skill-learn").text() == "Would learn it: C. Duarte and R. Haas"
    model = matrix.grid.skills
    last = model.index(model.rowCount() - 1, 0)
    assert model.data(last) == "57 %"
    assert model.data(model.index(1, model.columnCount() - 1)) == "0 %"
    told = person.find("skills-told").text()
    assert told.startswith("Measurement: 2.3 on average, 46 % alone or better")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def test_evidence_belongs_to_a_level_that_is_noted(person: Person, matrix: TrainingMatrix) -> None:
    evidence = matrix.cell.level.fields["evidence"]
    evidence.setFocus()
    evidence.selectAll()
    person.write("Led it for the lab")
    (nowak,), (tests,) = (
        matrix.session.desk.find(Named, name="A. Nowak"),
        matrix.session.desk.find(Skill, name="Five tests"),
    )
    (noted,) = matrix.session.desk.find(SkillLevel, person=nowak.id, skill=tests.id)
    assert noted.evidence == "Led it for the lab"
    matrix.grid.setFocus()
    person.press(Qt.Key.Key_Delete)
    assert not evidence.isEnabled()


def test_skills_are_added_renamed_moved_and_removed(person: Person, matrix: TrainingMatrix) -> None:
    desk = matrix.session.desk
    person.find("skill-family").setFocus()
    person.press(Qt.Key.Key_Down)
    assert person.focus.objectName() == "skill-line"
    person.find("skill-line").setFocus()
    person.write("Closing with promises")
    (made,) = desk.find(Skill, name="Closing with promises")
    assert made.family is SkillFamily.FACILITATION
    matrix.choose(made.id)
    name = matrix.cell.skill.fields["name"]
    name.setFocus()
    name.selectAll()
    person.write("Closing")
    person.click("skill-left")
    names = [each.name for each in matrix.grid.skills.matrix.skills]
    assert names[-2:] == ["Closing", "Collective decisions"]
    assert matrix.cell.who.text().endswith("Closing")  # the cell went along
    person.click("skill-remove")
    assert desk.find(Skill, name="Closing")
    person.answers.risky = True
    person.click("skill-remove")
    assert not desk.find(Skill, name="Closing")


def test_the_usual_skills_come_without_those_that_are_there(person: Person, matrix: TrainingMatrix) -> None:
    desk = matrix.session.desk
    before = len(desk.find(Skill))
    person.window.commands.run("community.usual_skills")
    assert len(desk.find(Skill)) == before + 25 - 4  # Map and links, Gallery, Reading charts, Conflict
    person.window.commands.run("community.usual_skills")
    assert len(desk.find(Skill)) == before + 21


def test_without_members_the_page_says_what_belongs_here(person: Person, empty: CommunityPage) -> None:
    person.click("community.begin")
    person.qtbot.keyClick(person.find("beginning-name"), Qt.Key.Key_Return)
    person.click("segment-skills")
    person.window.commands.run("community.usual_skills")
    assert len(empty.session.desk.find(Skill)) == 25
    assert isinstance(empty.view, SkillsView)
    found = empty.view.register
    assert isinstance(found, TrainingMatrix)
    assert found.sights.currentIndex() == 1


def test_a_training_that_is_late_says_so(person: Person, page: CommunityPage, matrix: TrainingMatrix) -> None:
    person.click("segment-training")
    person.find("register-training-line").setFocus()
    person.write("Baselines")
    (made,) = page.session.desk.find(Training, topic="Baselines")
    assert isinstance(page.view, SkillsView)
    register = page.view.register
    day = register.form.fields["on"]  # type: ignore[attr-defined]
    day.setFocus()
    person.write("1 July 2025")
    assert page.session.desk.get(Training, made.id).on == date(2025, 7, 1)
    rows = {each.title: each.below for each in register.list.model_.rows if hasattr(each, "title")}  # type: ignore[attr-defined]
    assert rows["Baselines"] == "all of us · late"
    assert page.session.desk.find(Member)
