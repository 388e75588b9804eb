"""The roster by keys: members, hours, talks, and the texts that go to the clipboard."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from kpidesk.domain.communities import Hours, Member, Talk
from kpidesk.domain.people import Person as Named
from kpidesk.ui.community.page import CommunityPage
from kpidesk.ui.community.roster import Roster, RosterView
from kpidesk.ui.community.talks import Talks
from kpidesk.ui.headed_list import Heading
from tests.ui.conftest import Person


def roster(person: Person, page: CommunityPage, name: str = "A. Nowak") -> Roster:
    person.click("segment-roster")
    assert isinstance(page.view, RosterView)
    found = page.view.register
    assert isinstance(found, Roster)
    found.choose(member(page, name).id)
    return found


def member(page: CommunityPage, name: str) -> Member:
    desk = page.session.desk
    (named,) = desk.find(Named, name=name)
    (found,) = desk.find(Member, community=page.subject_id, person=named.id)
    return found


def test_unit_languages_and_consent_are_the_persons(person: Person, page: CommunityPage) -> None:
    form = roster(person, page).about
    form.fields["unit"].setFocus()
    form.fields["unit"].selectAll()
    person.write("Works")
    form.fields["languages"].setPlainText("en\nur")
    form.fields["languages"].commit()
    (named,) = page.session.desk.find(Named, name="A. Nowak")
    before = named.consent
    form.ticks["consent"].click()
    (named,) = page.session.desk.find(Named, name="A. Nowak")
    assert (named.unit, named.languages, named.consent) == ("Works", ("en", "ur"), not before)


def test_hours_are_typed_by_month_and_compared_with_the_promise(person: Person, page: CommunityPage) -> None:
    found = roster(person, page, "T. Mbeki")
    said = person.find("hours-said")
    assert said.text() == "4 hours a month over the last three noted, 8 promised: about half of it."
    last = person.find("hours-5")
    assert last.accessibleName() == "Hours in June\u00a02025"
    last.setFocus()
    last.selectAll()
    person.write("lots")
    assert last.typed() == "lots"
    last.selectAll()
    person.write("16")
    noted = page.session.desk.find(Hours, member=found.current, month=date(2025, 6, 1))
    assert [each.hours for each in noted] == [16.0]
    assert said.text().endswith("keeps the promise.")
    person.click("hours-earlier")
    assert last.accessibleName() == "Hours in December\u00a02024"
    assert last.typed() == ""


def test_who_left_stands_below_with_who_took_over(person: Person, page: CommunityPage) -> None:
    found = roster(person, page, "C. Duarte")
    heir = member(page, "S. Iyer")
    left = found.form.fields["left"]
    left.setFocus()
    person.write("30 June 2025")
    found._take("handed_to", heir.id)
    rows = found.list.model_.rows
    at = next(number for number, row in enumerate(rows) if isinstance(row, Heading))
    assert rows[at] == Heading("Left")
    assert [(row.title, row.below) for row in rows[at + 1 :] if not isinstance(row, Heading)] == [
        ("C. Duarte", "Receivables · left on 30 June 2025 · S. Iyer took over")
    ]
    assert found.count.text() == "6 members"


def test_how_often_somebody_came_is_said(person: Person, page: CommunityPage) -> None:
    roster(person, page)
    assert person.find("member-visits").text().startswith("There at ")


def test_a_talk_is_with_a_member_and_tells_what_they_hope_for(person: Person, page: CommunityPage) -> None:
    roster(person, page)
    person.click("segment-talk")
    assert isinstance(page.view, RosterView)
    talks = page.view.register
    assert isinstance(talks, Talks)
    talks.line.setFocus()
    person.write("Nobody Here")
    assert talks.line.text() == "Nobody Here"  # refused, and kept
    talks.line.clear()
    talks.line.setFocus()
    person.write("p. lindqvist")
    (made,) = page.session.desk.find(Talk, member=member(page, "P. Lindqvist").id)
    assert talks.current == made.id
    assert "Friends in other depots" in person.find("talk-hopes").text()
    talks.form.fields["said"].setFocus()
    person.write("All well.", end=Qt.Key.Key_Tab)
    assert page.session.desk.get(Talk, made.id).said == "All well."


def test_call_and_brief_go_to_the_clipboard(person: Person, page: CommunityPage) -> None:
    roster(person, page)
    person.window.commands.run("community.call")
    assert QGuiApplication.clipboard().text().startswith("Marrow Measures Circle is looking")
    person.window.commands.run("community.brief")
    assert "A. Nowak in “Marrow Measures Circle”" in QGuiApplication.clipboard().text()
