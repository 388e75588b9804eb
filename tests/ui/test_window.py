"""The shell: opening and leaving desks, saving, notices, going from page to page, themes, settings."""

import json
import os
import resource
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from kpidesk.actions import results as actions
from kpidesk.desk.workfile import open_desk, read_desk
from kpidesk.domain.results import Layout, Link, LinkStatus, Result
from kpidesk.drawing.palette import DARK, LIGHT
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.commands import PAGES, table
from kpidesk.ui.icons import Icons
from kpidesk.ui.session import Session
from kpidesk.ui.settings import Settings
from kpidesk.ui.start import application
from kpidesk.ui.window import Window
from tests.ui.conftest import Answers, Person


@pytest.fixture
def session(window: Window, marrow: Path) -> Session:
    assert window.open(marrow)
    return window.desk_session


def reword(session: Session, code: str, text: str) -> None:
    (result,) = session.desk.find(Result, code=code)
    assert session.do(f"Reword {code}", actions.rename, result.id, text)


def statements(path: Path) -> set[str]:
    desk = read_desk(path)
    found = {result.statement for result in desk.find(Result)}
    desk.close()
    return found


def published(session: Session) -> Callable[[], bool]:
    return lambda: not session._opened.unpublished


# -- saving and leaving


def test_an_edit_reaches_the_file_by_itself(person: Person, session: Session, marrow: Path) -> None:
    reword(session, "R12", "Pumps run.")
    person.wait(published(session))
    assert "Pumps run." in statements(marrow)
    person.wait(lambda: person.window.strip.saved.text().startswith("Saved "))


def test_closing_in_the_middle_of_publishing_is_no_conflict(
    window: Window, session: Session, marrow: Path, folders: Folders, answers: Answers
) -> None:
    reword(session, "R12", "Pumps run.")
    session.publish()
    reword(session, "R13", "Sewers run.")
    window.close()
    assert answers.asked == []
    assert {"Pumps run.", "Sewers run."} <= statements(marrow)
    assert list(folders.working.iterdir()) == []


def test_closing_asks_when_the_file_cannot_be_updated(
    window: Window, session: Session, marrow: Path, folders: Folders, answers: Answers
) -> None:
    reword(session, "R12", "Pumps run.")
    marrow.chmod(0o444)
    window.close()
    assert window.isVisible()
    assert "could not be updated" in answers.asked[0]
    answers.risky = True
    window.close()
    assert not window.isVisible()
    marrow.chmod(0o644)
    again = open_desk(marrow, folders)
    assert again.recovered
    assert "Pumps run." in {result.statement for result in again.desk.find(Result)}
    again.close()


def test_a_file_that_cannot_be_written_is_told_and_saved_elsewhere(
    person: Person, session: Session, marrow: Path, answers: Answers, tmp_path: Path
) -> None:
    window = person.window
    marrow.chmod(0o444)
    reword(session, "R12", "Pumps run.")
    session.publish()
    person.wait(lambda: "Your work is safe here" in window.notice.text)
    answers.new = tmp_path / "elsewhere.kpidesk"
    person.act("Save elsewhere …")
    assert window.desk_session.path == answers.new
    assert "Pumps run." in statements(answers.new)


def test_a_desk_that_vanishes_can_be_saved_elsewhere(
    person: Person, session: Session, marrow: Path, answers: Answers, tmp_path: Path
) -> None:
    window = person.window
    reword(session, "R12", "Pumps run.")
    marrow.unlink()
    session.publish()
    person.wait(lambda: bool(window.notice.text))
    answers.new = tmp_path / "elsewhere.kpidesk"
    window.desks.ask_save_elsewhere()
    assert window.desk_session.path == answers.new
    assert "Pumps run." in statements(answers.new)


def changed_elsewhere(path: Path, folders: Folders) -> None:
    """Another machine opens, changes and saves the desk; it does not see our lock."""
    lock = path.with_name(path.name + ".lock")
    held = lock.read_bytes()
    lock.unlink()
    other = open_desk(path, Folders(folders.root / "other"))
    with other.desk.edit("Theirs") as edit:
        edit.put(replace(edit.find(Result, code="R13")[0], statement="Theirs."))
    other.publish()
    other.close()
    lock.write_bytes(held)


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_conflict_is_decided(
    person: Person,
    session: Session,
    marrow: Path,
    folders: Folders,
    answers: Answers,
    tmp_path: Path,
    overwrite: bool,
) -> None:
    window = person.window
    changed_elsewhere(marrow, folders)
    reword(session, "R12", "Mine.")
    session.publish()
    person.wait(lambda: "changed by somebody else" in window.notice.text)
    answers.risky, answers.new = overwrite, tmp_path / "mine.kpidesk"
    person.act("Decide …")
    if overwrite:
        person.wait(published(session))
    window.close()
    mine = marrow if overwrite else answers.new
    for path, kept in ((mine, "Mine."), *(() if overwrite else ((marrow, "Theirs."),))):
        opened = open_desk(path, folders)
        assert not opened.recovered
        assert not opened.conflict
        assert kept in {result.statement for result in opened.desk.find(Result)}
        opened.close()


