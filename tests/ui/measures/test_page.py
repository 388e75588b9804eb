"""The list, the right panel and the definition."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea

from kpidesk.actions import measures, series
from kpidesk.domain.definitions import Forum
from kpidesk.domain.measures import Direction, Measure, Target, TargetKind
from kpidesk.domain.people import Person as Somebody
from kpidesk.domain.period import shifted
from kpidesk.domain.results import Result
from kpidesk.domain.series import Annotation, Baseline
from kpidesk.domain.xmr import Status
from kpidesk.ui.picker import Picker

ENTER, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down
CTRL = Qt.KeyboardModifier.ControlModifier


def picker(person):
    """The list that is open, None for none."""
    return next((each for each in person.window.findChildren(Picker) if each.isVisible()), None)


def press(person, name):
    found = person.page.findChild(QAbstractButton, name)
    assert found is not None, name
    person.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


# -- the list


def test_measures_stand_under_the_rings_of_their_results(person):
    rows = person.page.list.measures.rows
    headings = [row.text for row in rows if not hasattr(row, "measure")]
    assert headings == ["Purpose", "Strategy", "Process", "Team", "Shared and others"]
    codes = [row.measure.code for row in rows if hasattr(row, "measure")]
    assert codes[:4] == ["M02", "M01", "M03", "M04"]
    assert codes[-11:] == ["SM1", *(f"SM{number}" for number in range(2, 12))]


def test_a_row_says_its_status_in_words(person):
    model = person.page.list.measures
    index = model.index_of(person.measure("M04").id)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Solved First Time, M04 · R06, improving"
    assert "Improving" in model.data(index, Qt.ItemDataRole.ToolTipRole)


def test_the_model_holds_while_measures_come_and_go(person):
    watch = QAbstractItemModelTester(
        person.page.list.measures, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    person.page.add_measure(None)
    person.window.commands.run("measures.remove")
    person.undo()
    person.undo()
    watch.deleteLater()


def test_arrows_go_from_measure_to_measure_past_the_headings(person):
    person.page.list.setFocus()
    person.key(Qt.Key.Key_Home)
    seen = []
    for _ in range(3):
        seen.append(person.measure().code)
        person.key(DOWN)
    assert seen == ["M02", "M01", "M03"]


def test_a_change_of_values_changes_the_status(person):
    person.choose("M04")
    assert person.page.list.measures.facts.of(person.measure()).status is Status.IMPROVING
    person.cell(-1)
    person.paste("\n".join(["60"] * 8))
    assert person.page.list.measures.facts.of(person.measure()).status is Status.WORSENING


def test_of_five_hundred_measures_only_those_in_sight_are_computed(beginner):
    first = date(2015, 1, 1)
    with beginner.desk.edit("Many", barrier=True) as edit:
        for number in range(500):
            made = measures.add(edit, f"Measure {number}", None)
            values = {shifted(first, made.period_type, step): 50.0 + step % 7 for step in range(24)}
            series.set_values(edit, made.id, values)
    known = beginner.page.list.measures.facts._known
    beginner.window.grab()
    assert 0 < len(known) < 40, "only what is in sight is computed"
    beginner.cell(-1)
    beginner.type("55")
    beginner.key(ENTER)
    beginner.window.grab()
    assert len(known) < 40


# -- adding and removing


def test_adding_asks_for_the_result_and_puts_the_name_under_the_fingers(person):
    person.page.list.setFocus()
    person.key(Qt.Key.Key_N, CTRL)
    assert picker(person) is not None
    person.type("Meters")
    person.key(ENTER)
    made = person.measure()
    assert made.name == "New measure"
    assert person.desk.get(Result, made.result).code == "R19"
    field = person.page.definition.form.fields["name"]
    assert person.focus() is field
    assert field.selectedText() == "New measure"
    person.type("Meters Read In Time")
    person.key(ENTER)
    assert person.measure().name == "Meters Read In Time"
    person.undo()
    person.undo()
    assert not person.desk.find(Measure, id=made.id)


def test_results_without_a_measure_come_first_and_none_is_offered(person):
    person.page.ask_result()
    shown = picker(person).found.texts
    assert shown[0].startswith("R02")
    assert shown[-1] == "No result yet"
    person.key(ESC)
    assert picker(person) is None


def test_new_measures_have_names_of_their_own(beginner):
    beginner.add()
    beginner.add()
    assert {each.name for each in beginner.desk.find(Measure)} == {"New measure", "New measure 2"}


def test_a_desk_without_measures_says_what_belongs_here(beginner):
    assert beginner.page.sights.currentIndex() == 1
    shown = next(
        each for each in beginner.page.findChildren(QAbstractButton) if "Add the first measure" in each.text()
    )
    beginner.qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert beginner.page.sights.currentIndex() == 0
    assert beginner.focus() is beginner.page.definition.form.fields["name"]


def test_taking_back_a_new_measure_returns_to_the_one_before(person):
    person.choose("M02")
    person.page.show_view("definition")
    before = person.measure("M02").name
    person.page.add_measure(None)
    person.type("Half a na")
    person.undo()
    while person.window.desk_session.desk.find(Measure, name="New measure"):
        person.undo()
    assert person.page.measure.code == "M02"
    assert person.focus() is person.page.list, "not a field of another measure"
    assert person.measure("M02").name == before


@pytest.mark.parametrize(("view", "corner", "key"), [
    ("values", "first", Qt.Key.Key_Backtab), ("values", "last", Qt.Key.Key_Tab),
    ("data", "first", Qt.Key.Key_Backtab), ("data", "last", Qt.Key.Key_Tab),
    ("stocktake", "first", Qt.Key.Key_Backtab), ("stocktake", "last", Qt.Key.Key_Tab),
])  # fmt: skip
def test_tab_leaves_a_grid_at_its_ends(person, view, corner, key):
    person.page.show_view(view)
    grids = {
        "values": lambda: person.page.values.grid.table,
        "data": lambda: person.grid,
        "stocktake": lambda: person.page.stocktake.grid,
    }
    grid = grids[view]()
    grid.setFocus()
    model = grid.model()
    last = model.index(model.rowCount() - 1, model.columnCount() - 1)
    grid.selectionModel().setCurrentIndex(
        model.index(0, 0) if corner == "first" else last, QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    person.key(key)
    assert person.focus() is not grid
    assert grid.tabKeyNavigation()


def test_undo_takes_back_what_a_line_has_just_added(person):
    person.page.show_view("due")
    line = person.page.findChild(QLineEdit, "add-forum")
    line.setFocus()
    before = len(person.desk.find(Forum))
    person.type("Board meeting")
    person.key(Qt.Key.Key_Return)
    assert len(person.desk.find(Forum)) == before + 1
    line.setFocus()
    person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (len(person.desk.find(Forum)), line.text()) == (before, "")


def test_removing_goes_to_the_neighbour(person):
    person.choose("M13")
    person.window.commands.run("measures.remove")
    assert not person.desk.find(Measure, code="M13")
    assert person.measure().code == "SM1"
    person.undo()
    assert len(person.numbers("M13")) == 4


def test_a_measure_on_a_poster_stays_and_the_reason_is_told(person):
    person.choose("M04")
    person.window.commands.run("measures.remove")
    assert person.desk.find(Measure, code="M04")
    assert "M04" in person.window.notice.text


def test_a_record_is_brought_into_sight(person):
    desk = person.desk
    person.page.show_record(person.measure("M09").id)
    assert person.measure().code == "M09"
    person.page.show_record(desk.find(Result, code="R06")[0].id)
    assert person.measure().code == "M04"
    bare = desk.find(Result, code="R19")[0]
    person.page.show_record(bare.id)
    assert picker(person).found.current.text.startswith("R19")
    person.page.show_record("nothing of the kind")


# -- the right panel


def test_signals_are_said_and_lead_to_their_period(person):
    person.choose("M04")
    rows = person.page.data.side.signals.rows
    when = "Jan\u00a02024 to Jun\u00a02025, 18 months"
    assert rows[0].accessibleName().startswith(f"Long run above the centre line. {when}")
    person.qtbot.mouseClick(rows[-1], Qt.MouseButton.LeftButton)
    assert person.grid.period == date(2024, 11, 1)


def test_a_baseline_is_started_and_removed(person):
    person.choose("M04")
    section = person.page.data.side.baseline
    person.window.commands.run("measures.baseline")
    assert person.focus() is section.form.first
    person.type("2024-04")
    section.form.count.setText("9")
    section.form.by.setText("S. Iyer")
    section.form.reason.setFocus()
    person.type("New triage script")
    person.key(ENTER)
    made = person.desk.find(Baseline, measure=person.measure().id, start=date(2024, 4, 1))[0]
    assert (made.periods, made.reason, made.by) == (9, "New triage script", "S. Iyer")
    assert section.form.isHidden()
    remove = "Remove the baseline of Apr\u00a02024"
    (bin_,) = (each for each in section.findChildren(QAbstractButton) if each.accessibleName() == remove)
    person.qtbot.mouseClick(bin_, Qt.MouseButton.LeftButton)
    assert not person.desk.find(Baseline, measure=person.measure().id, start=date(2024, 4, 1))


def test_a_first_baseline_keeps_what_held_before(beginner):
    added = beginner.add()
    beginner.paste("\n".join(["10", "12"] * 8 + ["30", "32"] * 6))
    beginner.window.commands.run("measures.baseline")
    form = beginner.page.data.side.baseline.form
    form.reason.setText("A new pump")
    form.by.setText("We")
    beginner.key(ENTER)
    starts = sorted(each.start for each in beginner.desk.find(Baseline, measure=added.id))
    assert len(starts) == 2
    beginner.undo()
    assert not beginner.desk.find(Baseline, measure=added.id)


@pytest.mark.parametrize(
    ("first", "count", "says"), [("soon", "12", "no period"), ("2024-04", "many", "how many")]
)
def test_a_form_that_cannot_be_taken_keeps_its_words(person, first, count, says):
    person.choose("M04")
    section = person.page.data.side.baseline
    person.window.commands.run("measures.baseline")
    section.form.first.setText(first)
    section.form.count.setText(count)
    section.form.first.setFocus()
    person.key(ENTER)
    assert says in section.form.wrong.text()
    assert section.form.first.text() == first
    assert len(person.desk.find(Baseline, measure=person.measure().id)) == 1


def test_a_target_is_set_and_changed(person):
    person.choose("M02")
    section = person.page.data.side.target
    press(person, "target-begin")
    edit = person.desk.last_edit
    assert person.focus() is section.low
    person.type("99,9")
    person.key(ENTER)
    (target,) = person.desk.find(Target, measure=person.measure().id)
    assert (target.low, target.high, target.kind) == (99.9, None, TargetKind.LEVEL)
    assert person.desk.last_edit == edit + 1
    section.by.setFocus()
    person.type("2027")
    person.key(ENTER)
    assert person.desk.find(Target, measure=person.measure().id)[0].by == date(2027, 12, 31)
    section.wording.setFocus()
    person.type("as good as ever")
    person.key(ENTER)
    section.shape.activated.emit(1)
    (target,) = person.desk.find(Target, measure=person.measure().id)
    assert (target.low, target.high, target.wording) == (None, 99.9, "as good as ever")
    person.qtbot.mouseClick(section.remove, Qt.MouseButton.LeftButton)
    assert not person.desk.find(Target, measure=person.measure().id)


def test_a_target_that_is_no_number_keeps_its_words(person):
    person.choose("M04")
    section = person.page.data.side.target
    section.low.setFocus()
    section.low.selectAll()
    person.type("ninety")
    person.key(ENTER)
    assert section.low.text() == "ninety"
    assert section.wrong.text() == "“ninety” is no number."
    person.choose("M02")
    person.choose("M04")
    assert section.low.text() == "85"
    assert not section.wrong.isVisible()


def test_notes_are_added_at_the_chosen_period_and_edited(person):
    person.choose("M04")
    person.page.data.go_to(date(2023, 8, 1))
    person.window.commands.run("measures.annotate")
    person.type("Summer storm")
    person.key(ENTER)
    (note,) = person.desk.find(Annotation, measure=person.measure().id, period=date(2023, 8, 1))
    assert note.text == "Summer storm"
    row = person.page.data.side.notes._rows[note.id]
    row.text.setFocus()
    row.text.selectAll()
    person.type("Hail")
    person.key(ENTER)
    assert person.desk.get(Annotation, note.id).text == "Hail"
    person.undo()
    person.undo()
    assert len(person.desk.find(Annotation, measure=person.measure().id)) == 1


# -- the definition


def test_fields_commit_as_one_step_named_by_the_measure(person):
    person.choose("M01")
    person.page.show_view("definition")
    field = person.page.definition.form.fields["unit"]
    field.setFocus()
    field.selectAll()
    person.type("minutes")
    person.key(ENTER)
    assert person.measure("M01").unit == "minutes"
    assert person.desk.undo_label == "Change M01"
    person.undo()
    assert person.measure("M01").unit == "min/property"
    assert field.text() == "min/property"


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [("decimals", "two", "whole number"), ("lower_bound", "low", "no number"), ("name", "", "needs a name")],
)
def test_a_refused_field_keeps_its_words(person, key, typed, says):
    person.choose("M01")
    person.page.show_view("definition")
    before = person.measure("M01")
    field = person.page.definition.form.fields[key]
    field.setFocus()
    field.selectAll()
    person.key(Qt.Key.Key_Backspace)
    person.type(typed)
    person.key(ENTER)
    assert field.text() == typed
    assert field.property("wrong") == "true"
    wrong = person.page.definition.form.wrong[key]
    assert says in wrong.text() + person.window.notice.text
    assert wrong.isHidden() == (not wrong.text())
    if wrong.text():  # it stands right under its field, and says the same where the pointer rests
        assert field.toolTip() == wrong.text()
        assert 0 <= wrong.mapTo(person.page, QPoint()).y() - field.mapTo(person.page, QPoint()).y() < 60
    assert person.measure("M01") == before
    person.key(Qt.Key.Key_Escape)
    assert wrong.isHidden()
    assert not field.toolTip()
    person.type(typed or " ")
    person.key(ENTER)
    person.choose("M02")
    assert wrong.isHidden()
    assert field.text() != typed
    assert person.measure("M02").code == "M02"


def test_choices_and_the_owner(person):
    person.choose("M09")
    person.page.show_view("definition")
    definition = person.page.definition.form
    definition.choices["direction"].activated.emit(0)
    assert person.measure("M09").direction is Direction.UP
    owner = definition.fields["owner"]
    owner.setFocus()
    owner.selectAll()
    person.type("z. newman")
    person.key(ENTER)
    named = person.desk.get(Somebody, person.measure("M09").owner)
    assert named.name == "z. newman"


def test_what_is_still_open_leads_to_its_field(person):
    person.choose("M13")
    person.page.show_view("definition")
    section = person.page.definition.side.still_open
    section.chosen.emit("result")
    assert person.focus() is person.page.definition.form.choices["result"]


# -- the room there is


@pytest.mark.parametrize(
    ("wide", "tall", "sides"), [(1024, 640, (192, 224)), (1366, 768, (232, 256)), (1920, 1080, (300, 340))]
)
def test_the_sides_have_their_width_and_nothing_is_cut(person, wide, tall, sides):
    person.window.resize(wide, tall)
    person.choose("M04")
    person.window.grab()
    sizes = (person.page.splitter.sizes()[0], person.page.data.across.sizes()[1])
    assert sizes == pytest.approx(sides, abs=1)
    for view in ("data", "definition"):
        person.page.show_view(view)
        person.window.grab()
        assert person.page.width() >= person.page.minimumSizeHint().width()
        assert person.page.height() >= person.page.minimumSizeHint().height()
        for area in person.page.findChildren(QScrollArea):
            if area.isVisible() and area.widget().isVisible():
                assert area.widget().minimumSizeHint().width() <= area.viewport().width(), area.objectName()


def test_a_form_is_seen_beside_the_guide(person):
    person.choose("M04")
    person.window.commands.run("view.guide")
    assert person.page.data.side.isVisible()  # there is room for both
    person.window.resize(1200, 768)
    assert not person.page.data.side.isVisible()
    person.window.commands.run("measures.annotate")
    assert person.page.data.side.notes.text.isVisible()
    person.window.commands.run("view.guide")


def test_everything_to_use_has_a_name(person):
    nameless = [
        each
        for kind in (QAbstractButton, QLineEdit)
        for each in person.page.findChildren(kind)
        if not (
            each.accessibleName()
            or (isinstance(each, QAbstractButton) and each.text())
            or each.objectName() in {"cell", "qt_tableview_cornerbutton"}
        )
    ]
    assert nameless == []


def test_a_desk_for_reading_offers_no_change(person):
    person.desk.writable = False
    person.page.refresh(None)
    person.window.commands.refresh()
    assert not person.window.commands.can("measures.add")
    assert not any(row.fresh for row in person.page.data.values.values.rows)
    person.cell(2)
    person.type("5")
    assert not person.grid.editing
    person.desk.writable = True


def test_the_other_colours_build_it_anew(person):
    person.window.set_theme("dark")
    shown = person.window.pages["measures"]
    assert shown is not person.page
    assert shown.findChild(QLabel) is not None
    person.window.set_theme("light")
