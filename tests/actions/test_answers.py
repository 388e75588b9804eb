"""Rating together, following up, telling: what stands in the desk afterwards."""

from dataclasses import replace

import pytest

from kpidesk.actions import answers, gallery
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.gallery import Consequence, Decision, Gallery, Horizon, Moscow, Note
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.results import Link
from kpidesk.domain.told import told
from kpidesk.domain.wording import Refused
from kpidesk.imports import sample


@pytest.fixture
def desk() -> Desk:
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    return made


def note(desk: Desk, code: str) -> Note:
    return desk.find(Note, code=code)[0]


def test_what_was_rated_was_talked_about_even_when_it_is_taken_back(desk: Desk) -> None:
    with desk.edit("Rate") as edit:
        answers.rate(edit, note(desk, "N01").id, Moscow.MUST, None)
        answers.rate(edit, note(desk, "N01").id, None, None)
    assert note(desk, "N01").moscow is None
    assert note(desk, "N01").discussed
    with desk.edit("Rate") as edit:
        answers.rate(edit, note(desk, "N02").id, None, Horizon.LONG)
    assert (note(desk, "N02").moscow, note(desk, "N02").horizon) == (None, Horizon.LONG)


def test_a_decision_has_its_day_which_stays_while_only_words_change(desk: Desk) -> None:
    first = note(desk, "N16").decided_on
    with desk.edit("Words") as edit:
        gallery.decide(edit, note(desk, "N16").id, Decision.PARK, "After the first year")
    assert note(desk, "N16").decided_on == first
    with desk.edit("Other") as edit:
        gallery.decide(edit, note(desk, "N16").id, Decision.ADOPT, "Now")
        today = edit.today
    assert note(desk, "N16").decided_on == today
    with desk.edit("Back") as edit:
        gallery.decide(edit, note(desk, "N16").id, None)
    assert note(desk, "N16").decided_on is None


def test_a_note_leads_to_a_record_once_and_is_told_with_it(desk: Desk) -> None:
    link = desk.find(Link, code="L17")[0]
    with desk.edit("Follow") as edit:
        made = answers.follow_up(edit, note(desk, "N16").id, Link, link.id, "Doubted")
        again = answers.follow_up(edit, note(desk, "N16").id, Link, link.id, "Marked as assumed")
    assert made.id == again.id
    found = told(desk, desk.find(Gallery)[0].id)
    answer = next(each for each in found.answers if each.note.code == "N16")
    assert answer.led_to == ("Marked as assumed",)
    with desk.edit("Remove") as edit:
        edit.remove(edit.get(Link, link.id))
    assert not desk.find(Consequence, note=note(desk, "N16").id)


def test_what_is_not_there_cannot_be_led_to(desk: Desk) -> None:
    one = note(desk, "N16").id
    with pytest.raises(Refused, match="itself"), desk.edit("Self") as edit:
        answers.follow_up(edit, one, Note, one)
    with pytest.raises(KeyError), desk.edit("Gone") as edit:
        answers.follow_up(edit, one, Link, "nowhere")


def test_telling_twice_tells_only_what_is_new(desk: Desk) -> None:
    there = desk.find(Gallery)[0].id
    with desk.edit("Tell") as edit:
        assert answers.tell(edit, there) == (60, 12)
    with desk.edit("Other") as edit:
        gallery.decide(edit, note(desk, "N16").id, Decision.ADOPT, "Now")
    with desk.edit("Tell") as edit:
        assert answers.tell(edit, there) == (1, 0)
    with desk.edit("Back") as edit:
        answers.untell(edit, there)
    assert desk.get(Gallery, there).told_on is None
    assert {each.told_on for each in desk.find(Note)} == {None}


def test_a_measure_that_moved_on_by_itself_is_left_where_it_is(desk: Desk) -> None:
    measure = desk.find(Measure, code="M01")[0]
    with desk.edit("Live") as edit:
        edit.put(replace(measure, status=MeasureStatus.LIVE))
    with desk.edit("Tell") as edit:
        answers.tell(edit, desk.find(Gallery)[0].id)
    assert desk.get(Measure, measure.id).status is MeasureStatus.LIVE