def test_closing_with_a_job_running_is_told_with_a_way_out(person: Person, session: Session) -> None:
    window = person.window
    began: list[bool] = []

    def work(progress: object, stopped: Callable[[], bool]) -> object:
        began.append(True)
        while not stopped():
            pass
        return None

    window.jobs.start("Export", work, lambda _: None)
    person.wait(lambda: bool(began))
    window.close()
    assert window.isVisible()
    assert "“Export” is still going on." in window.notice.text
    person.act("Stop it and close")
    assert not window.isVisible()


def test_the_job_bar_shows_progress_and_stops(person: Person, session: Session) -> None:
    window = person.window
    told: list[object] = []

    def work(progress: Callable[[int, int], None], stopped: Callable[[], bool]) -> object:
        progress(3, 10)
        while not stopped():
            pass
        return "stopped"

    window.jobs.start("Export", work, told.append)
    person.wait(lambda: window.frame_.jobs.bar.value() == 3)
    assert window.frame_.jobs.bar.maximum() == 10
    person.click("job-stop")
    person.wait(lambda: told == ["stopped"])
    assert window.jobs.shown is None


# -- opening


def test_the_sample_is_made_from_the_start(person: Person, answers: Answers, tmp_path: Path) -> None:
    answers.new = tmp_path / "sample.kpidesk"
    person.click("sample-marrow-valley")
    assert len(person.window.desk_session.desk.find(Result)) == 20


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "There is no file"), (b"", "is empty"), (b"\xff\xd8" + bytes(200), "not a KPI Desk file")],
)
def test_what_cannot_be_opened_is_told(
    window: Window, tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = tmp_path / "bad.kpidesk"
    if content is not None:
        path.write_bytes(content)
    assert not window.open(path)
    assert says in window.notice.text
    assert window.session is None


@pytest.mark.parametrize("risky", [False, True])
def test_a_locked_desk_is_a_question(
    window: Window, answers: Answers, marrow: Path, folders: Folders, risky: bool
) -> None:
    other = open_desk(marrow, folders)
    answers.risky = risky
    assert window.open(marrow) is risky
    assert "is open by" in answers.asked[0]
    other.close()


def test_a_desk_named_at_the_start_opens_after_the_first_painting(
    qtbot: QtBot, window: Window, folders: Folders, answers: Answers, marrow: Path
) -> None:
    application()
    named = Window(Words(), folders, answers)
    named.open_later(marrow)
    assert named.session is None
    named.show()
    qtbot.waitUntil(lambda: named.session is not None, timeout=5_000)


def test_opening_the_desk_that_is_open_brings_its_window_to_the_front(
    window: Window, session: Session, marrow: Path, answers: Answers
) -> None:
    assert window.open(marrow)
    assert window.session is session
    assert Window.windows == [window]
    assert answers.asked == []


def test_a_second_desk_opens_a_second_window(
    person: Person, session: Session, answers: Answers, tmp_path: Path
) -> None:
    answers.new = tmp_path / "second.kpidesk"
    person.window.commands.run("desk.new")
    first, second = Window.windows
    assert first.desk_session is session
    assert second.desk_session.path == answers.new
    second.close()
    assert Window.windows == [first]


def test_recovered_work_is_announced(window: Window, marrow: Path, folders: Folders) -> None:
    before = open_desk(marrow, folders)
    with before.desk.edit("Reword") as edit:
        edit.remove(edit.find(Link)[0])
    before.close()
    window.open(marrow)
    assert "Welcome back" in window.notice.text


def test_recent_desks_are_offered_and_forgotten(person: Person, session: Session, marrow: Path) -> None:
    window = person.window
    window.commands.run("desk.close")
    assert window.session is None
    row = person.find("recent-0")
    assert marrow.stem in {each.text() for each in row.findChildren(QLabel)}
    person.qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert window.desk_session.path == marrow
    window.commands.run("desk.close")
    person.click("forget-0")
    assert window.settings.recent == []


def test_unpublished_work_whose_file_is_gone_is_saved_as_a_new_one(
    person: Person, marrow: Path, folders: Folders, answers: Answers, tmp_path: Path
) -> None:
    before = open_desk(marrow, folders)
    with before.desk.edit("Reword") as edit:
        edit.put(replace(edit.find(Result, code="R13")[0], statement="Rescued."))
    before.close()
    marrow.unlink()
    person.window._look_for_leftovers()
    answers.new = tmp_path / "rescued.kpidesk"
    person.qtbot.mouseClick(person.find("leftover-0"), Qt.MouseButton.LeftButton)
    assert person.window.desk_session.path == answers.new
    assert "Rescued." in statements(answers.new)
    assert [each.name for each in folders.backups.iterdir()], "the working copy is kept"


# -- going about


def test_every_page_is_gone_to_by_rail_and_by_key(person: Person, session: Session) -> None:
    window = person.window
    for number, key in enumerate(PAGES, 1):
        person.go(key)
        assert window.current == key
        assert window.frame_.rail.entries[key].isChecked()
        window.go("home")
        person.qtbot.keyClick(window, Qt.Key(ord("0") + number % 10), Qt.KeyboardModifier.ControlModifier)
        assert window.current == key


def test_without_a_desk_only_home_can_be_gone_to(person: Person) -> None:
    window = person.window
    shown = [key for key, entry in window.frame_.rail.entries.items() if entry.isVisible()]
    assert shown == ["home"]
    person.qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.current == "home"


def test_undo_and_redo_name_what_they_do(person: Person, session: Session) -> None:
    strip = person.window.strip
    assert not strip.undo.isEnabled()
    assert "nothing to take back" in strip.undo.toolTip()
    reword(session, "R12", "Pumps run.")
    assert "Undo Reword R12" in strip.undo.toolTip()
    person.click("edit.undo")
    assert session.desk.find(Result, code="R12")[0].statement != "Pumps run."
    assert "Redo Reword R12" in strip.redo.toolTip()
    person.click("edit.redo")
    assert session.desk.find(Result, code="R12")[0].statement == "Pumps run."


def test_search_finds_commands_and_records(person: Person, session: Session) -> None:
    window = person.window
    person.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    person.write("burst mains")
    assert window.current == "results"
    assert window.pages["results"].selection.ids == (session.desk.find(Result, code="R10")[0].id,)
    person.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    person.write("dark")
    assert window.palette_ is DARK


@pytest.mark.parametrize(
    ("typed", "view"),
    [
        ("hours of overtime per crew", "stocktake"),
        ("rate in secret", "design"),
        ("import a list", "stocktake"),
        ("ask why", "curve"),
    ],
)
def test_search_goes_to_views_nobody_has_looked_at(
    person: Person, session: Session, typed: str, view: str
) -> None:
    person.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    person.write(typed)
    assert (person.window.current, person.window.pages["measures"].view.key) == ("measures", view)


def test_search_finds_a_link_by_its_ends_also_a_rejected_one(person: Person, session: Session) -> None:
    window, link = person.window, session.desk.find(Link, code="L03")[0]
    reason = {"rationale": "Peculiar reason.", "status": LinkStatus.REJECTED}
    session.do("Change L03", partial(actions.change_link, **reason), link.id)
    person.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    person.write("peculiar", end=None)
    ends = [session.desk.get(Result, each).code for each in (link.source, link.target)]
    shown = person.find("picker-found", QListView).model().index(0, 0).data()
    assert " → ".join(ends) in shown
    person.press(Qt.Key.Key_Return)
    assert not window.pages["results"].link_editor.isHidden()


def test_esc_closes_the_search(person: Person, session: Session) -> None:
    person.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert person.find("picker").isVisible()
    person.press(Qt.Key.Key_Escape)
    assert not [
        each for each in person.window.children() if each.objectName() == "picker" and each.isVisible()
    ]


def test_the_guide_has_a_step_for_each_page_and_stays(person: Person, session: Session) -> None:
    window = person.window
    person.click("view.guide")
    titles = set()
    for key in PAGES:
        person.go(key)
        assert window.frame_.guide is not None
        assert window.frame_.guide.isVisible()
        titles.add(person.find("guide-title").text())
        assert person.find("guide-check").text()
    assert len(titles) == len(PAGES)
    person.go("results")
    for view in ("goals", "coverage"):
        person.click(f"segment-{view}")
        titles.add(person.find("guide-title").text())
        assert person.find("guide-check").text()
    assert len(titles) == len(PAGES) + 2
    person.click("guide-close")
    assert window.frame_.guide is not None
    assert not window.frame_.guide.isVisible()


def test_another_theme_keeps_place_and_desk(person: Person, session: Session) -> None:
    window = person.window
    reword(session, "R12", "Pumps run.")
    person.go("sharing")
    window.commands.run("view.dark")
    assert window.palette_ is DARK
    assert window.current == "sharing"
    assert window.desk_session is session
    person.click("edit.undo")
    window.commands.run("view.light")
    assert window.palette_ is LIGHT


def test_another_theme_keeps_what_is_looked_at_on_the_map(person: Person, session: Session) -> None:
    person.go("results")
    page = person.window.pages["results"]
    chosen = session.desk.find(Result, code="R12")[0].id
    page.selection.set((chosen,))
    person.window.commands.run("results.chain")
    person.window.commands.run("results.layout")
    person.wait(lambda: not person.window.jobs.busy)
    page.canvas.zoom(1.5)
    sight, seen = page.canvas.sight, set(page.sheet.seen)
    person.go("measures")
    person.window.commands.run("view.dark")
    person.go("results")
    anew = person.window.pages["results"]
    assert anew is not page
    assert (anew.canvas.sight, set(anew.sheet.seen)) == (sight, seen)
    assert anew.sheet.scene.layout is Layout.LAYERED
    assert anew.selection.ids == (chosen,)


def test_what_is_set_is_remembered(person: Person, session: Session, folders: Folders) -> None:
    person.click("view.guide")
    person.window.commands.run("view.dark")
    person.window.resize(1500, 900)
    person.window.close()
    again = Settings(folders)
    assert again.get("guide", False)
    assert again.get("theme", "light") == "dark"
    assert (again.get("width", 0), again.get("height", 0)) == (1500, 900)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[1]", json.dumps({"theme": 7, "width": "wide", "recent": [1, None], "guide": "yes"})],
)
def test_a_window_starts_whatever_the_settings_hold(
    qtbot: QtBot, folders: Folders, window: Window, content: str
) -> None:
    folders.root.mkdir(parents=True, exist_ok=True)
    (folders.root / "settings.json").write_text(content)
    started = Window(Words(), folders)
    started.show()
    qtbot.waitUntil(lambda: started._start is not None, timeout=5_000)
    assert started.palette_ is LIGHT
    assert started.width() >= 1024


