"""What came back stays in hand: while the desk changes, other views are looked at, or colours change."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QRadioButton

from kpidesk.actions import goals, maps
from kpidesk.desk.workfile import new_desk, open_desk, save_new
from kpidesk.domain.differences import Kind, Take
from kpidesk.domain.results import Goal, Placement, Ring
from kpidesk.imports import sample
from kpidesk.system.paths import Folders
from kpidesk.ui.keeping.backups import BackupsView
from kpidesk.ui.keeping.intake import IntakeView
from kpidesk.ui.keeping.page import KeepingPage
from tests.ui.conftest import Person
from tests.ui.keeping.test_intake import look_at, sent_back, some_edits


def owner_meanwhile(page: KeepingPage, name: str) -> str:
    """Somebody types an owner for the goal for which the workbook has another one."""
    goal = page.session.desk.find(Goal)[0]
    assert page.session.do("Owner", lambda edit: goals.change(edit, goal.id, owner=name))
    return goal.id


def conflict_of(view: IntakeView) -> tuple[str, ...]:
    return next((tuple(text for _, text in each.sides) for each in view.plan.lines
                 if each.kind is Kind.CONFLICT), ())  # fmt: skip


def settled(person: Person) -> None:
    person.wait(lambda: not person.window.jobs.busy)


def test_what_is_typed_while_a_file_is_read_is_not_overwritten(
    person: Person, page: KeepingPage, tmp_path: Path
) -> None:
    view = page.shown.get(IntakeView)
    person.answers.returned = sent_back(page.session.desk, tmp_path / "back.xlsx", some_edits)
    person.click("keeping.take_in")
    goal = owner_meanwhile(page, "Typed meanwhile")
    settled(person)
    assert conflict_of(view) == ("–", "Typed meanwhile", "Mara")
    person.click("plan-take")
    assert page.session.desk.get(Goal, goal).owner == "Typed meanwhile"


def test_what_is_typed_elsewhere_while_a_plan_waits_is_not_overwritten(
    person: Person, page: KeepingPage, tmp_path: Path
) -> None:
    view = page.shown.get(IntakeView)
    look_at(person, view, sent_back(page.session.desk, tmp_path / "back.xlsx", some_edits))
    person.go("results")
    owner_meanwhile(page, "Typed on another page")
    person.go("keeping")
    settled(person)
    assert conflict_of(view) == ("–", "Typed on another page", "Mara")
    person.click("segment-history")
    goal = owner_meanwhile(page, "Typed in another view")
    person.click("segment-intake")
    settled(person)
    assert conflict_of(view) == ("–", "Typed in another view", "Mara")
    person.click("plan-take")
    assert page.session.desk.get(Goal, goal).owner == "Typed in another view"


def test_decisions_outlive_other_colours(person: Person, page: KeepingPage, tmp_path: Path) -> None:
    path = sent_back(page.session.desk, tmp_path / "back.xlsx", some_edits)
    owner_meanwhile(page, "Teo")
    look_at(person, page.shown.get(IntakeView), path)
    person.press(Qt.Key.Key_Space)
    assert person.find("plan-theirs", QRadioButton).isChecked()
    person.window.set_theme("dark")
    settled(person)
    again = person.window.pages["keeping"]
    assert isinstance(again, KeepingPage)
    assert again is not page
    view = again.shown.get(IntakeView)
    assert view.stack.currentWidget() is view.plan
    assert [*view.plan.choices.values()] == [Take.THEIRS]
    person.click("plan-take")
    assert again.session.desk.find(Goal)[0].owner == "Mara"


def test_how_a_list_is_read_outlives_other_colours(person: Person, page: KeepingPage, tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("Goal;Who\nBe a good neighbour;Mara\nWaste nothing;Teo\n", encoding="utf-8")
    view = page.shown.get(IntakeView)
    look_at(person, view, path)
    settled(person)
    view.lists.first.setFocus()
    view.lists.first.selectAll()
    person.write("3")
    person.window.set_theme("dark")
    settled(person)
    again = person.window.pages["keeping"]
    assert isinstance(again, KeepingPage)
    lists = again.shown.get(IntakeView).lists
    assert lists.isVisible()
    assert lists.first.text() == "3"
    person.wait(lambda: lists.intake is not None)
    lists.look.click()
    person.click("plan-take")
    assert again.session.desk.find(Goal)[-1].text == "Waste nothing"


def test_ticked_parts_of_another_desk_stay_ticked(person: Person, page: KeepingPage, tmp_path: Path) -> None:
    other = new_desk()
    with other.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    save_new(other, tmp_path / "Other unit.kpidesk")
    other.close()
    look_at(person, page.shown.get(IntakeView), tmp_path / "Other unit.kpidesk")
    person.find("area-results", QCheckBox).click()
    owner_meanwhile(page, "Teo")
    settled(person)
    assert person.find("area-results", QCheckBox).isChecked()
    count = len(page.session.desk.find(Goal))
    person.click("areas-take")
    assert len(page.session.desk.find(Goal)) > count


def test_a_command_of_a_view_out_of_sight_brings_it_into_sight(
    person: Person, page: KeepingPage, tmp_path: Path
) -> None:
    view = page.shown.get(IntakeView)
    person.answers.returned = sent_back(page.session.desk, tmp_path / "back.xlsx", some_edits)
    person.click("segment-backups")
    person.click("segment-history")
    person.window.search()
    person.write("open what came back")
    person.wait(lambda: view.stack.currentWidget() is view.plan)
    assert page.view is view
    person.click("segment-history")
    person.window.search()
    person.write("back up now")
    assert isinstance(page.view, BackupsView)
    assert len(page.view.found) == 1


def test_a_conflict_says_who_holds_what(person: Person, page: KeepingPage, tmp_path: Path) -> None:
    session = page.session
    copy = tmp_path / "Ana.kpidesk"
    assert session.save_copy(copy)
    ring, place = session.desk.find(Ring)[0], session.desk.find(Placement)[0]
    other = open_desk(copy, Folders(tmp_path / "anas"), who="Ana")
    for name, desk, at in (("Ours", session.desk, 0.25), ("Theirs", other.desk, 0.75)):
        with desk.edit("Change") as edit:
            edit.put(replace(edit.get(Ring, ring.id), name=name))
            maps.move(edit, place.map, {place.result: (at, at)}, layout=place.layout)
    other.publish()
    other.close()
    view = page.shown.get(IntakeView)
    look_at(person, view, copy)
    rows = [view.plan.list.model_.index(row) for row in range(view.plan.list.model_.rowCount())]
    told = [str(view.plan.list.model_.data(row, Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
    assert any("in this desk: Ours · in the other copy: Theirs" in each for each in told)
    assert any("Across / Down" in each and "0.25 / 0.25" in each and "0.75 / 0.75" in each for each in told)
