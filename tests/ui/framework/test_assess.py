"""Rating a set: by digits, by fields, with actions, session by session."""

from datetime import date

from PySide6.QtCore import Qt

from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentKind, AssessmentSet, Score
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.communities import Community
from kpidesk.domain.content import Translation
from kpidesk.domain.voting import Rating
from kpidesk.ui.framework.page import FrameworkPage
from tests.ui.conftest import Person
from tests.ui.framework.conftest import Opened, item, write_in

CTRL = Qt.KeyboardModifier.ControlModifier


def score(page: FrameworkPage, number: int) -> Score:
    """How an item of the session in sight stands."""
    (found,) = page.session.desk.find(Score, assessment=page.sight.session, item=item(page, number).id)
    return found


# -- by keys


def test_digits_agree_and_arrows_go_on(person: Person, page: FrameworkPage, reopened: Opened) -> None:
    reopened(AssessmentKind.MATURITY)
    person.press(Qt.Key.Key_4)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_5)
    assert (score(page, 1).agreed, score(page, 2).agreed) == (4, 5)
    person.press(Qt.Key.Key_Delete)
    assert score(page, 2).agreed is None
    person.press(Qt.Key.Key_Z, CTRL)
    assert score(page, 2).agreed == 5


def test_digits_are_those_that_people_see(person: Person, page: FrameworkPage, reopened: Opened) -> None:
    reopened(AssessmentKind.HEALTH)
    person.press(Qt.Key.Key_0)
    assert score(page, 1).agreed == 1  # the first step is shown as 0
    person.press(Qt.Key.Key_7)
    assert score(page, 1).agreed == 1
    assert "from 0 to 4" in person.window.notice.text


def test_n_says_that_an_item_is_not_relevant(person: Person, page: FrameworkPage, reopened: Opened) -> None:
    view = reopened(AssessmentKind.MATURITY)
    person.press(Qt.Key.Key_N)
    assert (score(page, 1).not_relevant, score(page, 1).agreed) == (True, None)
    assert view.outcome is not None
    assert view.outcome.parts[0].of == 5
    person.press(Qt.Key.Key_N)
    assert not score(page, 1).not_relevant


# -- by fields


def test_the_fields_of_the_item_in_hand(person: Person, page: FrameworkPage, reopened: Opened) -> None:
    view = reopened(AssessmentKind.MATURITY)
    choice = person.find("field-agreed")
    choice.setFocus()
    person.press(Qt.Key.Key_Down)
    assert score(page, 1).agreed == 4
    write_in(person, person.find("field-evidence"), "The map of June", Qt.Key.Key_Tab)
    assert score(page, 1).evidence == "The map of June"
    person.click("field-not_relevant")
    assert score(page, 1).not_relevant
    assert view.list.model_.data(view.list.currentIndex(), Qt.ItemDataRole.AccessibleTextRole).startswith(
        "1.1 Each measure"
    )


def test_numbers_of_several_people_are_told_from_four_on(
    person: Person, page: FrameworkPage, reopened: Opened
) -> None:
    reopened(AssessmentKind.MATURITY)
    write_in(person, person.find("field-numbers"), "3 5 2")
    person.find("field-evidence").setFocus()
    told = person.find("assess-votes").text()
    assert told == "3 people rated it: too few to show numbers"
    assert person.find("field-numbers").text() == ""
    write_in(person, person.find("field-numbers"), "5 3 2 4")
    person.find("field-evidence").setFocus()
    assert person.find("assess-votes").text() == "4 people rated it: 3.5 on average, from 2 to 5"
    assert person.find("field-numbers").text() == "2 3 4 5"  # in no order of people
    assert len(page.session.desk.find(Rating, item=score(page, 1).id)) == 4


