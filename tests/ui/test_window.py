"""The plain window, driven by keys and clicks on named objects; what counts is what the desk holds."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kpidesk.desk.workfile import open_desk, read_desk
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Link, Result
from kpidesk.drawing.palette import LIGHT
from kpidesk.exports.job import What
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.canvas import GroupItem
from kpidesk.ui.desk_view import DeskView
from kpidesk.ui.export_dialog import ExportDialog
from kpidesk.ui.outline import OutlineModel
from kpidesk.ui.session import Session
from kpidesk.ui.start import application
from kpidesk.ui.window import Window


class Answers:
    """Answers the window's questions as a test wants."""

    def __init__(self) -> None:
        self.open: Path | None = None
        self.new: Path | None = None
        self.where: Path | None = None
        self.risky = False
        self.asked: list[str] = []

    def desk_to_open(self) -> Path | None:
        return self.open

    def new_desk(self, suggestion: str) -> Path | None:
        self.asked.append(suggestion)
        return self.new

    def folder(self, start: Path) -> Path | None:
        self.asked.append(str(start))
        return self.where

    def choose(self, question: str, reason: str, safe: str, risky: str) -> bool:
        self.asked.append(question)
        return self.risky


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def window(qtbot: QtBot, folders: Folders, answers: Answers) -> Iterator[Window]:
    application()
    shown = Window(Words(), LIGHT, folders, answers)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shown.close()


@pytest.fixture
def view(window: Window, marrow: Path) -> DeskView:
    assert window.open(marrow)
    assert window.view is not None
    return window.view


