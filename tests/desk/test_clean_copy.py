"""Copies for other people: nothing is in them that was left out, and they are still copies of this desk."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kpidesk.actions import merging
from kpidesk.desk.clean_copy import clean_copy, leaving, recorder_copy
from kpidesk.desk.problems import NoFurtherCopy
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, open_desk, read_desk, save_new
from kpidesk.domain.cleaning import Cleaning
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.communities import Community, Member, Talk
from kpidesk.domain.content import Attachment
from kpidesk.domain.gallery import Crop, Gallery, Note, Photo, Poster
from kpidesk.domain.invitations import Invitation
from kpidesk.domain.keeping import Checkpoint
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Group, Person
from kpidesk.domain.results import Goal
from kpidesk.domain.voting import Ballot
from kpidesk.system.paths import Folders
from tests.conftest import Clock
from tests.desk.holding import holds

REMOVED = (
    "Zenobia", "Quark", "Ptolemy", "Wanda Writer", "ask@example.org", "+44 20 7946 0958", "Hugo Host",
    "A secret wish", "IMAGE-BYTES", "Former text", "Tom Taylor",
)  # fmt: skip


def label(number: int) -> str:
    return f"Person {number}"


@pytest.fixture
def filled(desk: Desk, clock: Clock) -> Desk:
    """Names, addresses, writers, photos, an open vote, and a text of yesterday."""
    with desk.edit("Begin by Zenobia Quark") as edit:
        goal = edit.put(Goal(id="goal", code="G01", text="Former text", owner="Network team"))
        one = edit.put(Person(id="p1", name="Zenobia Quark", unit="Network"))
        edit.put(Person(id="p2", name="Ptolemy"))
        edit.put(Measure(id="m", code="M01", name="Leaks", owner=one.id, description="Quark counts them."))
        edit.put(
            Commitment(id="c", what="Call zenobia  quark", with_whom="Network",
                       who="Zenobia Quark and Tom Taylor")
        )  # fmt: skip
        gallery = edit.put(Gallery(id="ga", name="Opening", hosts=("Hugo Host", "Ptolemy"), names=True))
        poster = edit.put(Poster(id="po", code="P01", gallery=gallery.id))
        large = edit.put(Group(id="g1", key="n", name="Night shift"))
        small = edit.put(Group(id="g2", key="d", name="Divers"))
        for number in range(6):
            edit.put(
                Note(id=f"n{number}", code=f"N{number:02d}", poster=poster.id, text="ask@example.org",
                     group=small.id if number == 5 else large.id, writer="Wanda Writer")
            )  # fmt: skip
        edit.put(
            Invitation(id="i", gallery=gallery.id, name="Ptolemy", contact="+44 20 7946 0958",
                       why="Reach +44 20 7946 0958.")
        )  # fmt: skip
        community = edit.put(Community(id="co", name="Circle", leader=one.id))
        member = edit.put(Member(id="me", community=community.id, person=one.id))
        edit.put(Talk(id="t", member=member.id, on=edit.today, wishes="A secret wish"))
        data = b"IMAGE-BYTES"
        image = edit.put(
            Attachment(id="a", digest=hashlib.sha256(data).hexdigest(), name="wall.jpg",
                       media_type="image/jpeg", data=data)
        )  # fmt: skip
        photo = edit.put(Photo(id="ph", gallery=gallery.id, name="wall.jpg", image=image.id))
        edit.put(Crop(id="cr", photo=photo.id, image=image.id, x=0, y=0, wide=1, tall=1, note="n0"))
        edit.put(Ballot(id="b", about=goal.id, title="Vote"))
        edit.put(Checkpoint(id="ch", name="First", edit=1, at=edit.now))
    clock.wait(days=1)
    with desk.edit("Write") as edit:
        edit.put(replace(goal, text="New text"))
    desk.drop_paper("b", {("goal", "strength"): 3}, "A paper")
    return desk


@pytest.fixture
def clean(filled: Desk, tmp_path: Path) -> Iterator[tuple[Desk, Path]]:
    path = tmp_path / "clean.kpidesk"
    copy = clean_copy(filled, Cleaning(), label, "Clean copy")
    save_new(copy, path)
    yield copy, path
    copy.close()


def test_what_is_left_out_is_nowhere_in_the_file(
    filled: Desk, clean: tuple[Desk, Path], tmp_path: Path
) -> None:
    whole = tmp_path / "whole.kpidesk"
    save_new(filled, whole)
    assert all(holds(whole, text) for text in REMOVED)
    assert {text: found for text in REMOVED if (found := holds(clean[1], text))} == {}
    assert clean[0].integrity() == ()


def test_a_name_has_the_same_label_everywhere(clean: tuple[Desk, Path]) -> None:
    copy = clean[0]
    name = copy.get(Person, "p1").name
    assert name == "Person 1"
    promise = copy.get(Commitment, "c")
    assert (promise.what, promise.with_whom) == (f"Call {name}", "Network")
    assert promise.who.startswith(f"{name} and Person ")
    assert copy.get(Measure, "m") == replace(
        copy.get(Measure, "m"), owner="p1", description=f"{name} counts them."
    )
    other = copy.get(Person, "p2").name
    assert (copy.get(Gallery, "ga").hosts[1], copy.get(Invitation, "i").name) == (other, other)
    assert copy.get(Member, "me").person == "p1"


def test_units_and_owners_stay_unless_asked(filled: Desk, clean: tuple[Desk, Path]) -> None:
    assert clean[0].get(Goal, "goal").owner == "Network team"
    copy = clean_copy(filled, Cleaning(owners=True), label, "Clean copy")
    assert copy.get(Goal, "goal").owner.startswith("Person ")
    copy.close()


def test_groups_of_few_notes_are_not_told(clean: tuple[Desk, Path]) -> None:
    groups = {each.id: each.group for each in clean[0].find(Note)}
    assert groups["n5"] is None
    assert set(groups.values()) == {None}  # with one group left, who is not in it could be told


def test_photos_papers_and_named_moments_go(clean: tuple[Desk, Path]) -> None:
    copy = clean[0]
    assert not any(map(copy.find, (Photo, Crop, Attachment, Checkpoint)))
    assert copy.papers("b") == ()


def test_what_goes_is_counted_before(filled: Desk) -> None:
    found = leaving(filled, Cleaning())
    assert (found.writers, found.photos, found.edits, found.papers) == (6, 1, 3, 1)
    assert found.people == 5
    nothing = leaving(filled, Cleaning(journal=False, personal=False, photos=False))
    assert (nothing.people, nothing.photos, nothing.edits, nothing.papers) == (0, 0, 0, 0)


def test_photos_alone_take_the_history_along_but_leave_names(filled: Desk) -> None:
    copy = clean_copy(filled, Cleaning(journal=False, personal=False), label, "Clean copy")
    assert copy.get(Person, "p1").name == "Zenobia Quark"
    assert [each.label for each in copy.history()] == ["Clean copy"]
    copy.close()


def test_its_history_begins_anew_and_edit_numbers_go_on(filled: Desk, clean: tuple[Desk, Path]) -> None:
    copy = clean[0]
    assert (copy.desk_id, copy.last_edit, copy.compacted_to) == (filled.desk_id, 3, 3)
    assert copy.undo() is None
    with copy.edit("More") as edit:
        edit.put(Goal(id="more", code=edit.next_code("G"), text="More"))
    assert copy.last_edit == 4
    assert copy.find(Goal, id="more")[0].code == "G02"
    copy.undo()
    assert len(copy.find(Goal)) == 1


def test_what_others_change_in_it_is_merged_and_nothing_else(
    filled: Desk, clean: tuple[Desk, Path], folders: Folders, clock: Clock
) -> None:
    before = filled.get(Person, "p1")
    clock.wait(hours=1)
    theirs = open_desk(clean[1], folders, clock=clock)
    with theirs.desk.edit("Answer") as edit:
        edit.put(replace(edit.get(Goal, "goal"), source="Answered"))
        edit.put(replace(edit.get(Measure, "m"), unit="litres"))
    plan = merging.compare(filled, theirs.desk, "clean")
    assert sorted(each.field for each in plan.differences) == ["source", "unit"]
    assert plan.conflicts == ()
    with filled.edit("Take in", barrier_before=True) as edit:
        merging.take(edit, plan, {})
    assert filled.get(Person, "p1") == before
    assert len(filled.find(Photo)) == 1
    assert filled.get(Measure, "m").description == "Quark counts them."
    assert merging.compare(filled, theirs.desk, "clean").is_empty
    theirs.close()


# -- another recorder


def test_codes_of_several_recorders_never_collide(desk: Desk, clock: Clock) -> None:
    with desk.edit("Begin") as edit:
        edit.put(Goal(id="goal", code=edit.next_code("G"), text="First"))
    copies = [recorder_copy(desk, "Copy for recorder {letter}")[0] for _ in range(3)]
    codes = []
    for number, each in enumerate((desk, *copies)):
        clock.wait(minutes=1)
        with each.edit("Type") as edit:
            for place in range(3):
                code = edit.next_code("G")
                codes.append(code)
                edit.put(Goal(id=f"g{number}{place}", code=code, text="More"))
    assert len(codes) == len(set(codes))
    assert codes[3:6] == ["G-B01", "G-B02", "G-B03"]
    for each in copies:
        plan = merging.compare(desk, each, "")
        assert (plan.codes, plan.conflicts) == ((), ())
        with desk.edit("Take in", barrier_before=True) as edit:
            merging.take(edit, plan, {})
        each.close()
    assert sorted(each.code for each in desk.find(Goal)) == sorted(["G01", *codes])


def test_a_letter_is_not_given_twice_and_giving_it_takes_no_undo_away(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Begin") as edit:
        edit.put(Goal(id="goal", code="G01", text="First"))
    letters = []
    for _ in range(2):
        copy, letter = recorder_copy(desk, "Copy for recorder {letter}")
        letters.append((letter, copy.facts["recorder"]))
        copy.close()
    assert letters == [("B", "B"), ("C", "C")]
    assert [each.label for each in desk.history()][1:] == ["Copy for recorder B", "Copy for recorder C"]
    assert desk.undo_label == "Begin"
    desk.undo()
    save_new(desk, tmp_path / "again.kpidesk")
    again = read_desk(tmp_path / "again.kpidesk")
    assert again.facts["letters"] == "BC"
    again.close()


def test_a_recorders_copy_gives_out_no_further_ones(desk: Desk) -> None:
    copy, _ = recorder_copy(desk, "Copy for recorder {letter}")
    with pytest.raises(NoFurtherCopy, match="come from the first desk"):
        recorder_copy(copy, "Copy for recorder {letter}")
    copy.close()


def test_there_are_letters_up_to_z(desk: Desk) -> None:
    with desk.beneath("Letters", barrier=False) as beneath:
        beneath.rows.note_fact("letters", "BCDEFGHIJKLMNOPQRSTUVWXYZ")
    with pytest.raises(NoFurtherCopy, match="from B to Z"):
        recorder_copy(desk, "Copy for recorder {letter}")


def test_an_empty_desk_is_copied_too() -> None:
    empty = new_desk()
    copy = clean_copy(empty, Cleaning(), label, "Clean copy")
    assert (copy.last_edit, copy.desk_id) == (0, empty.desk_id)
    empty.close()
    copy.close()
