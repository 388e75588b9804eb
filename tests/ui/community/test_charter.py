"""The charter by keys and clicks: beginning, balancing, changing and removing communities."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kpidesk.domain.communities import Community, CommunityKind, Force, ForceEntry, in_order
from kpidesk.domain.people import Person as Named
from kpidesk.ui.community.charter import CharterView
from kpidesk.ui.community.page import CommunityPage
from tests.ui.conftest import Person


def charter(page: CommunityPage) -> CharterView:
    assert isinstance(page.view, CharterView)
    return page.view


def entries(page: CommunityPage, force: Force) -> list[str]:
    found = page.session.desk.find(ForceEntry, community=page.subject_id, force=force)
    return [each.text for each in in_order(found)]


# -- beginning and removing


def test_a_community_begins_with_what_its_kind_brings(person: Person, empty: CommunityPage) -> None:
    person.click("community.begin")
    qtbot = person.qtbot
    qtbot.keyClick(person.find("beginning-list"), Qt.Key.Key_Down)  # from practice to the champions
    name = person.find("beginning-name")
    qtbot.keyClicks(name, "Order Champions")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    (made,) = empty.session.desk.find(Community)
    assert (made.name, made.kind, made.every_days) == ("Order Champions", CommunityKind.CHAMPIONS, 7)
    assert made.blocks == ("What came up last week", "Who helps whom", "What we tell our people")
    assert len(entries(empty, Force.PAYOFF)) == 2
    assert charter(empty).told.text() == "The three forces hold each other."
    person.window.commands.run("edit.undo")
    assert empty.session.desk.find(Community) == ()
    assert person.find("community.begin").isVisible()


def test_turning_back_begins_nothing(person: Person, empty: CommunityPage) -> None:
    person.click("community.begin")
    person.qtbot.keyClick(person.find("beginning"), Qt.Key.Key_Escape)
    assert empty.session.desk.find(Community) == ()


def test_removing_asks_first(person: Person, page: CommunityPage) -> None:
    desk = page.session.desk
    person.window.commands.run("community.remove")
    assert person.answers.asked[-1] == "Remove “Marrow Measures Circle”?"
    assert len(desk.find(Community)) == 4
    person.answers.risky = True
    for left in (3, 2, 1, 0):
        person.window.commands.run("community.remove")
        assert len(desk.find(Community)) == left
    assert person.find("community.begin").isVisible()
    assert not person.window.commands.can("community.remove")


# -- the three forces


def test_an_entry_is_typed_moved_and_removed(person: Person, page: CommunityPage) -> None:
    line = person.find("force-benefit-line")
    line.setFocus()
    person.write("Calmer audits")
    assert entries(page, Force.BENEFIT)[-1] == "Calmer audits"
    assert line.text() == ""
    assert "2" not in person.find("force-benefit-state").text()
    assert person.find("force-benefit-state").text() == "thin: 1 without who, 1 without a sign"
    column = charter(page).columns[Force.BENEFIT]
    (card,) = [each for each in column.cards.values() if each.fields["text"].typed() == "Calmer audits"]
    person.qtbot.mouseClick(card.findChild(QPushButton, "force-up"), Qt.MouseButton.LeftButton)
    assert entries(page, Force.BENEFIT)[1] == "Calmer audits"
    card.fields["who"].setFocus()
    person.write("auditors", end=Qt.Key.Key_Tab)
    card.fields["noticed"].setFocus()
    person.write("they come one day less")
    assert person.find("force-benefit-state").text() == "carries"
    person.qtbot.mouseClick(card.findChild(QPushButton, "force-remove"), Qt.MouseButton.LeftButton)
    assert "Calmer audits" not in entries(page, Force.BENEFIT)


def test_a_suggestion_is_added_by_a_click_and_offered_no_more(person: Person, page: CommunityPage) -> None:
    column = charter(page).columns[Force.PAYOFF]
    pill = next(each for each in column._suggestions.values() if not each.isHidden())
    name = pill.accessibleName()
    pill.click()
    assert entries(page, Force.PAYOFF)[-1] == name
    assert pill.isHidden()


def test_what_is_thin_is_said_on_top(person: Person, page: CommunityPage) -> None:
    told = person.find("charter-balance")
    assert told.text() == "Out of balance: community concerns need more than they say now."
    (lunch,) = page.session.desk.find(Community, name="Pump and Valve Lunch")
    page.choose(lunch.id)
    assert told.text()


# -- the words of the charter


def test_the_rhythm_is_flagged_and_praised(person: Person, page: CommunityPage) -> None:
    rhythm, field = person.find("charter-rhythm"), charter(page).form.fields["every_days"]
    for days, said in (("40", "lose the thread"), ("7", "Weekly is best: nothing waits"), ("14", "too rare")):
        field.setFocus()
        field.selectAll()
        person.write(days)
        assert page.community.every_days == int(days)
        assert said in rhythm.text()
    field.selectAll()
    person.write("now and then")
    assert page.community.every_days == 14
    assert field.typed() == "now and then"
    assert "whole number" in charter(page).form.wrong["every_days"].text()
    field.give_back()


def test_leader_and_deputy_are_people(person: Person, page: CommunityPage) -> None:
    form = charter(page).form
    assert form.fields["leader"].typed() != ""
    form.fields["deputy"].setFocus()
    form.fields["deputy"].selectAll()
    person.write("N. Newcomer", end=Qt.Key.Key_Tab)
    deputy = page.community.deputy
    assert deputy is not None
    assert page.session.desk.get(Named, deputy).name == "N. Newcomer"


def test_blocks_dates_and_earlier_wordings(person: Person, page: CommunityPage) -> None:
    form = charter(page).form
    form.fields["blocks"].setPlainText("One\nTwo")
    form.fields["blocks"].commit()
    assert page.community.blocks == ("One", "Two")
    form.fields["first_on"].setFocus()
    form.fields["first_on"].selectAll()
    person.write("3 March 2025")
    assert page.community.first_on == date(2025, 3, 3)
    before = page.community.purpose
    form.fields["purpose"].setPlainText("Another purpose")
    form.fields["purpose"].commit()
    assert [each.text for each in charter(page).purposes.found] == [before]
