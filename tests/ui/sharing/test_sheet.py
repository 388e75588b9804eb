"""The work sheet: its four parts, asked and answered in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kpidesk.domain.commitments import Commitment, Step
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.period import PeriodType
from kpidesk.domain.sharing import (
    Alignment,
    Challenge,
    ChallengeKind,
    Contribution,
    DrivingMeasure,
    Partner,
    PartnerShare,
    Reflection,
    Standing,
)
from kpidesk.ui.fields import Choice, TextField
from kpidesk.ui.sharing.page import SharingPage
from kpidesk.ui.sharing.sheet import WorkSheetView
from tests.ui.conftest import Person
from tests.ui.sharing.conftest import partner, tab_to

CTRL = Qt.KeyboardModifier.ControlModifier


def sheet(page: SharingPage) -> WorkSheetView:
    assert isinstance(page.view, WorkSheetView)
    return page.view


def shown_texts(page: SharingPage) -> str:
    return " ".join(each.text() for each in page.view.findChildren(QLabel) if each.isVisible())


def choose(choice: Choice, value: object) -> None:
    """Choose as a person does: by the row of a value."""
    choice.show_value(value)
    choice.activated.emit(choice.currentIndex())


def test_the_guide_leads_through_the_four_parts(person: Person, page: SharingPage) -> None:
    person.click("segment-sheet")
    seen = []
    for part in range(1, 5):
        assert page.bar.part.text() == f"Part {part} of 4"
        assert page.step == f"sharing-part-{part}"
        seen.append(shown_texts(page))
        person.click("next-part")
    assert page.part == 1
    for part, asked in enumerate(
        (
            ("Which strategies are there", "Where is a stronger contribution needed?", "may keep those away"),
            ("Which measures drive their work?", "What do they contribute", "serve other partners",
             "Which measures can be shared? To what target, by when", "Who does what, with whom, by when?"),
            ("Why may they not be engaged", "They are guesses", "What could they contribute?",
             "could serve others", "How will they be engaged"),
            ("a person, a role, or the system", "high action and high alignment", "compete",
             "pulls us apart", "look at results together"),
        )
    ):  # fmt: skip
        for question in asked:
            assert question in seen[part], (part + 1, question)


def test_partners_are_named_one_after_the_other(person: Person, page: SharingPage) -> None:
    person.click("segment-sheet")
    adder = person.find("review-adder")
    adder.setFocus()
    person.write("Harbour office")
    person.write("Anglers")
    names = [each.name for each in page.partners()]
    assert {"Harbour office", "Anglers"} <= set(names)
    assert adder.hasFocus()
    person.write("   ")
    assert len(page.partners()) == 12
    person.click("P05-more")
    assert partner(page, "P05").more_needed
    assert page.session.desk.undo_label == "Change P05"


def test_a_partner_still_wanted_is_asked_other_questions(person: Person, page: SharingPage) -> None:
    page.show_part(2)
    page.choose_partner(partner(page, "P07").id)
    assert "What do they contribute, in line with the result?" in shown_texts(page)
    page.show_part(3)
    assert {each.standing for each in page.partners() if each.id in sheet(page).list.ids()} == {
        Standing.DESIRED
    }
    form = sheet(page).form
    assert form is not None
    form.engagement.setFocus()
    person.press(Qt.Key.Key_A, CTRL)
    person.write("Visit two kitchens.", None)
    person.press(Qt.Key.Key_Return, CTRL)
    assert partner(page, form.partner.code).engagement == "Visit two kitchens."
    form.gives.adder.setFocus()
    person.write("Collects grease")
    (added,) = page.session.desk.find(Contribution, name="Collects grease")
    assert added.is_guess  # nobody has asked them


def test_what_serves_others_is_judged_before_anything_is_shared(person: Person, page: SharingPage) -> None:
    page.show_part(2)
    page.choose_partner(partner(page, "P03").id)
    form, desk = sheet(page).form, page.session.desk
    assert form is not None
    (gullies,) = desk.find(DrivingMeasure, name="Gullies cleaned per year")
    choose(form.aligned.measure, gullies.id)
    choose(form.aligned.other, partner(page, "P01").id)
    person.click("align-add")
    (aligned,) = desk.find(Alignment)
    assert (aligned.driving_measure, aligned.partner) == (gullies.id, partner(page, "P01").id)
    why = person.find(f"why-{aligned.id}", TextField)
    assert why.hasFocus()
    person.write("less silt in the pumps", None)
    person.press(Qt.Key.Key_Return, CTRL)
    assert desk.find(Alignment)[0].why == "less silt in the pumps"
    person.click("align-add")
    assert len(desk.find(Alignment)) == 1
    assert desk.find(Alignment)[0].why == "less silt in the pumps"


def test_a_shared_measure_gets_target_date_and_steps(person: Person, page: SharingPage) -> None:
    page.show_part(2)
    page.choose_partner(partner(page, "P01").id)
    form, desk = sheet(page).form, page.session.desk
    assert form is not None
    card = form.shared.cards[1]
    (measure,) = desk.find(Measure, code="SM2")
    card.form.focus("by")
    person.write("2026-12")
    assert desk.find(Target, measure=measure.id) == ()
    assert "Say first what the target is" in card.form.wrong["by"].text()
    person.press(Qt.Key.Key_Escape)
    card.form.focus("wording")
    person.write("at most 2 hours")
    card.form.focus("by")
    person.write("next full moon")
    assert "is no date" in card.form.wrong["by"].text()
    person.press(Qt.Key.Key_A, CTRL)
    person.write("Dec 2026")
    (target,) = desk.find(Target, measure=measure.id)
    assert (target.wording, target.by.isoformat(), target.every) == ("at most 2 hours", "2026-12-31", None)
    person.press(Qt.Key.Key_A, CTRL)
    person.write("every year")
    (target,) = desk.find(Target, measure=measure.id)
    assert (target.by, target.every) == (None, PeriodType.YEAR)
    person.click("SM2-plan")
    planned = desk.find(Commitment, measure=measure.id)
    assert [each.step for each in planned] == list(Step)
    assert not card.plan.isVisible()


def test_who_does_what_is_written_by_keys(person: Person, page: SharingPage) -> None:
    page.show_part(2)
    page.choose_partner(partner(page, "P08").id)
    form, desk = sheet(page).form, page.session.desk
    assert form is not None
    form.promises.adder.setFocus()
    person.write("Print the form in two languages")
    (made,) = desk.find(Commitment, what="Print the form in two languages")
    assert person.focus.objectName() == "field-who"
    person.write("J. Marsh", Qt.Key.Key_Tab)
    person.write("P04", Qt.Key.Key_Tab)
    person.write("1 Mar 2027")
    (made,) = desk.find(Commitment, id=made.id)
    assert (made.who, made.with_whom, made.by_when.isoformat()) == ("J. Marsh", "P04", "2027-03-01")
    assert made.partner == partner(page, "P08").id
    person.press(Qt.Key.Key_A, CTRL)
    person.write("soon")
    assert "no date" in form.promises.cards[made.id].fields.form.wrong["by_when"].text()
    assert desk.find(Commitment, id=made.id)[0].by_when == made.by_when


def test_a_look_back_is_dated_and_goes_on_the_same_day(person: Person, page: SharingPage) -> None:
    page.show_part(4)
    desk = page.session.desk
    person.click("look-back")
    assert len(desk.find(Reflection)) == 2
    assert person.focus.objectName() == "reflection-conversations"
    person.write("Who has the trucks?", None)
    person.click("reflection-2025-10-02")  # leaving takes over what was typed
    assert "trucks in which week" in sheet(page).back.fields["conversations"].typed()
    person.click("look-back")
    assert len(desk.find(Reflection)) == 2
    assert sheet(page).back.fields["conversations"].typed() == "Who has the trucks?"


def test_challenges_say_where_they_lie_and_between_whom(person: Person, page: SharingPage) -> None:
    page.show_part(4)
    desk = page.session.desk
    assert [each.kind for each in desk.find(Challenge)] == [
        ChallengeKind.SYSTEM, ChallengeKind.ROLE, ChallengeKind.PERSON,
    ]  # fmt: skip
    person.find("challenge-adder").setFocus()
    person.write("Each reports in other months")
    (made,) = desk.find(Challenge, text="Each reports in other months")
    fields = sheet(page).back.challenges.fields
    row = fields[made.id].parentWidget()
    one, other = partner(page, "P01").id, partner(page, "P03").id
    for key, value in (("kind", ChallengeKind.SYSTEM), ("partner", one), ("other", other), ("other", one)):
        row = sheet(page).back.challenges.fields[made.id].parentWidget()
        choose(row.findChild(Choice, f"challenge-{key}"), value)
    (now,) = desk.find(Challenge, id=made.id)
    assert (now.kind, now.partner, now.other) == (ChallengeKind.SYSTEM, one, other)
    assert "two different partners" in person.window.notice.text
    row = sheet(page).back.challenges.fields[made.id].parentWidget()
    assert row.findChild(Choice, "challenge-other").value == other  # what was refused is not shown


@pytest.mark.parametrize("part", [1, 2, 3, 4])
def test_every_part_is_reached_by_tab(person: Person, page: SharingPage, part: int) -> None:
    person.click("segment-sheet")
    page.show_part(part)
    page.segments.buttons["sheet"].setFocus()
    target = {1: "review-adder", 2: "share-measure", 3: "P06-engagement", 4: "reflection-culture"}[part]
    assert tab_to(person, target).isVisible()


def test_the_last_partner_of_a_kind_leaves_a_word(person: Person, page: SharingPage) -> None:
    for code in ("P06", "P09", "P10"):
        page.show_part(3)
        page.choose_partner(partner(page, code).id)
        person.click(f"{code}-standing")
        assert (page.part, page.partner_id) == (2, partner(page, code).id)  # it is asked about there now
    page.show_part(3)
    assert sheet(page).form is None
    assert "No partner is still wanted" in shown_texts(page)
    person.click("edit.undo")
    assert sheet(page).form is not None


def test_a_partner_that_shares_nothing_more_leaves_its_measure(person: Person, page: SharingPage) -> None:
    page.show_part(2)
    page.choose_partner(partner(page, "P02").id)
    form, desk = sheet(page).form, page.session.desk
    assert form is not None
    before = len(desk.find(Measure))
    (card,) = form.shared.cards
    name = "P02 takes no part in SM3"
    (gone,) = [each for each in card.findChildren(type(card.plan)) if each.accessibleName() == name]
    gone.click()
    assert desk.find(PartnerShare, partner=partner(page, "P02").id) == ()
    assert len(desk.find(Measure)) == before
    assert desk.find(Partner, code="P02")