def test_a_number_that_is_not_on_the_scale_stays_in_the_field(
    person: Person, page: FrameworkPage, reopened: Opened
) -> None:
    reopened(AssessmentKind.MATURITY)
    field = person.find("field-numbers")
    write_in(person, field, "3 9")
    assert field.text() == "3 9"
    assert "from 1 to 5" in person.window.notice.text
    assert not page.session.desk.find(Rating, item=score(page, 1).id)


def test_an_action_is_promised_with_who_and_by_when(
    person: Person, page: FrameworkPage, opened: Opened
) -> None:
    view = opened(AssessmentKind.MATURITY)
    line = person.find("assess-action")
    line.setFocus()
    person.write("Ask the crews first")
    assert line.text() == ""
    (made,) = page.session.desk.find(Commitment, score=score(page, 1).id)
    assert person.find("field-who") is person.focus
    person.write("A. Nowak", Qt.Key.Key_Tab)
    person.write("2025-09-30", Qt.Key.Key_Tab)
    (made,) = page.session.desk.find(Commitment, score=score(page, 1).id)
    assert (made.what, made.who, made.by_when) == ("Ask the crews first", "A. Nowak", date(2025, 9, 30))
    status = view.item.acts.forms[made.id].choices["status"]
    status.setFocus()
    person.press(Qt.Key.Key_Down)
    assert page.session.desk.get(Commitment, made.id).status is CommitmentStatus.MET
    person.click("assess-action-remove")
    assert not page.session.desk.find(Commitment, id=made.id)


def test_an_item_tells_what_it_means_and_says_it_in_other_languages(
    person: Person, page: FrameworkPage, opened: Opened
) -> None:
    view = opened(AssessmentKind.HEALTH)
    with page.session.desk.edit("Translate") as edit:
        said = Translation(
            id=edit.new_id(), record=item(page, 1).id, field="text", language="es", text="Solo voluntarios"
        )
        edit.put(said)
    assert view.item.poor.text.text() == "Members were told to come."
    assert view.item.also.text() == "Spanish: Solo voluntarios"
    assert view.item.evidence.told.text() == "6 of 7 members volunteered."


def test_evidence_of_a_practice_leads_to_the_record(
    person: Person, page: FrameworkPage, opened: Opened
) -> None:
    view = opened(AssessmentKind.MATURITY)
    assert view.item.evidence.told.text() == "11 of 20 results have a measure."
    person.click("evidence-go")
    assert person.window.current == "results"


# -- sessions


def test_a_session_begins_is_closed_and_the_next_one_compares(
    person: Person, page: FrameworkPage, opened: Opened
) -> None:
    view = opened(AssessmentKind.MATURITY)
    desk = page.session.desk
    person.click("framework.begin_session")
    assert len(desk.find(Assessment, set=page.subject_id)) == 2
    assert view.outcome is not None
    assert view.outcome.before is not None
    assert not person.find("framework.begin_session").isEnabled()  # one at a time
    person.press(Qt.Key.Key_5)
    assert view.outcome.standings[0].change == 2.0
    person.click("framework.close_session")
    assert desk.get(Assessment, page.sight.session).closed_on is not None
    assert person.find("framework.begin_session").isEnabled()
    assert not person.find("framework.secret").isEnabled()
    person.click("framework.close_session")
    assert desk.get(Assessment, page.sight.session).closed_on is None


def test_sessions_of_a_community_and_of_the_organisation_stand_apart(
    person: Person, page: FrameworkPage, opened: Opened
) -> None:
    view = opened(AssessmentKind.HEALTH)
    desk = page.session.desk
    (circle,) = desk.find(Community, name="Marrow Measures Circle")
    assert page.sight.community == circle.id
    person.find("assess-whose").setFocus()
    person.press(Qt.Key.Key_Home)  # the organisation, which has none yet
    assert (page.sight.community, view.outcome) == (None, None)
    person.click("framework.begin_session")
    (made,) = desk.find(Assessment, set=page.subject_id, community=None)
    assert page.sight.session == made.id
    assert view.outcome is not None
    assert view.outcome.before is None


