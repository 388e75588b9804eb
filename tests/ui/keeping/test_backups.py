"""Backups in the window: made now and by the clock, looked into, restored as a copy, removed."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kpidesk.actions import results
from kpidesk.desk.backups import backups
from kpidesk.desk.workfile import backups_of, open_desk, read_desk
from kpidesk.domain.results import Result
from kpidesk.system.paths import Folders
from kpidesk.ui.keeping.backups import BackupsView
from kpidesk.ui.keeping.page import KeepingPage
from kpidesk.ui.session import Session
from tests.conftest import Clock
from tests.ui.conftest import Person


@pytest.fixture
def view(person: Person, page: KeepingPage) -> BackupsView:
    person.click("segment-backups")
    return page.shown.get(BackupsView)


def rename(session: Session, statement: str) -> None:
    result = session.desk.find(Result)[0]
    assert session.do("Write", results.rename, result.id, statement)


def test_without_backups_the_view_says_when_they_come(view: BackupsView) -> None:
    assert view.stack.currentWidget() is view.nothing
    assert str(view._folder) in view.where.text()


def test_a_backup_is_made_now_and_looked_into(person: Person, view: BackupsView) -> None:
    person.click("keeping.back_up")
    (key,) = view.list.ids()
    assert "asked for" in view.list.model_.data(view.list.model_.index(0), Qt.ItemDataRole.AccessibleTextRole)
    person.wait(lambda: key in view._previews)
    told = dict(view._previews[key].counts)
    assert told["Results"] == len(view.session.desk.find(Result))


def test_a_backup_is_restored_as_a_copy_and_opened(
    person: Person, page: KeepingPage, view: BackupsView, tmp_path: Path
) -> None:
    before = page.session.desk.find(Result)
    person.click("keeping.back_up")
    rename(page.session, "Something else.")
    person.answers.new = tmp_path / "restored.kpidesk"
    person.click("keeping.restore")
    person.wait(person.answers.new.exists)
    person.wait(lambda: not person.window.jobs.busy)
    copy = read_desk(person.answers.new)
    assert copy.find(Result) == before
    copy.close()
    assert page.session.desk.find(Result) != before
    person.act("Open it")
    assert len(type(person.window).windows) == 2


def test_nothing_is_ever_written_over(person: Person, view: BackupsView, marrow: Path) -> None:
    person.click("keeping.back_up")
    person.window.notice.dismiss()
    before = marrow.read_bytes()
    person.answers.new = marrow
    person.click("keeping.restore")
    person.wait(lambda: "is there already" in person.window.notice.text)
    assert marrow.read_bytes() == before


def test_chosen_backups_are_removed_after_a_question(person: Person, view: BackupsView) -> None:
    for _ in range(3):
        person.click("keeping.back_up")
    view.list.setFocus()
    person.press(Qt.Key.Key_Home)
    person.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    person.press(Qt.Key.Key_Delete)
    assert person.answers.asked[-1] == "Remove 2 backups for good?"
    assert len(view.list.ids()) == 3
    person.answers.risky = True
    person.press(Qt.Key.Key_Delete)
    assert len(view.list.ids()) == 1


def test_one_that_cannot_be_read_says_so(person: Person, page: KeepingPage, view: BackupsView) -> None:
    person.click("keeping.back_up")
    Path(view.list.ids()[0]).write_bytes(b"nothing")
    view.show_desk()
    assert "cannot be read" in view.list.model_.data(
        view.list.model_.index(0), Qt.ItemDataRole.AccessibleTextRole
    )
    assert not person.find("keeping.restore").isEnabled()


# -- the session's own backups


@pytest.fixture
def session(marrow: Path, folders: Folders, clock: Clock, qtbot: QtBot) -> Session:
    made = Session(open_desk(marrow, folders, clock=clock), clock=clock)
    yield made
    made.close()


def test_half_hours_in_which_something_was_done_leave_a_backup(
    session: Session, folders: Folders, clock: Clock, qtbot: QtBot
) -> None:
    session.back_up_if_changed()
    assert backups(folders, session.desk.desk_id) == ()
    rename(session, "Something else.")
    with qtbot.waitSignal(session.backed_up):
        session.back_up_if_changed()
    (made,) = backups(folders, session.desk.desk_id)
    assert (made.reason, made.at) == ("timer", clock())
    clock.wait(minutes=30)
    session.back_up_if_changed()
    assert len(backups(folders, session.desk.desk_id)) == 1


def test_old_backups_are_thinned_out_with_each_new_one(
    session: Session, folders: Folders, clock: Clock
) -> None:
    folder = backups_of(folders, session.desk.desk_id)
    folder.mkdir(parents=True)
    for hours in range(1, 24 * 30):
        at = clock() - timedelta(hours=hours)
        (folder / f"{at:%Y%m%d-%H%M%S}-timer.kpidesk").write_bytes(b"")
    assert session.back_up("import")
    assert len(backups(folders, session.desk.desk_id)) <= 12 + 10 + 9


def test_a_backup_that_cannot_be_written_is_told(session: Session, folders: Folders, qtbot: QtBot) -> None:
    (folders.root / "backups").write_text("in the way")
    with qtbot.waitSignal(session.refused):
        assert not session.back_up("import")
    rename(session, "Something else.")
    with qtbot.waitSignal(session.refused):
        session.back_up_if_changed()