def test_settings_of_a_newer_program_are_read_and_kept_for_it(folders: Folders) -> None:
    folders.root.mkdir(parents=True, exist_ok=True)
    path = folders.root / "settings.json"
    newer = {"version": 99, "theme": "dark", "width": {"of": "something new"}, "unheard": [1, 2]}
    path.write_text(json.dumps(newer))
    settings = Settings(folders)
    assert (settings.get("theme", "light"), settings.get("width", 1366)) == ("dark", 1366)
    settings.set("theme", "light")
    assert json.loads(path.read_text()) == newer | {"theme": "light"}


def test_settings_from_before_there_were_versions_are_read(folders: Folders) -> None:
    folders.root.mkdir(parents=True, exist_ok=True)
    path = folders.root / "settings.json"
    path.write_text('{"theme": "dark"}')
    settings = Settings(folders)
    assert settings.get("theme", "light") == "dark"
    settings.set("language", "de")
    assert json.loads(path.read_text()) == {"version": 1, "theme": "dark", "language": "de"}


def test_bad_news_comes_first_and_the_rest_waits(window: Window) -> None:
    window.say("Good.")
    window.say("Bad.", bad=True)
    window.say("Better.")
    said = []
    while window.notice.text:
        said.append(window.notice.text)
        window.notice.dismiss()
    assert said == ["Bad.", "Good.", "Better."]


