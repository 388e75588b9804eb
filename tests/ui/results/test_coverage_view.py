"""Coverage: rows, what stands alone in both directions, and ways to everything."""

import time

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton, QWidget

from kpidesk.actions import goals, measures, results
from kpidesk.domain.coverage import Row
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Goal, Map, Result, Ring
from kpidesk.ui.results.coverage_list import Heading, Named


def show(person):
    button = person.page.findChild(QPushButton, "segment-coverage")
    person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return person.page.coverage


def said(rows):
    """Rows in short: headings, rows as codes, names of what stands alone."""
    found = []
    for row in rows:
        if isinstance(row, Heading):
            found.append(f"{row.text} {row.count}")
        elif isinstance(row, Named):
            found.append(row.code)
        else:
            codes = (
                "+".join(each.code for each in row.goals), row.result.code,
                "+".join(each.code for each in row.measures),
            )  # fmt: skip
            found.append(" ".join(each or "-" for each in codes))
    return found


def row_of(view, code):
    for number, row in enumerate(view.rows.rows):
        if isinstance(row, Row) and row.result.code == code:
            return view.rows.index(number)
    return QModelIndex()


def test_results_stand_between_their_goals_and_measures(person):
    view = show(person)
    rows = said(view.table.rows.rows)
    assert rows[:5] == ["1 Purpose 3", "GL01 R01 M02", "GL05 R02 -", "GL06 R03 -", "2 Strategy 6"]
    assert "GL03 R06 M04+M05" in rows
    assert view.counts.text() == "20 results: 12 with a goal, 11 measured"


def test_by_goal_a_result_stands_under_each_of_its_goals(person):
    person.page.session.do(
        "Trace", goals.trace, next(g.id for g in person.desk.find(Goal) if g.code == "GL01"), person.id("R05")
    )
    view = show(person)
    person.qtbot.mouseClick(view.by.buttons["goal"], Qt.MouseButton.LeftButton)
    rows = said(view.table.rows.rows)
    assert rows[0] == "GL01  Deliver world-class, resilient water services 3"
    assert rows.count("GL01+GL04 R05 M03") == 2
    assert rows[rows.index("No goal asked for these 8") + 1].endswith("-") is False


def test_a_narrow_page_counts_what_stands_alone(person):
    person.page.session.do("Add", lambda edit: goals.add(edit, "Be there"))
    view = show(person)
    person.page.resize(640, 580)
    person.qtbot.waitUntil(lambda: not view.alone.isVisible())
    assert view.counts.text() == "20 results: 12 with a goal, 11 measured. 1 goal without result"
    person.page.resize(1200, 700)
    person.qtbot.waitUntil(view.alone.isVisible)
    assert view.counts.text() == "20 results: 12 with a goal, 11 measured"


def test_what_stands_alone_is_named_in_both_directions(person):
    def edit(edit):
        goals.add(edit, "Be there")
        measures.add(edit, "Days in between", None)

    person.page.session.do("Add", edit)
    view = show(person)
    alone = said(view.alone.rows.rows)
    heads = [each for each in alone if " " in each]
    assert heads == [
        "Goals without result 1", "Results without goal 7", "Results without measure 9",
        "Measures without result 1",
    ]  # fmt: skip
    assert alone[1] == "GL07"
    assert alone[-1].startswith("M")
    assert (
        "R17" not in alone[alone.index("Results without goal 7") : alone.index("Results without measure 9")]
    )


def test_off_strategy_is_marked_with_its_reason(person):
    view = show(person)
    index = row_of(view.table, "R17")
    lines = view.table._painter._why(view.table.rows.row(index), 900)
    assert " ".join(lines).startswith("Off strategy: No goal of the plan speaks of safety")


def test_codes_lead_everywhere_by_mouse(person):
    view = show(person)
    table = view.table
    index = row_of(table, "R06")
    codes = {code.text: code for code in table.codes(index)}
    assert set(codes) == {"GL03", "R06", "M04", "M05"}
    person.qtbot.mouseMove(table.viewport(), codes["M05"].place.center())
    person.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=codes["M05"].place.center())
    measure = next(each for each in person.desk.find(Measure) if each.code == "M05")
    assert person.page.shell.gone == [("measures", measure.id)]
    person.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=codes["R06"].place.center())
    assert person.page.showing == "map"
    assert person.selected() == {"R06"}
    show(person)
    person.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=codes["GL03"].place.center())
    assert person.page.showing == "goals"
    assert person.page.goals.panel.goal.code == "GL03"


