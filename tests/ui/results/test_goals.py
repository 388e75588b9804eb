"""Goals: typing, pasting and importing them, judging, splitting, and what they became."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from kpidesk.actions import goals as actions
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Aside, AsideKind, Goal, Outcome, Placement, Result, Ring, Trace, Verdict
from kpidesk.ui.picker import Picker

CTRL = Qt.KeyboardModifier.ControlModifier


class Writer:
    """Somebody at the goals."""

    def __init__(self, driver):
        self.driver, self.page, self.desk = driver, driver.page, driver.desk
        self.view = driver.page.goals
        self.qtbot = driver.qtbot
        self.click("segment-goals")

    def find(self, name):
        found = [each for each in self.page.findChildren(QWidget, name) if each.isVisible()]
        assert len(found) == 1, (name, len(found))
        return found[0]

    def click(self, name):
        widget = self.find(name)
        assert widget.isEnabled(), name
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(QApplication.focusWidget(), key, held)

    def type(self, text, end=Qt.Key.Key_Return):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)
        if end is not None:
            self.press(end)

    def goals(self):
        return [
            each.text for each in sorted(self.desk.find(Goal), key=lambda goal: (len(goal.code), goal.code))
        ]

    def goal(self, code):
        return next(each for each in self.desk.find(Goal) if each.code == code)

    def choose(self, code):
        self.view.list.show_goal(self.goal(code).id)

    def became(self, code):
        codes = {each.id: each.code for each in self.desk.find(Result)}
        return {codes[each.result] for each in self.desk.find(Trace, goal=self.goal(code).id)}

    @property
    def chosen(self):
        return self.view.panel.goal.code

    @property
    def said(self):
        return self.page.shell.said


@pytest.fixture
def writer(person):
    return Writer(person)


@pytest.fixture
def empty(beginner):
    return Writer(beginner)


# -- typing and pasting


def test_goals_are_typed_one_after_another(empty):
    assert empty.find("goal-line").hasFocus()
    empty.type("Deliver world-class services")
    empty.type("Reduce leakage")
    assert empty.goals() == ["Deliver world-class services", "Reduce leakage"]
    assert empty.chosen == "GL02"
    assert empty.find("goal-line").hasFocus()
    assert empty.find("goal-line").typed() == ""


def test_a_list_is_pasted_and_told(writer):
    QGuiApplication.clipboard().setText("• Reduce leakage by 15 % by 2027\n\n1. Be there\n2) Stay there\n")
    writer.press(Qt.Key.Key_V, CTRL)
    assert len(writer.goals()) == 6  # nothing happens before one has seen it
    assert writer.view._told.text() == "Enter adds 3 goals"
    writer.press(Qt.Key.Key_Return)
    assert writer.goals()[6:] == ["Be there", "Stay there"]
    assert writer.said == ["2 goals added, 1 was there already."]
    assert writer.desk.undo_label == "Add 3 goals"
    writer.driver.undo()
    assert len(writer.goals()) == 6


def test_the_command_pastes_wherever_one_is(writer):
    writer.click("segment-map")
    QGuiApplication.clipboard().setText("No\tGoal\n1\tBe there\n2\tStay there")
    writer.driver.do("results.paste_goals")
    writer.press(Qt.Key.Key_Return)
    assert writer.goals()[6:] == ["Be there", "Stay there"]


def test_pasting_on_the_list_offers_goals_and_no_results(writer):
    QGuiApplication.clipboard().setText("Be there\nStay there")
    writer.view.list.setFocus()
    results = len(writer.desk.find(Result))
    writer.press(Qt.Key.Key_V, CTRL)
    assert writer.find("goal-line").typed() == "Be there\nStay there"
    assert len(writer.desk.find(Result)) == results


def test_nothing_on_the_clipboard_is_said(writer):
    QGuiApplication.clipboard().setText(" \n ")
    writer.driver.do("results.paste_goals")
    assert writer.said == ["There is no text on the clipboard."]


def test_far_too_many_lines_are_refused_and_stay(writer):
    text = "\n".join(f"Goal number {number}" for number in range(5_000))
    QGuiApplication.clipboard().setText(text)
    writer.press(Qt.Key.Key_V, CTRL)
    assert writer.view._told.text() == "These are 5,000 goals; at most 300 are taken at once."
    writer.press(Qt.Key.Key_Return)
    assert "5000 goals; at most 300" in writer.driver.refused[-1]
    assert writer.find("goal-line").typed() == text
    assert len(writer.goals()) == 6
    assert writer.page.unfinished()
    writer.view.line.clear()


def test_a_goal_half_typed_waits(writer):
    writer.type("Be", end=None)
    writer.click("segment-map")
    writer.page.leave()
    assert len(writer.goals()) == 6
    assert writer.page.unfinished() == "Be"
    writer.click("segment-goals")
    writer.qtbot.mouseClick(writer.view.list.viewport(), Qt.MouseButton.LeftButton)
    assert len(writer.goals()) == 6
    writer.find("goal-line").setFocus()
    writer.type(" there")
    assert writer.goals()[6:] == ["Be there"]
    assert not writer.page.unfinished()


def test_a_page_of_a_plan_is_no_goal(writer):
    QGuiApplication.clipboard().setText("Word " * 300)
    writer.press(Qt.Key.Key_V, CTRL)
    writer.press(Qt.Key.Key_Return)
    assert "A goal has at most 1000 characters" in writer.driver.refused[-1]
    assert len(writer.goals()) == 6
    writer.view.line.clear()


def test_the_head_counts_what_is_in_sight(writer):
    subtitle = writer.page.head.subtitle
    assert subtitle.accessibleName() == "6 goals"
    writer.type("Be there")
    assert subtitle.accessibleName() == "7 goals"
    writer.click("segment-coverage")
    assert subtitle.isHidden()
    writer.click("segment-map")
    assert subtitle.accessibleName().startswith("20 results, ")


def test_a_narrow_page_has_the_list_above_the_goal(writer, tmp_path):
    writer.page.resize(640, 580)
    at_once = QApplication.processEvents
    at_once()
    assert writer.view.list.width() > 560
    assert writer.view.panel.width() > 560
    assert [tool.text() for tool in writer.page.goal_tools] == ["", ""]
    offer(writer, plan(tmp_path / "plan.xlsx"))
    at_once()
    assert writer.view.file.height() > 450
    QGuiApplication.clipboard().setText("Be there")
    writer.driver.do("results.paste_goals")
    writer.press(Qt.Key.Key_Return)
    assert writer.goals()[6:] == ["Be there"]
    writer.page.resize(1200, 700)
    at_once()
    assert writer.view.list.width() < 500
    assert all(tool.text() for tool in writer.page.goal_tools)


# -- a file


def offer(writer, path):
    writer.page.shell.questions.table = path
    writer.click("results.import_goals")
    writer.qtbot.waitUntil(lambda: not writer.page.shell.jobs.busy)


def plan(path: Path) -> Path:
    book = openpyxl.Workbook()
    front = book.worksheets[0]
    front.append(["Corporate plan"])
    sheet = book.create_sheet("Objectives")
    for row in (
        ["No", "Objective", "Owner"],
        [1, "Reduce leakage by 15 % by 2027", "Board"],
        [2, "Provide best-practice customer care in all four depots", "Board"],
        [3, "Foster a culture of safety across the whole of the organisation", "Works"],
    ):
        sheet.append(row)
    book.save(path)
    return path


def test_goals_come_from_a_workbook(writer, tmp_path):
    offer(writer, plan(tmp_path / "Plan 2026.xlsx"))
    assert writer.find("import-sheet").currentText() == "Objectives"
    assert writer.view.file.columns.currentIndex().row() == 1
    assert writer.find("import-heading").isChecked()
    shown = [(first, second) for first, second, _ in writer.view.file.preview.lines.lines]
    assert shown[0] == ("Reduce leakage by 15 % by 2027", "there already")
    assert len(shown) == 3
    assert writer.find("import-add").text() == "Add 2 goals"
    writer.click("import-add")
    assert writer.goals()[6].startswith("Provide best-practice")
    assert writer.goal("GL07").source == "Plan 2026"
    assert writer.view.panel.isVisible()
    assert writer.said == ["2 goals added, 1 was there already."]


def test_another_column_and_no_heading(empty, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(
        "Be there;Customers feel that we care for them\nStay there;Crews go home unhurt every day\n"
    )
    offer(empty, path)
    assert empty.view.file.columns.currentIndex().row() == 1
    empty.press(Qt.Key.Key_Up)
    assert not empty.find("import-heading").isChecked()
    empty.click("import-add")
    assert empty.goals() == ["Be there", "Stay there"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("plan.xlsx", b"nothing", "damaged"),
        ("plan.csv", b"\0\0\0", "neither a workbook nor"),
        ("plan.csv", b"", "holds no texts"),
    ],
)
def test_a_bad_file_is_said_and_nothing_changes(writer, tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)
    offer(writer, path)
    assert says in writer.said[-1]
    assert writer.view.panel.isVisible()
    assert len(writer.goals()) == 6


def test_a_file_that_nobody_takes(writer, tmp_path):
    offer(writer, None)
    assert writer.view.file.book is None
    offer(writer, plan(tmp_path / "plan.xlsx"))
    writer.driver.page.goals.file.closed.emit()
    assert writer.view.panel.isVisible()
    assert len(writer.goals()) == 6


def test_more_than_one_go_takes_is_said_before(writer, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("\n".join(f"Goal number {number} of this plan" for number in range(400)))
    offer(writer, path)
    assert "more than the 300" in writer.view.file.told.text()
    add = writer.find("import-add")
    assert not add.isEnabled()
    assert add.text() == "Add"
    assert "more than the 300" in add.toolTip()
    writer.qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert len(writer.goals()) == 6


# -- the chosen goal


def test_a_goal_is_reworded_and_an_earlier_wording_comes_back(writer):
    writer.choose("GL04")
    text = writer.find("goal-text")
    text.setFocus()
    text.selectAll()
    writer.type("Less water leaks")
    text.selectAll()
    writer.type("Less treated water leaks away")
    assert writer.goal("GL04").text == "Less treated water leaks away"
    # Typed within a minute in one field: one step, so only what stood before is an earlier wording.
    writer.click("show-wordings")
    assert [each.text for each in writer.view.panel.earlier.found] == ["Reduce leakage by 15 % by 2027"]
    writer.click("use-wording")
    assert writer.goal("GL04").text == "Reduce leakage by 15 % by 2027"
    assert text.typed() == "Reduce leakage by 15 % by 2027"
    assert writer.desk.undo_label == "Bring back a wording of GL04"


def test_what_is_refused_stays_in_sight(writer):
    writer.choose("GL04")
    text = writer.find("goal-text")
    text.setFocus()
    text.setPlainText("")
    writer.choose("GL05")
    assert writer.driver.refused[-1].startswith("A goal needs words")
    assert writer.chosen == "GL04"
    assert writer.view.list.current == writer.goal("GL04").id
    text.give_back()
    writer.choose("GL05")
    assert writer.chosen == "GL05"


def test_source_and_owner(writer):
    writer.choose("GL01")
    writer.find("goal-owner").setFocus()
    writer.type("Board")
    writer.find("goal-source").setFocus()
    writer.find("goal-source").selectAll()
    writer.type("Plan 2026, page 4")
    goal = writer.goal("GL01")
    assert (goal.owner, goal.source) == ("Board", "Plan 2026, page 4")


def test_a_verdict_on_the_page_by_keyboard(writer):
    writer.choose("GL04")
    writer.find("verdict-A-pass").setFocus()
    sight = writer.driver.canvas.sight
    writer.press(Qt.Key.Key_2)
    (verdict,) = [each for each in writer.desk.find(Verdict, subject=writer.goal("GL04").id)
                  if each.outcome is Outcome.FAIL]  # fmt: skip
    assert verdict.reason == "A result once the number is taken out."
    assert writer.driver.canvas.sight == sight
    row = writer.view.list.goals.row(writer.view.list.currentIndex())
    assert row.verdicts[verdict.test] is Outcome.FAIL


def test_keys_of_the_map_do_nothing_to_it_here(writer):
    writer.driver.page.selection.set((writer.driver.id("R12"),))
    writer.view.list.setFocus()
    for key in (Qt.Key.Key_T, Qt.Key.Key_P, Qt.Key.Key_L):
        writer.press(key)
    writer.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert writer.desk.undo_label is None
    writer.choose("GL02")
    writer.press(Qt.Key.Key_Delete)
    assert len(writer.goals()) == 5
    assert "R12" in writer.driver.codes()
    writer.driver.undo()
    assert writer.chosen in {"GL01", "GL02", "GL03"}
    assert len(writer.goals()) == 6


# -- splitting


def ring(writer, position):
    return next(each.id for each in writer.desk.find(Ring) if each.position == position)


def test_a_goal_is_split_in_one_step(empty):
    empty.type("Reduce leakage")
    empty.type("Ensure affordable, efficient and fair pricing")
    assert empty.find("GL02-becomes").text() == ""  # a list of words makes no parts
    empty.find("GL02-becomes").setFocus()
    empty.type("Everybody can pay their bill")
    what = empty.find("part-what-2")
    what.setCurrentIndex(what.count() - 2)
    what.activated.emit(what.count() - 2)
    empty.type("5 % less by 2027")
    empty.type("Nobody waits for a bill", None)
    assert empty.find("results.split").text().strip() == "Make 1 result"
    empty.find("part-what-3").setCurrentIndex(0)
    empty.find("part-what-3").activated.emit(0)
    assert empty.find("results.split").text().strip() == "Make 2 results"
    empty.press(Qt.Key.Key_Return, CTRL)
    made = {each.statement: each for each in empty.desk.find(Result)}
    assert set(made) == {"Everybody can pay their bill", "Nobody waits for a bill"}
    assert made["Nobody waits for a bill"].ring == ring(empty, 1)
    assert len(empty.desk.find(Placement)) == 2
    (aside,) = empty.desk.find(Aside)
    assert (aside.kind, aside.text) == (AsideKind.TARGET, "5 % less by 2027")
    assert empty.became("GL02") == {each.code for each in made.values()}
    # One goes on with the next that became nothing.
    assert empty.chosen == "GL01"
    assert empty.find("GL01-becomes").hasFocus()
    assert empty.desk.undo_label == "2 results from GL02"
    empty.driver.undo()
    assert not empty.desk.find(Result)
    assert not empty.desk.find(Aside)


def test_parts_are_proposed_where_a_goal_can_be_cut(empty):
    empty.type("Enhance customer experience and optimise digital engagement")
    parts = [row.text.text() for row in empty.view.panel.split.rows]
    assert parts == ["Enhance customer experience", "Optimise digital engagement"]
    assert not empty.page.unfinished()  # a proposal is nothing that could be lost
    empty.click("part-away-2")
    assert len(empty.view.panel.split.rows) == 1
    empty.click("results.split")
    assert [each.statement for each in empty.desk.find(Result)] == ["Enhance customer experience"]


@pytest.mark.parametrize("pressed", [0, 1])
def test_a_part_is_left_out_while_the_goal_is_reworded(empty, pressed):
    empty.type("Reduce leakage and train all crews")
    split, goal = empty.view.panel.split, empty.find("goal-text")

    def parts():
        return [row.text.text() for row in split.rows]

    assert parts() == ["Reduce leakage", "Train all crews"]
    goal.setFocus()
    goal.moveCursor(goal.textCursor().MoveOperation.End)
    empty.type(" every year", end=None)
    away = split.rows[pressed].away
    empty.qtbot.mouseMove(away)
    empty.qtbot.mousePress(away, Qt.MouseButton.LeftButton)
    goal.commit()  # as the field does that loses the focus
    empty.qtbot.mouseRelease(away, Qt.MouseButton.LeftButton)
    assert empty.goals() == ["Reduce leakage and train all crews every year"]
    both = ["Reduce leakage", "Train all crews every year"]
    assert parts() == (both if pressed else both[1:])  # the other row was gone under the pointer


def test_a_part_that_was_left_out_is_not_proposed_again(empty):
    empty.type("Reduce leakage and train all crews")
    empty.click("part-away-1")
    empty.find("goal-owner").setFocus()
    empty.type("Board")
    assert [row.text.text() for row in empty.view.panel.split.rows] == ["Train all crews"]
    assert empty.goal("GL01").owner == "Board"


def test_nothing_written_is_said(empty):
    empty.type("Reduce leakage")
    empty.click("results.split")
    assert empty.driver.refused[-1] == "Write at least one result that this goal becomes."


def test_what_is_refused_in_a_part_stays(empty):
    empty.type("Reduce leakage")
    empty.find("GL01-becomes").setFocus()
    empty.find("GL01-becomes").setText("x" * 600)
    empty.press(Qt.Key.Key_Return, CTRL)
    assert "500" in empty.driver.refused[-1]
    assert empty.find("GL01-becomes").text() == "x" * 600
    assert empty.page.unfinished() == "x" * 600
    empty.find("GL01-becomes").clear()


def test_a_part_waits_while_another_goal_is_looked_at(writer):
    writer.choose("GL01")
    writer.find("GL01-becomes").setFocus()
    writer.type("Water is always", None)
    writer.choose("GL02")
    assert writer.find("GL02-becomes").text() == ""
    assert writer.page.unfinished() == "Water is always"
    writer.choose("GL01")
    assert writer.find("GL01-becomes").text() == "Water is always"
    writer.find("GL01-becomes").clear()
    assert not writer.page.unfinished()


def test_a_goal_that_is_gone_takes_its_parts_with_it(writer):
    writer.choose("GL01")
    writer.find("GL01-becomes").setFocus()
    writer.type("Water is always", None)
    writer.click("remove-goal")
    assert not writer.page.unfinished()


# -- what it became


def pick(writer, text):
    picker = writer.page.window().findChild(Picker)
    assert picker is not None
    writer.qtbot.keyClicks(picker.line, text)
    writer.qtbot.keyClick(picker.line, Qt.Key.Key_Return)


def test_a_result_that_is_there_is_named_and_taken_off_again(writer):
    writer.choose("GL04")
    writer.click("trace-result")
    pick(writer, "R11")
    assert writer.became("GL04") == {"R05", "R11"}
    writer.click("untrace-R05")
    assert writer.became("GL04") == {"R11"}
    assert writer.desk.undo_label == "Part GL04 from R05"
    writer.click("became-R11")
    assert writer.driver.selected() == {"R11"}
    assert writer.page.showing == "map"


def test_parts_that_are_no_results_are_edited(writer):
    writer.choose("GL04")
    assert writer.find("aside-measure-1").text() == "of M03"
    writer.click("aside-measure-1")
    pick(writer, "M05")
    (aside,) = writer.desk.find(Aside, goal=writer.goal("GL04").id)
    measure = next(each for each in writer.desk.find(Measure) if each.code == "M05")
    assert aside.measure == measure.id
    field = writer.find("aside-1")
    field.setFocus()
    field.selectAll()
    writer.type("15 % less")
    kind = writer.find("aside-kind-1")
    kind.setCurrentIndex(0)
    kind.activated.emit(0)
    (aside,) = writer.desk.find(Aside, goal=writer.goal("GL04").id)
    assert (aside.kind, aside.text, aside.measure) == (AsideKind.ACTION, "15 % less", None)
    writer.click("aside-away-1")
    assert not writer.desk.find(Aside, goal=writer.goal("GL04").id)


def test_a_pill_in_the_list_opens_its_result(writer):
    view = writer.view.list
    index = view.goals.index(3)
    box = view.visualRect(index)
    (pill, *_) = view._painter.pills(view.goals.row(index), box)
    writer.qtbot.mouseMove(view.viewport(), pill.place.center())
    writer.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=pill.place.center())
    assert writer.driver.selected() == {"R05"}


# -- many, and read only


def test_three_hundred_goals_need_no_three_hundred_widgets(empty):
    def fill(edit):
        for number in range(300):
            actions.add(edit, f"Deliver world-class, resilient service number {number} to everybody")

    before = len(empty.view.findChildren(QWidget))
    empty.page.session.do("Fill", fill)
    assert len(empty.view.list.goals.rows) == 300
    assert len(empty.view.findChildren(QWidget)) < before + 60
    empty.view.list.setFocus()
    for _ in range(30):
        empty.press(Qt.Key.Key_Down)
    assert empty.chosen == "GL31"
    assert not empty.page.grab().isNull()


def test_a_desk_for_reading(person):
    person.desk.writable = False
    reader = Writer(person)
    assert reader.page.read_only()
    assert not reader.view.panel.split.isVisible()
    assert reader.find("goal-text").isReadOnly()
    assert not reader.find("remove-goal").isEnabled()
    reader.view.list.setFocus()
    reader.press(Qt.Key.Key_Delete)
    assert len(reader.goals()) == 6


def test_the_models_keep_qts_rules(writer, tmp_path):
    testers = [
        QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Warning)
        for view in writer.page.findChildren(QAbstractItemView)
        if isinstance(view.model(), QAbstractItemModel)
    ]
    writer.type("Another goal")
    writer.choose("GL02")
    writer.click("remove-goal")
    offer(writer, plan(tmp_path / "plan.xlsx"))
    writer.click("import-add")
    writer.driver.undo()
    assert len(testers) >= 4
    testers.clear()


def test_rows_tell_everything_to_those_who_cannot_see(writer):
    view = writer.view.list
    said = view.goals.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "A fail, B fail, C fail, D pass, E pass" in said
    assert "Became R12, R18" in said
    assert "action: Roll out the MaxPlan system by December" in said
    assert view.pill_at(QPoint(-5, -5)) == ""