# -- the table of commands


def test_each_command_has_its_own_key_and_an_icon_that_exists() -> None:
    application()
    icons = Icons(LIGHT)
    keys: set[tuple[str, str]] = set()
    for command in table(Words()):
        icons.pixmap(command.icon)
        for key in command.keys:
            for page in [command.page] if command.page else ["", *PAGES]:
                assert (page, key) not in keys, f"{key} has two meanings"
                keys.add((page, key))


def test_every_command_of_the_table_can_be_invoked(person: Person, session: Session) -> None:
    window = person.window
    for page in PAGES:
        person.go(page)
    assert set(window.commands._provided) == set(window.commands.all)


# -- what is being written


def test_what_is_begun_is_not_lost_without_a_question(
    person: Person, session: Session, answers: Answers
) -> None:
    window = person.window
    person.go("gallery")
    person.click("segment-harvest")
    person.write("c: half a note", None)
    window.commands.run("view.dark")
    assert "half a note" in window.notice.text
    assert window.palette_ is LIGHT
    window.commands.run("desk.close")
    assert answers.asked == ["Close and lose what you have begun to write?"]
    assert window.session is session
    answers.risky = True
    window.commands.run("desk.close")
    assert window.session is None


def test_a_result_begun_beside_a_goal_is_asked_about(
    person: Person, session: Session, answers: Answers
) -> None:
    person.go("results")
    person.click("segment-goals")
    person.find("GL01-becomes").setFocus()
    person.write("Water is always", None)
    person.window.close()
    assert person.window.isVisible()
    assert answers.asked == ["Close and lose what you have begun to write?"]


