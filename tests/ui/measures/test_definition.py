"""The form of a definition, what stands beside it, and what is due."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from kpidesk.actions import measures, series
from kpidesk.domain.calculated import values_of
from kpidesk.domain.definitions import (
    Component,
    DataItem,
    Forum,
    ForumMeasure,
    Milestone,
    ResponseRule,
    Variant,
    items_of,
)
from kpidesk.domain.escalation import rules_for
from kpidesk.domain.measures import Calculation, Measure, MeasureStatus
from kpidesk.domain.people import Group
from kpidesk.domain.people import Person as Somebody
from kpidesk.domain.xmr_rules import Rule
from kpidesk.ui.measures.definition import Definition
from kpidesk.ui.measures.due import DueView

ENTER = Qt.Key.Key_Return


@pytest.fixture
def form(person) -> Definition:
    person.choose("M06")
    person.page.show_view("definition")
    return person.page.definition.form


@pytest.fixture
def due(person) -> DueView:
    """What is due, in the window."""
    view = person.page.due
    person.page.shown.setCurrentWidget(view)
    view.show_desk()
    return view


def write(person, field: QWidget, text: str) -> None:
    """Type into a field instead of what stands there, then Enter."""
    field.setFocus()
    field.selectAll()
    person.key(Qt.Key.Key_Delete)
    for number, line in enumerate(text.split("\n")):
        if number:
            person.key(ENTER)
        person.type(line)
    person.key(ENTER, Qt.KeyboardModifier.ControlModifier)


def click(person, widget: QWidget) -> None:
    person.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def tool(row: QWidget, name: str) -> QPushButton:
    found: QPushButton = row.findChild(QPushButton, name)
    return found


# -- fields


@pytest.mark.parametrize(
    ("key", "typed", "held"),
    [
        ("intent", "why not", "why not"),
        ("segments", "depot\nshift", ("depot", "shift")),
        ("lag_days", "12", 12),
        ("lag_days", "", None),
        ("effort_hours", "2.5", 2.5),
        ("live_since", "1 March 2025", date(2025, 3, 1)),
        ("not_before", "2027-01-31", date(2027, 1, 31)),
        ("review_on", "31.12.2026", date(2026, 12, 31)),
        ("audience", "the board", "the board"),
    ],
)
def test_fields_take_their_kind_of_value(person, form, key, typed, held) -> None:
    write(person, form.fields[key], typed)
    assert getattr(person.measure(), key) == held
    shown = form.fields[key].typed()
    write(person, form.fields[key], shown)  # what is shown can be typed again
    assert getattr(person.measure(), key) == held


@pytest.mark.parametrize(
    ("key", "typed"), [("lag_days", "soon"), ("live_since", "someday"), ("per", "many"), ("lag_days", "-1")]
)
def test_what_cannot_be_read_stays_with_a_sentence(person, form, key, typed) -> None:
    before = person.measure()
    if key == "per":
        form.choices["calculation"].activated.emit([*Calculation].index(Calculation.NORMALISED))
        before = person.measure()
    write(person, form.fields[key], typed)
    assert form.fields[key].typed() == typed
    assert form.wrong[key].text()
    assert person.measure() == before
    form.fields[key].give_back()


def test_a_refusal_goes_with_what_was_refused(person, form) -> None:
    told, fields = person.window.notice, form.fields
    write(person, fields["lower_bound"], "100")
    write(person, fields["upper_bound"], "3")
    first = told.text
    assert first
    person.key(Qt.Key.Key_Escape)
    assert not told.text
    write(person, fields["upper_bound"], "3")
    assert told.text == first
    write(person, fields["effort_hours"], "-1")
    assert told.text not in {"", first}
    person.key(Qt.Key.Key_Escape)
    assert not told.text  # the older one does not come back
    write(person, fields["unit"], "minutes")
    assert person.measure().unit == "minutes"
    assert not told.text
    write(person, fields["upper_bound"], "300")
    assert person.measure().upper_bound == 300


@pytest.mark.parametrize("role", ["owner", "custodian", "calculator", "reporter"])
def test_roles_are_typed_by_name(person, form, role) -> None:
    write(person, form.fields[role], "Zq. Newman")
    assert person.desk.get(Somebody, getattr(person.measure(), role)).name == "Zq. Newman"
    write(person, form.fields[role], "")
    assert getattr(person.measure(), role) is None


def test_a_group_is_no_owner(person, form) -> None:
    group = person.desk.find(Group)[0].name
    before = person.measure().owner
    form.fields["owner"].setFocus()
    form.fields["owner"].setText(group)  # typed letters would open the names to choose from
    person.key(ENTER)
    assert person.measure().owner == before
    assert form.fields["owner"].property("wrong") == "true"
    assert "Name one person" in person.window.notice.text
    form.fields["owner"].give_back()


def test_every_step_of_its_life_can_be_gone_to_and_again(person, form) -> None:
    for status in (*MeasureStatus, *reversed(MeasureStatus)):
        click(person, form.steps.buttons[status])
        assert person.measure().status is status
        assert [each for each, made in form.steps.buttons.items() if made.isChecked()] == [status]
    assert person.measure().live_since is not None


def test_retiring_asks_why(person, form) -> None:
    assert form.fields["retired_reason"].isHidden()
    click(person, form.steps.buttons[MeasureStatus.RETIRED])
    assert person.focus() is form.fields["retired_reason"]
    person.type("reached")
    person.key(ENTER)
    assert person.measure().retired_reason == "reached"


def test_a_pilot_has_a_retrospective(person, form) -> None:
    assert form.fields["retrospective"].isHidden()
    form.form.ticks["pilot"].click()
    assert person.measure().pilot
    assert form.fields["retrospective"].isVisible()


def test_the_review_is_told_in_words(person, form) -> None:
    write(person, form.fields["live_since"], "2025-01-31")
    assert form.review.text() == "Its review is on 30 April 2026, 15 months after it went live."
    plan = next(each for each in person.desk.find(Milestone) if "plan" in each.name)
    number = [value for value, _ in form._offered["review_milestone"]].index(plan.id)
    form.choices["review_milestone"].activated.emit(number)
    assert "30 September 2026: Corporate plan is renewed" in form.review.text()


def test_the_map_tells_whether_it_leads(person, form) -> None:
    assert "M01" in form.leads.text()


# -- rows


def test_data_items_are_added_described_and_taken_away(person, form) -> None:
    before = [item.name for item in items_of(person.desk, person.measure().id)]
    form.items.line.setFocus()
    person.type("xx pressure log")
    person.key(ENTER)
    item = person.desk.find(DataItem, name="xx pressure log")[0]
    assert form.items.line.text() == ""
    row = form.items.rows[item.id]
    assert row.opened
    write(person, row.form.fields["source"], "SCADA")
    write(person, row.form.fields["keeper"], "Zq. Newman")
    kept = person.desk.get(DataItem, item.id)
    assert kept.source == "SCADA"
    assert person.desk.get(Somebody, kept.keeper).name == "Zq. Newman"
    assert "from SCADA · kept by Zq. Newman" in row._caption.text()
    click(person, tool(row, "row-remove"))
    assert [item.name for item in items_of(person.desk, person.measure().id)] == before
    assert item.id not in form.items.rows
    person.undo()
    assert item.id in form.items.rows


def test_an_item_that_another_measure_uses_is_used_again(person, form) -> None:
    known = person.desk.find(DataItem, name="outage start")[0]
    form.items.line.setFocus()
    form.items.line.setText("OUTAGE START")
    person.key(ENTER)
    assert known in items_of(person.desk, person.measure().id)
    click(person, tool(form.items.rows[known.id], "row-remove"))
    assert person.desk.get(DataItem, known.id) == known


def test_a_name_that_another_item_has_stays_in_its_field(person, form) -> None:
    item = items_of(person.desk, person.measure().id)[0]
    row = form.items.rows[item.id]
    row.open()
    write(person, row.form.fields["name"], "outage start")
    assert row.form.fields["name"].typed() == "outage start"
    assert row.form.fields["name"].property("wrong") == "true"
    assert person.desk.get(DataItem, item.id) == item
    row.form.give_back()


def test_a_measure_gets_rules_of_its_own(person, form) -> None:
    shared = rules_for(person.desk, person.measure().id)
    assert all(rule.measure is None for rule in shared)
    click(person, form.rules.own)
    own = rules_for(person.desk, person.measure().id)
    assert len(own) == len(shared)
    row = form.rules.rows[own[0].id]
    row.open()
    row.form.choices["signal"].activated.emit(0)
    write(person, row.form.fields["within"], "3")
    write(person, row.form.fields["told"], "Zq. Newman")
    rule = person.desk.get(ResponseRule, own[0].id)
    assert (rule.signal, rule.within) == (None, 3)
    assert row._title.text() == "Any signal, for the worse"
    assert row._caption.text().startswith("Zq. Newman is told, within 3 working days")
    assert rules_for(person.desk, person.measure("M01").id) == shared
    click(person, form.rules.add)
    assert len(rules_for(person.desk, person.measure().id)) == len(shared) + 1
    for each in rules_for(person.desk, person.measure().id):
        click(person, tool(form.rules.rows[each.id], "row-remove"))
    assert rules_for(person.desk, person.measure().id) == shared


def test_variants_differ_by_place(person, form) -> None:
    form.variants.line.setFocus()
    person.type("Harbour")
    person.key(ENTER)
    variant = person.desk.find(Variant)[0]
    write(person, form.variants.rows[variant.id].form.fields["scope"], "old mains")
    assert person.desk.get(Variant, variant.id).scope == "old mains"
    form.variants.line.setFocus()
    person.type("harbour")
    person.key(ENTER)
    assert form.variants.line.text() == "harbour"
    assert len(person.desk.find(Variant)) == 1
    form.variants.line.clear()


def test_a_composite_is_put_together_and_its_chart_says_so(person, form) -> None:
    typed = person.numbers("M06")
    assert form.components.isHidden()
    form.choices["calculation"].activated.emit([*Calculation].index(Calculation.COMPOSITE))
    assert form.components.isVisible()
    for code in ("M01", "M05"):
        parts = form.components.parts
        number = next(n for n in range(parts.count()) if parts.itemText(n).startswith(code))
        parts.activated.emit(number)
    first, _ = person.desk.find(Component)
    row = form.components.rows[first.id]
    write(person, row.form.fields["weight"], "3")
    assert row._caption.text() == "weight 3.00, which is 75.0 % of the whole"
    values = values_of(person.desk, person.measure())
    parts = person.numbers("M01"), person.numbers("M05")
    day = values[0].period
    assert values[0].number == pytest.approx((3 * parts[0][day] + parts[1][day]) / 4)
    person.page.show_view("data")
    chart = person.page.data.chart
    person.qtbot.waitUntil(lambda: "hides causes" in chart.accessibleDescription(), timeout=5_000)
    assert person.numbers("M06") == typed


def test_the_list_follows_the_parts_of_a_composite(person, form) -> None:
    form.choices["calculation"].activated.emit([*Calculation].index(Calculation.COMPOSITE))
    parts = form.components.parts
    parts.activated.emit(next(n for n in range(parts.count()) if parts.itemText(n).startswith("M01")))
    composite = person.measure()
    facts = person.page.list.measures.facts
    assert facts.of(composite).numbers == facts.of(person.measure("M01")).numbers
    day = max(person.numbers("M01"))
    person.window.desk_session.do("Value", series.set_values, person.measure("M01").id, {day: 77.0})
    assert facts.of(composite).numbers[-1] == 77.0


# -- beside it


def test_what_is_missing_is_counted_and_leads_to_its_field(person, form) -> None:
    side = person.page.definition.side.still_open
    assert side.count.text() == "12 of 12 core fields"
    write(person, form.fields["unit"], "")
    assert side.count.text() == "11 of 12 core fields"
    (row,) = side.rows
    click(person, row)
    assert person.focus() is form.fields["unit"]
    person.undo()
    assert not side.rows


def test_data_items_are_gone_to_from_what_is_missing(person, form) -> None:
    for item in items_of(person.desk, person.measure().id):
        click(person, tool(form.items.rows[item.id], "row-remove"))
    side = person.page.definition.side.still_open
    click(person, side.rows[0])
    assert person.focus() is form.items.line


def test_versions_tell_fields_who_and_why(person, form) -> None:
    form.reason.setFocus()
    person.type("new meters")
    write(person, form.fields["unit"], "hours")
    revision = person.page.definition.side.history.revisions[0]
    assert (revision.label, revision.fields) == ("Change M06: new meters", ("unit",))
    person.choose("M01")
    assert form.reason.text() == ""
    assert person.page.definition.side.history.revisions[0].label == "Sample"


# -- reading only, names, room


def test_everything_to_use_has_a_name(person, form) -> None:
    for rows in (form.items, form.rules):
        for row in rows.rows.values():
            row.open()
    for each in form.findChildren(QWidget):
        if isinstance(each, QLineEdit | QPushButton) and each.isVisible():
            assert each.accessibleName() or getattr(each, "text", str)(), each.objectName()


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768)])
def test_nothing_of_the_form_is_cut(person, form, size) -> None:
    person.window.resize(*size)
    for rows in (form.items, form.rules):
        for row in rows.rows.values():
            row.open()
    QApplication.processEvents()
    area = form.parentWidget()
    for each in form.findChildren(QWidget):
        if each.isVisible():
            right = each.mapTo(form, QPoint(each.width(), 0)).x()
            assert right <= area.width() + 1, each.objectName() or each


# -- what is due


def test_what_is_due_tells_who_by_when(person, due) -> None:
    rows = due.calls.dues.rows
    assert rows[0].title == "Overdue"
    bills = next(row for row in rows if row.title.startswith("M11"))
    assert bills.lines[1].startswith("C. Duarte, by ")
    assert bills.late == "overdue"


def test_a_due_signal_is_opened_by_click_and_by_key(person, due) -> None:
    opened: list[str] = []
    due.calls.opened.connect(opened.append)
    due.calls.setFocus()
    index = due.calls.dues.index(1)
    due.calls.setCurrentIndex(index)
    person.qtbot.keyClick(due.calls, ENTER)
    place = due.calls.visualRect(index).center()
    person.qtbot.mouseClick(due.calls.viewport(), Qt.MouseButton.LeftButton, pos=place)
    heading = due.calls.visualRect(due.calls.dues.index(0)).center()
    person.qtbot.mouseClick(due.calls.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert opened == [due.calls.dues.rows[1].measure] * 2


def test_by_keys_one_sees_where_one_is_and_passes_the_headings(person, due) -> None:
    opened: list[str] = []
    due.calls.opened.connect(opened.append)
    rows = due.calls.dues.rows
    due.calls.setFocus()
    assert due.calls.selectedIndexes()[0].row() == 1
    person.qtbot.keyClick(due.calls, ENTER)
    assert opened == [rows[1].measure]
    for row in [at for at, row in enumerate(rows) if row.measure][1:]:
        person.qtbot.keyClick(due.calls, Qt.Key.Key_Down)
        assert due.calls.selectedIndexes()[0].row() == row


def test_the_view_begins_at_the_first_that_is_due(person) -> None:
    person.page.show_view("due")
    calls = person.page.due.calls
    first = calls.dues.rows[1].measure
    assert [index.row() for index in calls.selectedIndexes()] == [1]
    person.key(ENTER)
    assert person.page.measure.id == first


def test_reviews_stand_by_month_the_overdue_first(person, due) -> None:
    assert due.reviews.isHidden()
    for number, day in enumerate((date(2020, 1, 1), date(2199, 3, 5), date(2199, 3, 9), date(2020, 5, 1)), 1):
        measure = person.measure(f"M0{number}")
        person.window.desk_session.do("Review", _reviewed, measure.id, day)
    due.show_desk()
    titles = [row.title.replace("\xa0", " ").split("  ")[0] for row in due.reviews.dues.rows]
    assert titles == ["Overdue", "M01", "M04", "March 2199", "M02", "M03"]


def _reviewed(edit, measure_id: str, day: date) -> None:
    edit.put(replace(edit.get(Measure, measure_id), review_on=day))


def test_forums_are_added_renamed_and_ticked(person, due) -> None:
    due.forums.line.setFocus()
    person.type("Board")
    person.key(ENTER)
    due.show_desk()
    forum = person.desk.find(Forum, name="Board")[0]
    row = due.forums.rows[forum.id]
    row.open()
    write(person, row.form.fields["name"], "The board")
    assert person.desk.get(Forum, forum.id).name == "The board"
    model = row.ticks
    for ticked in (True, False):
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        model.setData(model.index(2), state.value, Qt.ItemDataRole.CheckStateRole)
        due.show_desk()
        found = person.desk.find(ForumMeasure, forum=forum.id)
        assert [each.measure for each in found] == ([model.rows[2][0]] if ticked else [])
        assert model.data(model.index(2), Qt.ItemDataRole.CheckStateRole) is state


def test_milestones_are_added_by_date_and_name(person, due) -> None:
    line = due.milestones.line
    for typed, wrong in (("someday, Plan", "no date"), ("1 March 2027", "What happens")):
        line.setFocus()
        line.selectAll()
        person.type(typed)
        person.key(ENTER)
        assert wrong in due.milestones.wrong.text()
        assert line.text() == typed
    line.selectAll()
    person.type("1 March 2027, Board meets")
    person.key(ENTER)
    made = person.desk.find(Milestone, name="Board meets")[0]
    assert made.on == date(2027, 3, 1)
    due.show_desk()
    row = due.milestones.rows[made.id]
    row.open()
    write(person, row.form.fields["on"], "2027-04-01")
    assert person.desk.get(Milestone, made.id).on == date(2027, 4, 1)
    write(person, row.form.fields["on"], "")
    assert "needs a date" in row.form.wrong["on"].text()
    row.form.give_back()
    due.show_desk()
    click(person, tool(row, "row-remove"))
    assert not person.desk.find(Milestone, name="Board meets")


def test_the_models_keep_qts_rules(person, due) -> None:
    forum = person.desk.find(Forum)[0]
    row = due.forums.rows[forum.id]
    mode = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails a test
    testers = [
        QAbstractItemModelTester(model, mode) for model in (due.calls.dues, due.reviews.dues, row.ticks)
    ]
    measure = person.measure("M01")
    person.window.desk_session.do("Review", _reviewed, measure.id, date(2199, 1, 1))
    person.window.desk_session.do("Add", measures.add, "Another one", None)
    due.show_desk()
    assert due.reviews.dues.rowCount() == 2
    assert row.ticks.rowCount() == len(person.desk.find(Measure))
    testers.clear()


def test_the_rule_of_a_signal_is_told(person, due) -> None:
    texts = [line for row in due.calls.dues.rows for line in row.lines]
    assert any(rule.response in texts for rule in person.desk.find(ResponseRule, signal=Rule.LONG_RUN))
