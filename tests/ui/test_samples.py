"""Sample desks in the window: made from the first page, looked at, and cleared again."""

from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.actions import goals, maps, measures
from kpidesk.desk.backups import backups
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.gallery import Note
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.people import Person as Somebody
from kpidesk.domain.results import Goal, LinkKind, Map, Placement, Result, Ring
from kpidesk.domain.series import Value
from kpidesk.system.paths import Folders
from kpidesk.ui.commands import PAGES
from kpidesk.ui.home.page import HomePage
from tests.ui.conftest import Answers, Person

FRAME = {"organisation": 1, "ring": 4, "link_kind": 3, "rating_scale": 2, "map": 1}


def held(desk: Desk) -> dict[str, int]:
    return {name: count for name, count in desk.counts().items() if count}


@pytest.fixture
def hospital(person: Person, answers: Answers, tmp_path: Path) -> Desk:
    """A desk that somebody made from the hospital, on the first page."""
    answers.new = tmp_path / "Our clinic.kpidesk"
    person.click("sample-larkmoor-hospital")
    assert answers.asked == ["Larkmoor General Hospital.kpidesk"]
    return person.window.desk_session.desk


@pytest.mark.parametrize("key", ["larkmoor-hospital", "ellerquay-next-step"])
def test_each_page_shows_a_sample_and_then_none(
    person: Person, answers: Answers, tmp_path: Path, key: str
) -> None:
    def look(page: str) -> None:
        shown = person.go(page)
        person.wait(lambda: not shown.busy())
        assert shown.isVisible()
        assert not person.window.notice.text, page

    answers.new, answers.risky = tmp_path / "sample.kpidesk", True
    person.click(f"sample-{key}")
    for page in PAGES:
        look(page)
    person.window.commands.run("desk.clear_sample")
    assert held(person.window.desk_session.desk) == FRAME
    person.window.notice.forget_all()
    for page in PAGES:
        look(page)


def test_a_sample_is_cleared_and_comes_back_by_undo(person: Person, answers: Answers, hospital: Desk) -> None:
    before = held(hospital)
    answers.risky = True
    person.click("desk.clear_sample")
    gone = sum(before.values()) - sum(FRAME.values())
    assert answers.reasons[-1].startswith(
        f"{gone:,} records of the sample go. Rings and kinds of links stay."
    )
    assert "changed" not in answers.reasons[-1]
    assert held(hospital) == FRAME
    assert hospital.find(Organisation)[0].name == "Our clinic"
    assert hospital.find(Map)[0].subtitle == "Our clinic"
    assert f"{gone:,} records of the sample are gone." in person.window.notice.text
    page = person.window.pages["home"]
    assert isinstance(page, HomePage)
    assert not page._clear.isVisible()
    assert not person.window.commands.action("desk.clear_sample").isEnabled()
    person.click("edit.undo")
    assert held(hospital) == before
    assert page._clear.isVisible()


def test_a_backup_is_made_before_and_turning_back_changes_nothing(
    person: Person, answers: Answers, hospital: Desk, folders: Folders
) -> None:
    before = hospital.last_edit
    person.click("desk.clear_sample")
    assert hospital.last_edit == before
    assert "Clear the sample?" in answers.asked
    answers.risky = True
    person.click("desk.clear_sample")
    (backup,) = backups(folders, hospital.desk_id)
    assert backup.reason == "sample"
    with closing(read_desk(backup.path)) as copy:
        assert len(copy.find(Result)) == 19


def test_what_people_added_or_changed_stays_with_what_it_needs(
    person: Person, answers: Answers, hospital: Desk
) -> None:
    session = person.window.desk_session
    (falls,) = hospital.find(Measure, code="M03")
    (moved,) = hospital.find(Result, code="R01")
    (picture,) = hospital.find(Map)
    session.do("Rename", lambda edit: measures.change(edit, falls.id, name="Falls on Our Wards"))
    session.do("Goal", goals.add, "Nobody waits in the corridor")
    session.do("Move", maps.move, picture.id, {moved.id: (0.1, 0.1)})
    answers.risky = True
    person.click("desk.clear_sample")
    assert "What you added or changed stays: 2 records." in answers.reasons[-1]
    assert "With it stay 3 of the sample that it refers to." in answers.reasons[-1]
    assert [each.name for each in hospital.find(Measure)] == ["Falls on Our Wards"]
    assert [each.text for each in hospital.find(Goal)] == ["Nobody waits in the corridor"]
    (result,) = hospital.find(Result)
    assert result.code == "R05"  # of which the measure gives evidence; who only moved a bubble kept nothing
    assert {each.result for each in hospital.find(Placement)} == {result.id}
    assert {each.name for each in hospital.find(Somebody)} == {"E. Lindgren", "L. Petrov"}
    assert (hospital.find(Note), hospital.find(Value)) == ((), ())
    assert len(hospital.find(Ring)) + len(hospital.find(LinkKind)) == 7
    assert hospital.integrity() == ()


def test_a_desk_of_ones_own_has_no_sample_to_clear(person: Person, answers: Answers, tmp_path: Path) -> None:
    answers.new = tmp_path / "new.kpidesk"
    person.click("desk.new")
    page = person.window.pages["home"]
    assert isinstance(page, HomePage)
    assert not page._clear.isVisible()
    action = person.window.commands.action("desk.clear_sample")
    assert not action.isEnabled()
    assert "Nothing of a sample is on this desk." in action.toolTip()