def test_stopping_a_job_leaves_what_was_to_be_left(person: Person, session: Session) -> None:
    window = person.window

    def work(progress: object, stopped: Callable[[], bool]) -> object:
        while not stopped():
            pass
        return None

    window.jobs.start("Export", work, lambda _: None)
    window.commands.run("desk.close")
    person.act("Stop it and close")
    assert window.isVisible()
    assert window.session is None


def test_a_sentence_that_holds_no_longer_goes(person: Person, session: Session) -> None:
    window, told = person.window, []

    def work(progress: object, stopped: Callable[[], bool]) -> object:
        while not stopped():
            pass
        return None

    window.jobs.start("Export", work, told.append)
    window.commands.run("desk.close")
    assert "still going on" in window.notice.text
    person.click("job-stop")
    person.wait(lambda: bool(told))
    assert window.notice.text == ""
    (result,) = session.desk.find(Result, code="R12")
    session.do("Reword", actions.rename, result.id, "")
    assert window.notice.text
    reword(session, "R12", "Pumps run.")
    assert window.notice.text == ""


def test_another_theme_keeps_the_notice_with_its_button(person: Person, session: Session) -> None:
    window = person.window
    did: list[bool] = []
    window.say("Later.")
    window.say("Bad.", bad=True, button="Do it", do=lambda: did.append(True))
    window.commands.run("view.dark")
    assert window.notice.property("bad") == "true"
    person.act("Do it")
    assert did
    assert window.notice.text == "Later."


def test_a_page_opens_no_window_of_its_own_even_for_a_moment(person: Person, session: Session) -> None:
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(f"{type(watched).__name__} {watched.objectName()}")
            return False

    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    for page in PAGES:
        person.go(page)
    for name, show in person.window.pages["results"].views().items():
        show()
        assert not shown, name
    person.window.go("results", "goals")
    person.write("Another goal")
    app.removeEventFilter(watch)
    assert shown == []
    assert person.focus is person.find("goal-line")


# -- bad places


class Disk:
    """A disk that can be filled: no file grows beyond some kilobytes then."""

    def __init__(self) -> None:
        self._limit = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, self._limit[1]))

    def free(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limit)


@pytest.fixture
def disk() -> Iterator[Disk]:
    made = Disk()
    yield made
    made.free()


def test_a_full_disk_is_told_and_nothing_is_lost(
    person: Person, session: Session, marrow: Path, disk: Disk
) -> None:
    window = person.window
    reword(session, "R12", "Pumps run.")
    before = marrow.read_bytes()
    disk.fill()
    session.publish()
    person.wait(lambda: "Your work is safe here" in window.notice.text)
    assert marrow.read_bytes() == before
    assert window.strip.saved.text() == "Not in the file"
    disk.free()
    session.publish()
    person.wait(published(session))
    assert "Pumps run." in statements(marrow)


def test_an_edit_that_the_disk_refuses_is_told_and_changes_nothing(
    person: Person, session: Session, disk: Disk
) -> None:
    whole = session.desk.counts()
    disk.fill()
    (result,) = session.desk.find(Result, code="R12")
    assert not session.do("Reword", actions.rename, result.id, "Pumps run." * 40)
    assert person.window.notice.text
    assert session.desk.counts() == whole
    assert session.desk.find(Result, code="R12") == (result,)


def test_a_desk_in_a_folder_without_rights_is_opened_and_saved_elsewhere(
    person: Person, marrow: Path, tmp_path: Path, answers: Answers
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    folder = tmp_path / "stick"
    folder.mkdir()
    path = folder / "desk.kpidesk"
    path.write_bytes(marrow.read_bytes())
    folder.chmod(0o555)
    window = person.window
    assert window.open(path)
    reword(window.desk_session, "R12", "Pumps run.")
    window.desk_session.publish()
    person.wait(lambda: "Your work is safe here" in window.notice.text)
    answers.new = tmp_path / "mine.kpidesk"
    person.act("Save elsewhere …")
    assert "Pumps run." in statements(answers.new)
    folder.chmod(0o755)
