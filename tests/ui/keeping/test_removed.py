"""The recycle bin: found by words, read, and brought back with what went along."""

import pytest
from PySide6.QtCore import Qt

from kpidesk.actions import results
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Person as Somebody
from kpidesk.domain.results import Link, Result
from kpidesk.domain.series import Value
from kpidesk.ui.keeping.history import HistoryView
from kpidesk.ui.keeping.page import KeepingPage
from kpidesk.ui.keeping.removed import RemovedView
from tests.ui.conftest import Person


@pytest.fixture
def view(person: Person, page: KeepingPage) -> RemovedView:
    person.click("segment-removed")
    return page.shown.get(RemovedView)


def linked(page: KeepingPage) -> Result:
    """A result with links that nothing else keeps from going."""
    desk = page.session.desk
    ends = {each.source for each in desk.find(Link)}
    return next(each for each in desk.find(Result) if each.id in ends)


def take_away(page: KeepingPage, result: Result) -> None:
    assert page.session.do(f"Remove {result.code}", results.remove, result.id)


def test_an_empty_bin_says_what_belongs_here(view: RemovedView) -> None:
    assert view.stack.currentWidget() is view.nothing


def test_enter_brings_back_what_was_removed_with_its_links(
    person: Person, page: KeepingPage, view: RemovedView
) -> None:
    desk, result = page.session.desk, linked(page)
    links = len(desk.find(Link))
    take_away(page, result)
    assert len(desk.find(Link)) < links
    assert view.list.ids() == [result.id]
    assert result.statement in view.fields.toPlainText()
    assert "Link (" in view.along.text()
    view.list.setFocus()
    person.press(Qt.Key.Key_Return)
    assert desk.get(Result, result.id) == result
    assert len(desk.find(Link)) == links
    assert view.stack.currentWidget() is view.nothing
    person.act("Show it")
    assert person.window.current == "results"
    page.session.undo()
    assert not desk.find(Result, id=result.id)


def test_words_and_kind_filter(person: Person, page: KeepingPage, view: RemovedView) -> None:
    desk = page.session.desk
    result, value = linked(page), desk.find(Value)[0]
    take_away(page, result)
    with desk.edit("Remove a value") as edit:
        edit.remove(value)
    assert view.list.ids() == [value.id, result.id]
    person.find("removed-filter").setFocus()
    person.write(result.code, end=None)
    assert view.list.ids() == [result.id]
    view.line.clear()
    view.kind.setFocus()
    person.press(Qt.Key.Key_End)
    assert view.kind.currentText() == "Value"
    assert view.list.ids() == [value.id]


def test_what_it_needs_is_offered_along(person: Person, page: KeepingPage, view: RemovedView) -> None:
    desk = page.session.desk
    with desk.edit("Add") as edit:
        measure = edit.put(Measure(id=edit.new_id(), code="M99", name="New"))
        value = edit.put(Value(id=edit.new_id(), measure=measure.id, period=desk.find(Value)[0].period))
    for record in (value, measure):
        with desk.edit("Remove") as edit:
            edit.remove(record)
    view.choose(value.id)
    assert "It needs M99 New, so this comes back, too." in view.along.text()
    person.click("keeping.bring_back")
    assert desk.get(Measure, measure.id) == measure
    assert desk.get(Value, value.id) == value


def test_what_stays_empty_is_said(page: KeepingPage, view: RemovedView) -> None:
    desk = page.session.desk
    with desk.edit("Add") as edit:
        owner = edit.put(Somebody(id=edit.new_id(), name="B. Stone"))
        measure = edit.put(Measure(id=edit.new_id(), code="M99", name="New", owner=owner.id))
    for record in (measure, owner):
        with desk.edit("Remove") as edit:
            edit.remove(record)
    view.choose(measure.id)
    assert "“Owner” of M99 New stays empty" in view.along.text()


def test_another_in_its_place_is_named(person: Person, page: KeepingPage, view: RemovedView) -> None:
    desk = page.session.desk
    value = desk.find(Value)[0]
    with desk.edit("Remove") as edit:
        edit.remove(value)
    with desk.edit("Type it anew") as edit:
        edit.put(Value(id=edit.new_id(), measure=value.measure, period=value.period, number=1.0))
    view.choose(value.id)
    assert "has taken its place" in view.obstacle.text()
    assert not person.find("keeping.bring_back").isEnabled()


def test_its_history_is_one_click_away(person: Person, page: KeepingPage, view: RemovedView) -> None:
    result = linked(page)
    take_away(page, result)
    person.click("removed-history")
    history = page.shown.get(HistoryView)
    assert page.view is history
    assert history.record_id == result.id
    assert [row.of.label for row in history.list.model_.rows] == [f"Remove {result.code}", "Sample"]
