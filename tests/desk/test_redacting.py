"""A text goes out of a desk for good: out of records, history, names, files, and every byte."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from kpidesk.actions import merging
from kpidesk.desk.journal import Change, EntryKind, replay
from kpidesk.desk.problems import ReadOnlyDesk
from kpidesk.desk.redacting import BLACK, prepare, redact, standing
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import OpenDesk, new_desk, open_desk, save_new
from kpidesk.domain.communities import Skill
from kpidesk.domain.content import Attachment
from kpidesk.domain.gallery import Gallery
from kpidesk.domain.people import Group
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal, Result, Ring
from kpidesk.domain.series import ImportLayout
from kpidesk.domain.wording import Refused
from kpidesk.system.paths import Folders
from tests.conftest import Clock
from tests.desk.holding import holds

SECRET = "Zenobia Quark"


@pytest.fixture
def opened(tmp_path: Path, folders: Folders, clock: Clock) -> OpenDesk:
    """A desk in which the text stands in records, in the past, in names, labels, lists and a file."""
    path = tmp_path / "desk.kpidesk"
    made = new_desk(clock=clock)
    save_new(made, path)
    made.close()
    opened = open_desk(path, folders, who=f"{SECRET} (recorder)", clock=clock)
    desk = opened.desk
    data = b"\x89PNG " + SECRET.encode("utf-16-le") + b" end"
    with desk.edit(f"Rename {SECRET}") as edit:
        edit.put(Goal(id=edit.new_id(), code="G01", text=f"Ask zenobia\nQUARK or “{SECRET}”.", owner=SECRET))
        edit.put(Gallery(id=edit.new_id(), name="Opening", hosts=(SECRET, 'say "hi"')))
        edit.put(ImportLayout(id=edit.new_id(), headings=(f"Given to {SECRET}",), columns=("a",)))
        edit.put(
            Attachment(id=edit.new_id(), digest=hashlib.sha256(data).hexdigest(), name=f"{SECRET}.png",
                       media_type="image/png", data=data)
        )  # fmt: skip
        gone = edit.put(Ring(id=edit.new_id(), position=1, name=SECRET))
    with desk.edit("Remove") as edit:
        edit.remove(gone)
    with desk.edit("Kept") as edit:
        edit.put(Goal(id=edit.new_id(), code="G02", text="Nothing to hide."))
    opened.publish()
    yield opened
    opened.close()


def working_copy(folders: Folders) -> Path:
    (path,) = folders.working.glob("*.kpidesk")
    return path


def test_where_a_text_stands_is_told_before(opened: OpenDesk) -> None:
    before = opened.desk.last_edit
    found = standing(opened.desk, "zenobia quark")
    assert {(kind.__name__, field): count for (kind, field), count in found.places.items()} == {
        ("Goal", "text"): 2, ("Goal", "owner"): 1, ("Gallery", "hosts"): 1, ("ImportLayout", "headings"): 1,
        ("Attachment", "name"): 1,
    }  # fmt: skip
    assert (found.files, found.past, found.labels, found.names) == (1, 6, 1, 3)
    assert opened.desk.last_edit == before
    assert standing(opened.desk, "Ptolemy").nowhere


def test_nothing_of_it_is_left_in_the_working_copy_and_the_file(opened: OpenDesk, folders: Folders) -> None:
    assert holds(opened.path, SECRET)
    redact(opened.desk, SECRET, BLACK, "Redact a text")
    opened.publish()
    assert holds(opened.path, SECRET) == []
    assert holds(working_copy(folders), SECRET) == []
    assert standing(opened.desk, SECRET).nowhere
    assert opened.desk.find(Goal, code="G01")[0].text == f"Ask {BLACK} or “{BLACK}”."
    assert opened.desk.find(Goal, code="G02")[0].text == "Nothing to hide."
    (picture,) = opened.desk.find(Attachment)
    assert picture.digest == hashlib.sha256(picture.data).hexdigest()
    assert opened.desk.integrity() == ()


def test_it_is_a_barrier_after_which_the_history_still_adds_up(opened: OpenDesk) -> None:
    heard: list[Change] = []
    opened.desk.listeners.append(heard.append)
    redact(opened.desk, SECRET, "somebody", "Redact a text")
    assert [each.kind for each in heard] == [EntryKind.BARRIER]
    assert {touched.record_type for touched in heard[0].touched} == {Goal, Gallery, ImportLayout, Attachment}
    assert opened.desk.undo_label is None
    changes = [touched for change in opened.desk.history() for touched in change.touched]
    now = {(kind, each.id): each for kind in RECORDS for each in opened.desk.find(kind)}
    assert replay(changes) == now


def test_texts_that_must_differ_still_do(desk: Desk) -> None:
    with desk.edit("Begin") as edit:
        for key, name in (("Ana", "One"), ("ana", "Two"), ("Ana B", "Three")):
            edit.put(Group(id=edit.new_id(), key=key, name=name))
        for name in ("Ana", "ANA"):
            edit.put(Skill(id=edit.new_id(), name=name))
    redact(desk, "ana", "X", "Redact a text")
    assert sorted(each.key for each in desk.find(Group)) == ["X", "X 2", "X B"]
    assert sorted(each.name for each in desk.find(Skill)) == ["X", "X 2"]


def test_accents_are_found_however_they_are_stored(desk: Desk) -> None:
    with desk.edit("Begin") as edit:
        edit.put(Goal(id=edit.new_id(), code="G01", text="Jose\u0301 and Jos\u00e9"))
    redact(desk, "jos\u00e9", "X", "Redact a text")
    assert desk.find(Goal)[0].text == "X and X"


def test_codes_and_ids_stay(desk: Desk) -> None:
    with desk.edit("Begin") as edit:
        ring = edit.put(Ring(id=edit.new_id(), position=1, name="R01"))
        edit.put(Result(id=edit.new_id(), code="R01", statement="As R01 says.", ring=ring.id))
    redact(desk, "R01", "X", "Redact a text")
    (result,) = desk.find(Result)
    assert (result.code, result.statement) == ("R01", "As X says.")


@pytest.mark.parametrize(
    ("text", "instead", "says"),
    [("a", "X", "at least 2 letters"), ("  ", "X", "at least 2"), ("Ana", "Ananas", "must not hold")],
)
def test_what_cannot_work_is_refused_and_nothing_changes(
    desk: Desk, text: str, instead: str, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        redact(desk, text, instead, "Redact a text")
    assert desk.last_edit == 0


def test_a_desk_that_is_open_for_reading_stays_as_it_is(desk: Desk) -> None:
    snapshot = desk.snapshot()
    with pytest.raises(ReadOnlyDesk):
        redact(snapshot, "Ana", "X", "Redact a text")
    snapshot.close()


def test_another_copy_is_still_merged_from_what_both_began_with(desk: Desk, clock: Clock) -> None:
    with desk.edit("Begin") as edit:
        goal = edit.put(Goal(id=edit.new_id(), code="G01", text=f"Ask {SECRET}."))
    theirs = Desk(desk.copy_to_memory(), clock=clock)
    redact(desk, SECRET, "X", "Redact a text")
    clock.wait(minutes=1)
    with theirs.edit("Source") as edit:
        edit.put(replace(goal, source="Plan"))
    plan = merging.compare(desk, theirs, "theirs")
    with desk.edit("Take in", barrier_before=True) as edit:
        merging.take(edit, plan, {})
    assert desk.find(Goal) == (replace(goal, text="Ask X.", source="Plan"),)
    theirs.close()


def test_what_was_prepared_over_a_snapshot_is_what_is_written(opened: OpenDesk, folders: Folders) -> None:
    snapshot = opened.desk.snapshot()
    prepared = prepare(snapshot, SECRET, BLACK)
    snapshot.close()
    assert prepared.found == standing(opened.desk, SECRET)
    assert redact(opened.desk, SECRET, BLACK, "Redact a text", prepared) == prepared.found
    opened.publish()
    assert holds(opened.path, SECRET) == []
    assert holds(working_copy(folders), SECRET) == []


def test_what_was_typed_since_it_was_prepared_goes_as_well(opened: OpenDesk, folders: Folders) -> None:
    snapshot = opened.desk.snapshot()
    prepared = prepare(snapshot, SECRET, BLACK)
    snapshot.close()
    with opened.desk.edit("Add") as edit:
        edit.put(Goal(id=edit.new_id(), code="G03", text=f"{SECRET} again"))
    redact(opened.desk, SECRET, BLACK, "Redact a text", prepared)
    opened.publish()
    assert opened.desk.find(Goal, code="G03")[0].text == f"{BLACK} again"
    assert holds(opened.path, SECRET) == []
    assert holds(working_copy(folders), SECRET) == []


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("O'Brien", "O\u2019Brien"), ("Marie-Luise", "Marie\u2011Luise"), ("Marie", "Ma\u00adrie"),
        ("Straße", "STRASSE"), ("strasse", "Straße"),
        ("\u0639\u0644\u064a", "\u0639\u064e\u0644\u0650\u064a"),
        ('the "Old" One', "the “Old”\nOne"), ("\u200fAna\u200f", "Ana"),
    ],
)  # fmt: skip
def test_typography_hides_nothing(desk: Desk, text: str, stands: str) -> None:
    with desk.edit(f"Write {stands}") as edit:
        goal = edit.put(Goal(id=edit.new_id(), code="G01", text=f"Ask {stands} first.", owner=stands))
    with desk.edit("Remove") as edit:
        edit.remove(goal)
    assert standing(desk, text).past == 2
    redact(desk, text, "X", "Redact a text")
    assert standing(desk, text).nowhere

    (gone,) = desk.past.gone()
    assert isinstance(gone.record, Goal)
    assert gone.record.text == "Ask X first."


def test_a_text_within_longer_words_is_counted_and_may_stay(desk: Desk) -> None:
    with desk.edit("Begin") as edit:
        edit.put(Goal(id=edit.new_id(), code="G01", text="Ana and ANA; management of canals.", owner="Ana"))
    found = standing(desk, "ana")
    assert (found.count, found.inside, found.longer) == (5, 2, "management")
    assert standing(desk, "ana", whole=True).count == 3
    redact(desk, "ana", "X", "Redact a text", whole=True)
    (goal,) = desk.find(Goal)
    assert (goal.text, goal.owner) == ("X and X; management of canals.", "X")
