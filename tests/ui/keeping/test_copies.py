"""Copies, packs and forgetting in the window: what a card says comes true, and nothing is done unasked."""

import json
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kpidesk.actions import goals
from kpidesk.desk.backups import backups
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.people import Person as Somebody
from kpidesk.domain.results import Goal
from kpidesk.system.paths import Folders
from kpidesk.ui.keeping.copies import CopiesView
from kpidesk.ui.keeping.page import KeepingPage
from tests.desk.holding import holds
from tests.ui.conftest import Person


@pytest.fixture
def view(person: Person, page: KeepingPage) -> CopiesView:
    person.click("segment-copies")
    return page.shown.get(CopiesView)


def told(view: CopiesView, command: str) -> str:
    (label,) = view.findChildren(QLabel, f"told-keeping.{command}")
    return label.text()


def settled(person: Person) -> None:
    person.wait(lambda: not person.window.jobs.busy)


def test_a_copy_for_another_recorder_carries_the_letter_that_was_told(
    person: Person, view: CopiesView, tmp_path: Path
) -> None:
    assert "letter B" in told(view, "recorder_copy")
    person.answers.new = tmp_path / "second.kpidesk"
    person.click("keeping.recorder_copy")
    settled(person)
    copy = read_desk(person.answers.new)
    assert copy.facts["recorder"] == "B"
    copy.close()
    assert "recorder B" in person.window.notice.text
    assert "letter C" in told(view, "recorder_copy")


def test_no_letter_is_given_for_a_file_that_is_there_already(
    person: Person, view: CopiesView, marrow: Path
) -> None:
    person.answers.new = marrow
    person.click("keeping.recorder_copy")
    assert "is there already" in person.window.notice.text
    assert "letter B" in told(view, "recorder_copy")


def test_a_recorders_copy_says_so_and_offers_no_further_one(
    person: Person, view: CopiesView, tmp_path: Path
) -> None:
    person.answers.new = tmp_path / "second.kpidesk"
    person.click("keeping.recorder_copy")
    settled(person)
    copy = read_desk(person.answers.new)
    letter = copy.facts["recorder"]
    copy.close()
    with view.session.desk.beneath("Test", barrier=False) as beneath:
        beneath.rows.note_fact("recorder", letter)
    view.show_desk()
    person.window.commands.refresh()
    assert told(view, "recorder_copy") == "This desk is the copy of recorder B."
    button = person.find("keeping.recorder_copy")
    assert not button.isEnabled()
    assert "from the first desk" in button.toolTip()


def test_a_clean_copy_leaves_out_what_is_ticked(person: Person, view: CopiesView, tmp_path: Path) -> None:
    settled(person)
    name = view.session.desk.find(Somebody)[0].name
    assert "18 names" in told(view, "clean_copy")
    person.answers.new = tmp_path / "clean.kpidesk"
    person.click("keeping.clean_copy")
    settled(person)
    assert holds(person.answers.new, name) == []
    person.act("Open it")
    assert len(type(person.window).windows) == 2


def test_the_history_goes_along_with_what_it_would_tell(person: Person, view: CopiesView) -> None:
    boxes = {name: person.find(f"clean-{name}") for name in ("journal", "personal", "photos")}
    person.click("clean-journal")
    assert [each.isChecked() for each in boxes.values()] == [False, False, False]
    assert told(view, "clean_copy") == "Choose what is left out."
    assert not person.find("keeping.clean_copy").isEnabled()
    person.click("clean-photos")
    assert [each.isChecked() for each in boxes.values()] == [True, False, True]
    person.click("clean-journal")
    assert [each.isChecked() for each in boxes.values()] == [False, False, False]
    settled(person)


def test_a_text_is_looked_for_then_redacted_and_old_backups_are_offered(
    person: Person, view: CopiesView, folders: Folders, marrow: Path
) -> None:
    session = view.session
    goal = session.desk.find(Goal)[0]
    code = goal.code
    assert session.do("Word", partial(goals.change, text="Ask Zenobia first."), goal.id)
    assert not person.find("keeping.redact").isEnabled()
    person.find("redact-text").setFocus()
    person.write("zenobia")
    settled(person)
    assert "Goal" in told(view, "redact")
    person.answers.risky = False
    person.click("keeping.redact")
    assert "zenobia" in person.answers.asked[-1]
    assert "Zenobia" in session.desk.find(Goal, code=code)[0].text
    person.answers.risky = True
    person.click("keeping.redact")
    settled(person)
    assert session.desk.find(Goal, code=code)[0].text == "Ask ▇▇▇ first."
    assert session.desk.undo_label is None
    kept = backups(folders, session.desk.desk_id)
    assert any(holds(each.path, "zenobia") for each in kept)
    person.act("Remove the backups")
    kept = backups(folders, session.desk.desk_id)
    assert [holds(each.path, "zenobia") for each in kept] == [[]]
    assert session.flush() is None
    assert holds(marrow, "zenobia") == []