def test_codes_lead_everywhere_by_keys(person):
    table = show(person).table
    assert table.hasFocus()
    table.setCurrentIndex(row_of(table, "R06"))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return):
        person.key(key)
    assert person.page.goals.panel.goal.code == "GL03"
    table = show(person).table
    table.setCurrentIndex(row_of(table, "R06"))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):  # one is where one was
        person.key(key)
    assert person.page.shell.gone[-1][0] == "measures"
    person.key(Qt.Key.Key_Left)
    person.key(Qt.Key.Key_Return)
    assert person.selected() == {"R06"}


def test_what_stands_alone_is_gone_to(person):
    view = show(person)
    index = next(
        view.alone.rows.index(number)
        for number, row in enumerate(view.alone.rows.rows)
        if isinstance(row, Named) and row.code == "R10"
    )
    where = view.alone.visualRect(index).center()
    person.qtbot.mouseClick(view.alone.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert person.selected() == {"R10"}


def test_only_results_with_a_tag(person):
    view = show(person)
    at = next(number for number in range(view.tag.count()) if "Wastewater" in view.tag.itemText(number))
    assert view.tag.itemText(at) == "Unit: Wastewater"
    view.tag.setCurrentIndex(at)
    view.tag.activated.emit(at)
    shown = [row.result.code for row in view.table.rows.rows if isinstance(row, Row)]
    assert 0 < len(shown) < 20
    assert view.counts.text().startswith(f"{len(shown)} result")


def test_an_empty_desk_says_what_comes_here(beginner):
    view = show(beginner)
    assert not view.table.isVisible()
    button = next(each for each in view.findChildren(QPushButton) if each.text() == "Write the first goal")
    beginner.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert beginner.page.goals.line.hasFocus()


def test_it_follows_the_desk(person):
    view = show(person)
    person.page.session.do("Remove", results.remove, person.id("R01"))
    assert not row_of(view.table, "R01").isValid()
    person.undo()
    assert row_of(view.table, "R01").isValid()


def test_a_result_of_another_map_is_opened_there(person):
    from kpidesk.actions import maps

    person.page.session.do("Map", lambda edit: maps.add(edit, "Other", result_ids=[person.id("R01")]))
    other = next(each for each in person.desk.find(Map) if each.name == "Other")
    person.page.looking.show_map(other.id)
    show(person)
    person.page._open_result(person.id("R12"))
    assert person.page.looking.map_id != other.id
    assert person.selected() == {"R12"}


@pytest.mark.parametrize("grouped", ["ring", "goal"])
def test_a_thousand_results_stay_smooth(beginner, grouped):
    def fill(edit):
        rings = edit.find(Ring)
        (shown,) = edit.find(Map)
        for number in range(1_000):
            made = results.add(
                edit, shown.id, rings[number % 4].id, f"What is so when part {number} goes well."
            )
            if number < 300:
                goals.trace(edit, goals.add(edit, f"Deliver part {number}").id, made.id)

    # The map itself is not what is looked at here.
    beginner.page.session.changed.disconnect(beginner.page.refresh)
    beginner.page.session.do("Fill", fill)
    beginner.page.session.changed.connect(beginner.page.refresh)
    view = beginner.page.coverage
    view.by.choose(grouped)
    view.refresh()
    began = time.perf_counter()
    beginner.page.show_view("coverage")
    beginner.page.grab()
    took = time.perf_counter() - began
    assert len([row for row in view.table.rows.rows if isinstance(row, Row)]) == 1_000
    assert len(view.findChildren(QWidget)) < 80
    assert took < 3  # on any machine; about 0.3 on the one it was written on
    assert len(beginner.desk.find(Result)) == 1_000


def test_the_models_keep_qts_rules(person):
    view = show(person)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(each.rows, mode) for each in (view.table, view.alone)]
    person.qtbot.mouseClick(view.by.buttons["goal"], Qt.MouseButton.LeftButton)
    person.page.session.do("Remove", results.remove, person.id("R01"))
    person.undo()
    testers.clear()