def test_an_earlier_session_comes_into_sight(person: Person, page: FrameworkPage, opened: Opened) -> None:
    view = opened(AssessmentKind.HEALTH)
    person.find("assess-session").setFocus()
    person.press(Qt.Key.Key_End)
    assert view.assessment is not None
    assert view.assessment.on == date(2025, 4, 1)


def test_day_and_note_of_a_session(person: Person, page: FrameworkPage, opened: Opened) -> None:
    opened(AssessmentKind.MATURITY)
    write_in(person, person.find("field-on"), "2025-10-14")
    write_in(person, person.find("field-note"), "Seven people")
    session = page.session.desk.get(Assessment, page.sight.session)
    assert (session.on, session.note) == (date(2025, 10, 14), "Seven people")
    field = person.find("field-on")
    write_in(person, field, "")
    assert page.session.desk.get(Assessment, session.id).on == date(2025, 10, 14)
    assert field.toolTip() == "A session has a day."
    write_in(person, field, "2025-10-14")


def test_a_session_is_removed_and_comes_back(person: Person, page: FrameworkPage, opened: Opened) -> None:
    opened(AssessmentKind.HEALTH)
    gone = page.sight.session
    person.click("framework.remove_session")
    assert page.sight.session != gone
    person.window.commands.run("edit.undo")
    assert page.session.desk.find(Assessment, id=gone)


# -- parts and places


def test_a_part_shows_only_its_items(person: Person, page: FrameworkPage, opened: Opened) -> None:
    view = opened(AssessmentKind.MATURITY)
    view.bars.setFocus()
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Down)
    assert view.part == "Design and calibration"
    shown = [page.session.desk.get(AssessmentItem, each) for each in view.list.ids()]
    assert [each.practice for each in shown] == ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"]


def test_an_item_and_a_promise_are_found_by_search(person: Person, page: FrameworkPage) -> None:
    person.window.go("home")
    person.press(Qt.Key.Key_K, CTRL)
    person.qtbot.keyRelease(person.window, Qt.Key.Key_Control)
    person.write("talk over others")
    assert person.window.current == "framework"
    view = page.assessing
    (set_,) = page.session.desk.find(AssessmentSet, kind=AssessmentKind.HEALTH)
    assert (page.subject_id, view.current) == (set_.id, item(page, 8).id)


def test_a_record_of_another_set_comes_into_sight(person: Person, page: FrameworkPage) -> None:
    desk = page.session.desk
    (set_,) = desk.find(AssessmentSet, kind=AssessmentKind.MATURITY)
    (wanted,) = desk.find(AssessmentItem, set=set_.id, practice="7.6")
    person.window.go("framework", wanted.id)
    assert (page.subject_id, page.assessing.current) == (set_.id, wanted.id)


def test_what_is_typed_is_kept_when_another_item_is_taken(
    person: Person, page: FrameworkPage, opened: Opened
) -> None:
    view = opened(AssessmentKind.MATURITY)
    field = person.find("field-evidence")
    field.setFocus()
    person.write("half a word", None)
    view.choose(item(page, 2).id)
    assert score(page, 1).evidence.startswith("half a word")
    assert view.item.form.fields["evidence"].typed() == ""


def test_the_room_sees_the_item_without_single_numbers(page: FrameworkPage, opened: Opened) -> None:
    view = opened(AssessmentKind.HEALTH)
    picture = view.projected()
    assert picture is not None
    assert picture.title == "Volunteers only"


def test_a_closed_session_keeps_what_it_came_to(person: Person, page: FrameworkPage, opened: Opened) -> None:
    opened(AssessmentKind.MATURITY)
    desk = page.session.desk
    before = {each.id: each.agreed for each in desk.find(Score, assessment=page.sight.session)}
    person.press(Qt.Key.Key_5)
    assert "This session is closed" in person.window.notice.text
    assert {each.id: each.agreed for each in desk.find(Score, assessment=page.sight.session)} == before