def test_a_text_that_stands_nowhere_cannot_be_redacted(person: Person, view: CopiesView) -> None:
    person.find("redact-text").setFocus()
    person.write("Ptolemy of Alexandria")
    settled(person)
    assert told(view, "redact") == "It stands nowhere in this desk."
    assert not person.find("keeping.redact").isEnabled()
    person.write("x", None)
    assert told(view, "redact") == ""
    assert "first" in person.find("keeping.redact").toolTip()


def test_a_text_that_is_too_short_is_said_at_the_card(person: Person, view: CopiesView) -> None:
    person.find("redact-text").setFocus()
    person.write("a")
    settled(person)
    assert "at least 2 letters" in told(view, "redact")


def test_the_history_is_compacted_after_a_backup(
    person: Person, view: CopiesView, folders: Folders, page: KeepingPage
) -> None:
    settled(person)
    assert not person.find("keeping.compact").isEnabled()
    age = person.find("compact-age")
    age.setFocus()
    person.press(Qt.Key.Key_End)
    settled(person)
    assert "1 edit" in told(view, "compact")
    person.answers.risky = True
    person.click("keeping.compact")
    desk = view.session.desk
    assert desk.compacted_to == 1
    assert [each.reason for each in backups(folders, desk.desk_id)] == ["compact"]
    settled(person)


def test_a_pack_is_written_where_it_was_asked_for(person: Person, view: CopiesView, tmp_path: Path) -> None:
    person.answers.where = tmp_path / "packs"
    person.click("pack-zip")
    person.click("keeping.hand_over")
    assert not person.find("keeping.json").isEnabled()
    person.wait(lambda: "holds" in person.window.notice.text)
    (pack,) = person.answers.where.iterdir()
    with ZipFile(pack) as archive:
        assert any(name.endswith("index.txt") for name in archive.namelist())


def test_json_is_written_and_never_over_another(person: Person, view: CopiesView, tmp_path: Path) -> None:
    person.answers.where = tmp_path
    for _ in range(2):
        person.click("keeping.json")
        settled(person)
    one, two = sorted(tmp_path.glob("*.json"))
    assert json.loads(one.read_text("utf-8")) == json.loads(two.read_text("utf-8"))


def test_parts_of_longer_words_are_told_and_left_alone_if_wanted(person: Person, view: CopiesView) -> None:
    goal = view.session.desk.find(Goal)[0]
    view.session.do("Word", partial(goals.change, text="Zana asks for zanagement."), goal.id)
    person.find("redact-text").setFocus()
    person.write("zana")
    settled(person)
    assert "part of a longer word: “zanagement”" in told(view, "redact")
    person.click("redact-whole")
    settled(person)
    assert "longer word" not in told(view, "redact")
    person.answers.risky = True
    person.click("keeping.redact")
    settled(person)
    assert view.session.desk.find(Goal, code=goal.code)[0].text == "▇▇▇ asks for zanagement."


def test_whoever_redacts_their_own_name_is_told_that_it_comes_back(person: Person, view: CopiesView) -> None:
    goal = view.session.desk.find(Goal)[0]
    view.session.do("Word", partial(goals.change, owner="Teo"), goal.id)
    person.find("redact-text").setFocus()
    person.write(f"{view.session.desk.who}")
    settled(person)
    assert "in your own name" in told(view, "redact")


def test_unsaved_work_that_holds_the_text_is_told(
    person: Person, view: CopiesView, marrow: Path, folders: Folders
) -> None:
    settled(person)
    aside = folders.working / "set-aside-1-marrow-valley-0123456789abcdef.kpidesk"
    aside.write_bytes(marrow.read_bytes())
    person.find("redact-text").setFocus()
    person.write("Executive")
    settled(person)
    person.answers.risky = True
    person.click("keeping.redact")
    settled(person)
    assert "1 backup from before may hold it still" in person.window.notice.text
    assert "1 copy with unsaved work" in person.window.notice.text


def test_no_letter_is_given_where_nothing_can_be_saved(
    person: Person, view: CopiesView, tmp_path: Path
) -> None:
    for place in (tmp_path / "nowhere" / "copy.kpidesk", tmp_path / f"{'n' * 300}.kpidesk"):
        person.answers.new = place
        person.click("keeping.recorder_copy")
        assert person.window.notice.text
        person.window.notice.forget_all()
    assert "letter B" in told(view, "recorder_copy")


def test_a_place_that_cannot_be_looked_at_is_told(person: Person, view: CopiesView, tmp_path: Path) -> None:
    settled(person)
    person.answers.where = tmp_path / ("n" * 300)
    for command in ("json", "hand_over"):
        person.click(f"keeping.{command}")
        settled(person)
        assert "too long for this disk" in person.window.notice.text
        person.window.notice.forget_all()