def click(qtbot: QtBot, window: Window, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def select(view: DeskView, code: str) -> QModelIndex:
    result = next(each for each in view.session.desk.find(Result) if each.code == code)
    index = view.model.index_of(result.id)
    view.tree.setCurrentIndex(index)
    return index


def statement(view: DeskView, code: str) -> str:
    return next(each.statement for each in view.session.desk.find(Result) if each.code == code)


def write(qtbot: QtBot, view: DeskView, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type over what stands in the open editor of the outline."""
    editor = view.tree.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, end)
    qtbot.waitUntil(lambda: view.tree.viewport().findChild(QLineEdit) is None, timeout=5_000)


def bubble_texts(view: DeskView) -> set[str]:
    return {
        item.drawn.name
        for item in view.canvas.scene().items()
        if isinstance(item, GroupItem) and item.drawn.role == "bubble"
    }


def test_the_sample_shows_as_outline_and_map(view: DeskView) -> None:
    rings = [view.model.index(row, 0).data() for row in range(view.model.rowCount())]
    assert rings == ["1 Purpose", "2 Strategy", "3 Process", "4 Team"]
    assert [view.model.rowCount(view.model.index(row, 0)) for row in range(4)] == [3, 6, 6, 5]
    assert bubble_texts(view) == {result.statement for result in view.session.desk.find(Result)}
    assert view.canvas.grab().toImage().pixelColor(5, 5).name() == LIGHT.surface.lower()


def test_a_statement_is_edited_undone_and_done_again(qtbot: QtBot, window: Window, view: DeskView) -> None:
    before = statement(view, "R12")
    select(view, "R12")
    qtbot.keyClick(view.tree, Qt.Key.Key_F2)
    write(qtbot, view, "Pumps run.")
    assert statement(view, "R12") == "Pumps run."
    assert "Pumps run." in bubble_texts(view)
    assert window.findChild(QPushButton, "undo").text() == "Undo Reword R12"
    click(qtbot, window, "undo")
    assert statement(view, "R12") == before
    assert "Pumps run." not in bubble_texts(view)
    click(qtbot, window, "redo")
    assert statement(view, "R12") == "Pumps run."


def test_escape_changes_nothing(qtbot: QtBot, view: DeskView) -> None:
    before = statement(view, "R12")
    select(view, "R12")
    qtbot.keyClick(view.tree, Qt.Key.Key_F2)
    write(qtbot, view, "Pumps run.", Qt.Key.Key_Escape)
    assert statement(view, "R12") == before
    assert view.session.desk.undo_label is None


def test_an_edit_rebuilds_only_what_it_touched(qtbot: QtBot, view: DeskView) -> None:
    items = {item.drawn.record: item for item in view.canvas.scene().items() if isinstance(item, GroupItem)}
    result = view.session.desk.get(Result, view.model.result(select(view, "R12")).id)  # type: ignore[union-attr]
    qtbot.keyClick(view.tree, Qt.Key.Key_F2)
    write(qtbot, view, "Pumps and valves are fixed before they brake.")
    after = {item.drawn.record: item for item in view.canvas.scene().items() if isinstance(item, GroupItem)}
    changed = {record for record in items if items[record] is not after.get(record)}
    assert result.id in changed
    own_links = {link.id for link in view.session.desk.find(Link) if result.id in {link.source, link.target}}
    assert changed <= {result.id, *own_links}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("مرحبا بالعالم 12%", "مرحبا بالعالم 12%"),
        ("🙂👩‍👩‍👧 smiles", "🙂👩‍👩‍👧 smiles"),
        ("bell\x07 and\ttab", "bell and tab"),
    ],
)
def test_odd_texts_are_taken(view: DeskView, typed: str, kept: str) -> None:
    view.model.setData(select(view, "R12"), typed)
    assert statement(view, "R12") == kept
    assert kept in bubble_texts(view)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("x" * 10_000, "at most 500 characters"), ("  ", "needs words"), ("\x00", "needs words")],
)
def test_what_cannot_be_taken_is_told(window: Window, view: DeskView, typed: str, says: str) -> None:
    before = statement(view, "R12")
    view.model.setData(select(view, "R12"), typed)
    assert says in window.notice.text
    assert statement(view, "R12") == before
    assert view.session.desk.undo_label is None


def test_a_refused_text_stays_in_the_editor(qtbot: QtBot, window: Window, view: DeskView) -> None:
    select(view, "R12")
    qtbot.keyClick(view.tree, Qt.Key.Key_F2)
    long = "Pumps run. " * 60
    editor = view.tree.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText(long)
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    def again() -> bool:
        found = view.tree.viewport().findChildren(QLineEdit)
        return bool(found) and found[-1].isVisible() and found[-1].text() == long and found[-1] is not editor

    qtbot.waitUntil(again, timeout=5_000)
    assert "at most 500 characters" in window.notice.text
    write(qtbot, view, "Pumps run.")
    assert statement(view, "R12") == "Pumps run."


def test_a_result_is_added_and_removed(qtbot: QtBot, window: Window, view: DeskView) -> None:
    select(view, "R19")
    click(qtbot, window, "add-result")
    write(qtbot, view, "Meters are easy to reach.")
    assert statement(view, "R21") == "Meters are easy to reach."
    assert "Meters are easy to reach." in bubble_texts(view)
    select(view, "R10")
    links = len(view.session.desk.find(Link))
    click(qtbot, window, "remove-result")
    assert len(view.session.desk.find(Result)) == 20
    assert len(view.session.desk.find(Link)) < links
    click(qtbot, window, "undo")
    assert len(view.session.desk.find(Link)) == links


def test_the_model_keeps_qts_rules(qtbot: QtBot, window: Window, view: DeskView) -> None:
    model = OutlineModel(view.session, Words())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    select(view, "R19")
    click(qtbot, window, "add-result")
    write(qtbot, view, "Meters are easy to reach.")
    view.model.setData(select(view, "R12"), "Pumps run.")
    view.session.undo()
    view.session.undo()
    assert [model.rowCount(model.index(row, 0)) for row in range(4)] == [3, 6, 6, 6]
    view.session.undo()
    assert [model.rowCount(model.index(row, 0)) for row in range(4)] == [3, 6, 6, 5]


def test_the_canvas_zooms_and_fits(qtbot: QtBot, view: DeskView) -> None:
    fitted = view.canvas.transform().m11()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Plus)
    assert view.canvas.transform().m11() > fitted
    qtbot.keyClick(view.canvas, Qt.Key.Key_0)
    assert view.canvas.transform().m11() == pytest.approx(fitted)


def test_double_click_on_a_bubble_edits_it(qtbot: QtBot, view: DeskView) -> None:
    item = next(
        i
        for i in view.canvas.scene().items()
        if isinstance(i, GroupItem) and i.drawn.name == statement(view, "R12")
    )
    point = view.canvas.mapFromScene(item.sceneBoundingRect().center())
    qtbot.mouseDClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    write(qtbot, view, "Pumps run.")
    assert statement(view, "R12") == "Pumps run."


# -- saving


def published(session: Session) -> Callable[[], bool]:
    return lambda: not session._opened.unpublished


def test_an_edit_reaches_the_file_by_itself(
    qtbot: QtBot, window: Window, view: DeskView, marrow: Path
) -> None:
    view.model.setData(select(view, "R12"), "Pumps run.")
    qtbot.waitUntil(published(view.session), timeout=15_000)
    desk = read_desk(marrow)
    assert "Pumps run." in {result.statement for result in desk.find(Result)}
    desk.close()
    qtbot.waitUntil(lambda: window.saved.text().startswith("Saved "), timeout=5_000)


def test_closing_in_the_middle_of_publishing_is_no_conflict(
    window: Window, view: DeskView, marrow: Path, folders: Folders, answers: Answers
) -> None:
    view.model.setData(select(view, "R12"), "Pumps run.")
    view.session.publish()
    view.model.setData(select(view, "R13"), "Sewers run.")
    window.close()
    assert answers.asked == []
    desk = read_desk(marrow)
    assert {"Pumps run.", "Sewers run."} <= {result.statement for result in desk.find(Result)}
    desk.close()
    assert list(folders.working.iterdir()) == []


def test_closing_asks_when_the_file_cannot_be_updated(
    window: Window, view: DeskView, marrow: Path, folders: Folders, answers: Answers
) -> None:
    view.model.setData(select(view, "R12"), "Pumps run.")
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


def test_closing_publishes(window: Window, view: DeskView, marrow: Path, folders: Folders) -> None:
    view.model.setData(select(view, "R12"), "Pumps run.")
    window.close()
    desk = read_desk(marrow)
    assert "Pumps run." in {result.statement for result in desk.find(Result)}
    desk.close()
    assert list(folders.working.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told_and_saved_elsewhere(
    qtbot: QtBot, window: Window, view: DeskView, marrow: Path, answers: Answers, tmp_path: Path
) -> None:
    marrow.chmod(0o444)
    view.model.setData(select(view, "R12"), "Pumps run.")
    view.session.publish()
    qtbot.waitUntil(lambda: "Your work is safe here" in window.notice.text, timeout=5_000)
    answers.new = tmp_path / "elsewhere.kpidesk"
    button = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Save elsewhere …")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.session is not None
    assert window.session.path == answers.new
    desk = read_desk(answers.new)
    assert "Pumps run." in {result.statement for result in desk.find(Result)}
    desk.close()


def test_a_file_changed_by_somebody_else_is_a_conflict(
    qtbot: QtBot, window: Window, view: DeskView, marrow: Path
) -> None:
    view.model.setData(select(view, "R12"), "Pumps run.")
    content = marrow.read_bytes() + b"\0"
    marrow.write_bytes(content)
    view.session.publish()
    qtbot.waitUntil(lambda: "changed by somebody else" in window.notice.text, timeout=5_000)
    assert marrow.read_bytes() == content


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
    qtbot: QtBot,
    window: Window,
    view: DeskView,
    marrow: Path,
    folders: Folders,
    answers: Answers,
    tmp_path: Path,
    overwrite: bool,
) -> None:
    changed_elsewhere(marrow, folders)
    view.model.setData(select(view, "R12"), "Mine.")
    view.session.publish()
    qtbot.waitUntil(lambda: "changed by somebody else" in window.notice.text, timeout=5_000)
    answers.risky, answers.new = overwrite, tmp_path / "mine.kpidesk"
    button = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Decide …")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    if overwrite:
        qtbot.waitUntil(published(view.session), timeout=5_000)
    window.close()
    mine = marrow if overwrite else answers.new
    for path, kept in ((mine, "Mine."), *(() if overwrite else ((marrow, "Theirs."),))):
        opened = open_desk(path, folders)
        assert not opened.recovered
        assert not opened.conflict
        assert kept in {result.statement for result in opened.desk.find(Result)}
        opened.close()


def test_opening_the_desk_that_is_open_is_nothing(
    window: Window, view: DeskView, marrow: Path, answers: Answers
) -> None:
    assert window.open(marrow)
    assert window.view is view
    assert answers.asked == []


def test_recovered_work_is_announced(window: Window, marrow: Path, folders: Folders) -> None:
    before = open_desk(marrow, folders)
    with before.desk.edit("Reword") as edit:
        edit.remove(edit.find(Link)[0])
    before.close()
    window.open(marrow)
    assert "Welcome back" in window.notice.text


# -- opening


def test_the_start_page_makes_the_sample(
    qtbot: QtBot, window: Window, answers: Answers, tmp_path: Path
) -> None:
    answers.new = tmp_path / "sample.kpidesk"
    click(qtbot, window, "sample")
    assert window.view is not None
    assert len(window.view.session.desk.find(Result)) == 20


def test_the_start_page_makes_a_new_desk(
    qtbot: QtBot, window: Window, answers: Answers, tmp_path: Path
) -> None:
    answers.new = tmp_path / "Our desk.kpidesk"
    click(qtbot, window, "new")
    assert window.view is not None
    click(qtbot, window, "add-result")
    write(qtbot, window.view, "People are well.")
    assert bubble_texts(window.view) == {"People are well."}


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
    assert window.view is None


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
    qtbot: QtBot, folders: Folders, answers: Answers, marrow: Path
) -> None:
    application()
    window = Window(Words(), LIGHT, folders, answers)
    qtbot.addWidget(window)
    window.open_later(marrow)
    assert window.view is None
    window.show()
    qtbot.waitUntil(lambda: window.view is not None, timeout=5_000)
    window.close()


# -- exporting


def test_export_writes_the_chosen_files(qtbot: QtBot, window: Window, view: DeskView, tmp_path: Path) -> None:
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.boxes[What.POSTERS].setChecked(False)
    dialog.boxes[What.SHARING].setChecked(False)
    dialog.paper.setCurrentText("A3")
    dialog.folder.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"map-A3.pdf", "workbook.xlsx"}
    assert "2 files were written" in window.notice.text


def test_what_does_not_fit_is_told_before_exporting(
    qtbot: QtBot, window: Window, view: DeskView, tmp_path: Path
) -> None:
    with view.session.desk.edit("Much to say") as edit:
        edit.put(replace(edit.find(Measure, code="M06")[0], formula="a ÷ b + " * 2_000))
    window.ask_export()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    for what, box in dialog.boxes.items():
        box.setChecked(what is What.POSTERS)
    dialog.paper.setCurrentText("A4")
    dialog.folder.setText(str(tmp_path / "out"))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "does not fit on A4" in dialog.remark.text(), timeout=30_000)
    assert "G07" in dialog.remark.text()
    assert not (tmp_path / "out").exists()
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert (tmp_path / "out" / "posters" / "G07-A4.pdf").exists()


def test_export_into_a_wrong_place_is_told(
    qtbot: QtBot, window: Window, view: DeskView, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("mine")
    window.ask_export()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.folder.setText(str(tmp_path / "out"))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: str(tmp_path) in dialog.remark.text(), timeout=30_000)
    assert dialog.isVisible()
    dialog.reject()


def test_export_asks_for_something_to_export(qtbot: QtBot, window: Window, view: DeskView) -> None:
    window.ask_export()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert not dialog.go.isEnabled()
    assert dialog.go.toolTip()
    dialog.reject()
