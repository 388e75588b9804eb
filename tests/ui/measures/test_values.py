"""The grid of values as a person uses it: what the desk holds then, and after undo."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu, QPushButton

from kpidesk.actions import measures
from kpidesk.domain.measures import Calculation
from kpidesk.domain.period import PeriodType, first_day, shifted
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.ui.measures.values_model import rows_of

ENTER, TAB, DELETE, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Delete, Qt.Key.Key_Escape
CTRL = Qt.KeyboardModifier.ControlModifier
LAST_MONTH = shifted(first_day(date.today(), PeriodType.MONTH), PeriodType.MONTH, -1)  # noqa: DTZ011 - the person's day


def month(number):
    """The months that a measure without values offers: the first is the last one that is over."""
    return shifted(LAST_MONTH, PeriodType.MONTH, number - 1)


def watched(person):
    kind = QAbstractItemModelTester.FailureReportingMode.Fatal
    return QAbstractItemModelTester(person.page.data.values.values, kind)


# -- typing


def test_values_are_typed_down_a_column_into_fresh_rows(beginner):
    beginner.add()
    watch = watched(beginner)
    for text in ("12,5", "13.5", "-4"):
        beginner.type(text)
        beginner.key(ENTER)
    assert beginner.numbers() == {month(1): 12.5, month(2): 13.5, month(3): -4.0}
    assert beginner.at() == (3, 1)
    assert beginner.page.data.values.values.rows[-1].fresh
    beginner.undo()
    assert beginner.numbers() == {month(1): 12.5, month(2): 13.5}
    watch.deleteLater()


def test_a_value_is_typed_over_and_undo_names_it(person):
    person.choose("M04")
    person.cell(2)
    before = person.numbers()
    person.type("70,25")
    assert person.numbers() == before, "nothing is written before Enter"
    person.key(ENTER)
    assert person.numbers() == {**before, date(2023, 3, 1): 70.25}
    assert person.at() == (3, 1)
    assert person.desk.undo_label == "Value of Mar\u00a02023"
    person.undo()
    assert person.numbers() == before


def test_escape_gives_back(person):
    person.choose("M04")
    person.cell(2)
    before = person.numbers()
    person.type("99")
    person.key(ESC)
    assert not person.grid.editing
    assert person.grid.hasFocus()
    assert person.numbers() == before


def test_what_is_no_number_stays_in_its_cell_with_a_sentence(person):
    person.choose("M04")
    person.cell(2)
    before = person.numbers()
    person.type("7o,2")
    person.key(ENTER)
    assert person.grid.cell.text() == "7o,2"
    assert person.grid.cell.hasFocus()
    assert person.grid.cell.property("wrong") == "true"
    assert person.page.data.values.wrong.text() == "“7o,2” is no number."
    assert person.numbers() == before
    person.key(Qt.Key.Key_A, CTRL)
    person.type("70,2")
    assert not person.page.data.values.wrong.isVisible()
    person.key(ENTER)
    assert person.numbers()[date(2023, 3, 1)] == 70.2


def test_a_value_beyond_the_bounds_stays_in_its_cell(person):
    person.choose("M04")
    person.cell(2)
    person.type("140")
    person.key(ENTER)
    assert "above the highest possible value, 100" in person.page.data.values.wrong.text()
    assert person.grid.cell.text() == "140"


def test_leaving_the_cell_takes_it_over(person):
    person.choose("M04")
    person.cell(2)
    person.type("70,5")
    person.page.list.setFocus()
    assert person.numbers()[date(2023, 3, 1)] == 70.5


def test_going_to_another_measure_takes_the_cell_over(person):
    person.choose("M04")
    person.cell(2)
    person.type("70,5")
    person.choose("M01")
    assert person.numbers("M04")[date(2023, 3, 1)] == 70.5
    assert not person.grid.editing


def test_tab_goes_right_and_the_source_is_text(person):
    person.choose("M04")
    person.cell(2, 2)
    person.key(TAB)
    assert person.at() == (2, 3)
    person.type("call centre log")
    person.key(ENTER)
    (value,) = person.desk.find(Value, measure=person.measure().id, period=date(2023, 3, 1))
    assert value.source == "call centre log"
    assert person.at() == (3, 3)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of pop-ups, offscreen
def test_how_final_a_value_is(person):
    person.choose("M04")
    person.cell(2, 2)
    person.key(Qt.Key.Key_F2)
    menu = person.grid.findChild(QMenu, "statuses")
    assert menu is not None
    menu.actions()[1].trigger()
    menu.close()
    (value,) = person.desk.find(Value, measure=person.measure().id, period=date(2023, 3, 1))
    assert value.status is ValueStatus.PROVISIONAL
    assert person.text(2, 2) == "provisional"


def test_delete_makes_missing_and_then_removes(person):
    person.choose("M04")
    person.cell(2)
    person.key(DELETE)
    assert person.numbers()[date(2023, 3, 1)] is None
    assert person.text(2, 1) == "missing"
    person.key(DELETE)
    assert date(2023, 3, 1) not in person.numbers()
    assert person.text(2, 0) == "Mar\u00a02023", "a row for the gap stays"
    person.undo()
    person.undo()
    assert person.numbers()[date(2023, 3, 1)] == 70.1


def test_the_period_of_the_fresh_row_is_typed(beginner):
    beginner.add()
    beginner.cell(-1, 0)
    beginner.type("2019-11")
    beginner.key(ENTER)
    assert beginner.text(-1, 0) == "Nov\u00a02019"
    assert beginner.at() == (0, 1)
    beginner.type("8")
    beginner.key(ENTER)
    assert beginner.numbers() == {date(2019, 11, 1): 8.0}
    assert beginner.text(-1, 0) == "Dec\u00a02019"


def test_a_period_far_ahead_leaves_gaps_to_fill(beginner):
    beginner.add()
    beginner.type("8")
    beginner.key(ENTER)
    beginner.cell(-1, 0)
    beginner.type(f"{month(5):%Y-%m}")
    beginner.key(ENTER)
    beginner.type("9")
    beginner.key(ENTER)
    assert beginner.numbers() == {month(1): 8.0, month(5): 9.0}
    assert [row.value is not None for row in beginner.page.data.values.values.rows] == [
        True,
        *[False] * 3,
        True,
        False,
    ]
    assert beginner.at() == (5, 1)


def test_what_names_no_period_stays_in_its_cell(beginner):
    beginner.add()
    beginner.cell(-1, 0)
    beginner.type("soon")
    beginner.key(ENTER)
    assert beginner.grid.cell.text() == "soon"
    assert "names no period" in beginner.page.data.values.wrong.text()


def test_the_chart_follows_the_typing(person):
    person.choose("M04")
    person.cell(2)
    before = person.page.data.chart.spot_of(date(2023, 3, 1))
    edit = person.desk.last_edit
    person.type("90")
    after = person.page.data.chart.spot_of(date(2023, 3, 1))
    assert after.at.y() < before.at.y()
    assert person.desk.last_edit == edit
    person.key(ESC)
    assert person.page.data.chart.spot_of(date(2023, 3, 1)).at == before.at


# -- clipboard


def test_cells_are_copied_as_a_spreadsheet_takes_them(person):
    person.choose("M04")
    model = person.page.data.values.values
    person.cell(0, 0)
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):
        person.grid.selectionModel().select(
            model.index(row, column), person.grid.selectionModel().SelectionFlag.Select
        )
    person.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Jan\u00a02023\t71.1\nFeb\u00a02023\t71.9"


def test_a_column_is_pasted_from_the_current_period_as_one_step(person):
    person.choose("M04")
    before = person.numbers()
    person.cell(-1)
    person.paste("78,1\n79\n80,5\n")
    added = {date(2025, 7, 1): 78.1, date(2025, 8, 1): 79.0, date(2025, 9, 1): 80.5}
    assert person.numbers() == {**before, **added}
    assert person.desk.undo_label == "Paste 3 values"
    assert person.report() == []
    person.undo()
    assert person.numbers() == before


def test_every_bad_cell_of_a_paste_is_named_and_nothing_good_is_lost(person):
    person.choose("M04")
    before = person.numbers()
    person.cell(-1)
    person.paste(
        "Month\tValue\n2025-07\t78,4\n2025-08\tabout 80\n2025-09\t#REF!\n"
        "2025-10\t140\n2025-11\t79,9\nlater\t3"
    )
    assert person.numbers() == {**before, date(2025, 7, 1): 78.4, date(2025, 11, 1): 79.9}
    assert person.report() == [
        "2 values were taken. 4 cells were not:",
        "Row 3, column 2: “about 80” is no number.",
        "Row 4, column 2: “#REF!” is an error of the spreadsheet.",
        "Row 5, column 2: 140 is above the highest possible value, 100.",
        "Row 7, column 1: “later” names no period.",
    ]
    person.choose("M01")
    assert person.report() == []
    person.choose("M04")
    assert len(person.report()) == 5, "it stays until the next paste"
    person.undo()
    assert person.numbers() == before
    person.cell(-1)
    person.paste("79")
    assert person.report() == []


def test_a_paste_without_any_value_changes_nothing(person):
    person.choose("M04")
    edit = person.desk.last_edit
    person.cell(-1)
    person.paste("a\nb")
    assert person.report()[0] == "No value was taken. 2 cells were not:"
    assert person.desk.last_edit == edit
    close = person.page.data.findChild(QPushButton, "paste-report-close")
    person.qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert person.report() == []


def test_an_empty_clipboard_is_told(person):
    QGuiApplication.clipboard().clear()
    person.window.commands.run("measures.paste")
    assert "no text on the clipboard" in person.window.notice.text


@pytest.mark.parametrize("undone", [True, False])
def test_five_thousand_rows(beginner, undone):
    added = beginner.add()
    with beginner.desk.edit("Weeks") as edit:
        measures.change(edit, added.id, period_type=PeriodType.WEEK)
    beginner.cell(-1, 0)
    beginner.type("1930-W01")
    beginner.key(ENTER)
    rows = [f"{50 + number % 17},{number % 10}" for number in range(5000)]
    rows[99] = "n.v.t."
    beginner.paste("\n".join(rows))
    assert len(beginner.numbers()) == 4999
    assert beginner.report() == [
        "4,999 values were taken. 1 cell was not:",
        "Row 100, column 1: “n.v.t.” is no number.",
    ]
    if undone:
        beginner.undo()
        assert beginner.numbers() == {}


# -- grid and chart


def test_a_click_on_the_chart_goes_to_the_row_and_the_other_way_round(person):
    person.choose("M04")
    spot = person.page.data.chart.spot_of(date(2024, 4, 1))
    person.qtbot.mouseClick(
        person.page.data.chart, Qt.MouseButton.LeftButton, pos=spot.at.toPoint() + QPoint(2, 1)
    )
    assert person.grid.period == date(2024, 4, 1)
    assert person.page.data.chart.spot_of(person.page.data.chart._period) == spot
    person.cell(0)
    assert person.page.data.chart._period == date(2023, 1, 1)
    person.page.data.chart.setFocus()
    person.key(Qt.Key.Key_Right)
    assert person.grid.period == date(2023, 2, 1)


@pytest.mark.parametrize("text", ["1e300", "-1e300", "1e400", "0,000000000001", "9" * 50])
def test_numbers_without_measure_are_drawn_or_refused(beginner, text):
    beginner.add()
    beginner.paste("1\n2\n3\n4\n5\n6")
    beginner.cell(-1)
    beginner.type(text)
    beginner.key(ENTER)
    beginner.window.grab()
    assert len(beginner.numbers()) == (6 if text == "1e400" else 7)


def test_the_chart_can_have_little_room(person):
    person.choose("M04")
    person.page.data.upright.setSizes([1, 10_000])
    person.page.data.across.setSizes([1, 10_000])
    person.window.grab()
    press = person.page.data.values.open
    person.qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    assert not person.page.data.chart_panel.isVisible()
    person.qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    assert person.page.data.chart_panel.isVisible()


def test_values_of_other_periods_are_kept_aside(person):
    person.choose("M04")
    with person.desk.edit("Quarters") as edit:
        measures.change(edit, person.measure().id, period_type=PeriodType.QUARTER)
    assert len(person.page.data.values.values.rows) == 1
    assert "30 values of other periods" in person.page.data.values.unit.accessibleName()
    person.undo()
    assert len(person.page.data.values.values.rows) == 31


def test_the_model_holds_through_everything(person):
    watch = watched(person)
    for code in ("M04", "M13", "SM1", "M01"):
        person.choose(code)
    person.cell(-1)
    person.paste("1\n2\n3")
    person.undo()
    person.cell(5)
    person.key(DELETE)
    person.key(DELETE)
    watch.deleteLater()


def test_a_corrected_value_tells_what_it_was_and_why(person):
    person.choose("M04")
    person.cell(-2)
    person.type("99")
    person.key(ENTER)
    assert person.numbers()[date(2025, 6, 1)] == 99
    person.cell(-2, 4)
    person.type("the script was off for a day")
    person.key(ENTER)
    value = person.desk.find(Value, measure=person.measure().id, period=date(2025, 6, 1))[0]
    assert value.reason == "the script was off for a day"
    person.cell(-2)
    assert "was 78.5 until" in person.page.data.values.unit.accessibleName()
    person.cell(-3)
    assert "was" not in person.page.data.values.unit.accessibleName()
    person.undo()
    person.undo()
    person.cell(-2)
    assert "was" not in person.page.data.values.unit.accessibleName()


def test_a_measure_that_is_worked_out_keeps_its_typed_values(person):
    person.choose("M04")
    before = person.numbers()
    with person.desk.edit("Divide") as edit:
        measures.change(
            edit, person.measure().id, denominator=person.measure("M03").id, per=100.0,
            calculation=Calculation.NORMALISED,
        )  # fmt: skip
    assert person.numbers() == before
    assert "typed values are kept" in person.page.data.values.unit.accessibleName()
    shown = person.page.data.chart.data.analysis.points[0].number
    assert shown == pytest.approx(71.1 / 27.7 * 100)


# -- where nothing is yet


def test_all_values_without_a_measure_offer_to_add_one(beginner):
    beginner.page.show_view("values")
    values = beginner.page.values
    assert values.focused is values.add
    assert values.add.isVisible()
    beginner.qtbot.mouseClick(values.add, Qt.MouseButton.LeftButton)
    beginner.page.show_view("values")
    assert values.focused is values.grid
    assert values.grid.isVisible()


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (PeriodType.WEEK, date(2026, 3, 2)),
        (PeriodType.MONTH, date(2026, 2, 1)),
        (PeriodType.QUARTER, date(2025, 10, 1)),
        (PeriodType.YEAR, date(2025, 1, 1)),
    ],
)
def test_a_series_begins_with_the_last_period_that_is_over(kind, first):
    assert [row.period for row in rows_of((), kind, None, date(2026, 3, 11))] == [first]


@pytest.mark.parametrize("wide", [1024, 1366])
def test_a_long_name_leaves_room_for_which_way_is_good(person, wide):
    person.window.resize(wide, 768)
    person.choose("M04")
    name = "Calls of customers in the hills about leaks and low pressure that were solved the first time"
    person.window.desk_session.do("Rename", partial(measures.change, name=name), person.measure().id)
    person.window.grab()
    panel = person.page.data.chart_panel
    assert panel._way.text() == "higher is better · %"
    assert panel._name.text().endswith("…")
    assert panel._name.toolTip() == name
