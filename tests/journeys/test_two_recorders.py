"""Two recorders at one gallery, in two windows: each types notes, and one takes the other's copy in."""

from collections.abc import Sequence
from pathlib import Path

from kpidesk.actions import gallery
from kpidesk.domain.differences import Kind
from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.shorthand import Reading
from kpidesk.ui.keeping.intake import IntakeView
from kpidesk.ui.keeping.page import KeepingPage
from kpidesk.ui.session import Session
from tests.ui.conftest import Person


def type_notes(session: Session, poster: str, texts: Sequence[str]) -> list[str]:
    """Type notes as the harvest does; their codes."""
    before = {note.id for note in session.desk.find(Note)}
    for text in texts:
        assert session.do("Note", gallery.add_note, Reading(text, (), poster=poster))
    return [note.code for note in session.desk.find(Note) if note.id not in before]


def test_what_two_recorders_typed_comes_together_without_a_question(
    person: Person, marrow: Path, tmp_path: Path
) -> None:
    person.window.open(marrow)
    page = person.go("keeping")
    assert isinstance(page, KeepingPage)
    person.click("segment-copies")
    person.answers.new = tmp_path / "Ana.kpidesk"
    person.click("keeping.recorder_copy")
    person.wait(person.answers.new.exists)
    assert person.window.open(person.answers.new)
    session, (other,) = (
        page.session,
        [each for each in type(person.window).windows if each is not person.window],
    )
    poster = session.desk.find(Poster)[0].code
    ours = type_notes(session, poster, ["Who checks this?", "Good, but late"])
    assert other.session is not None
    theirs = type_notes(other.session, poster, ["Ask the night crew", "Why monthly?", "We have these data"])
    assert not set(ours) & set(theirs)  # also on paper nobody mixes them up
    assert all("-B" in code for code in theirs)
    assert other.session.flush() is None
    person.click("segment-intake")
    view = page.shown.get(IntakeView)
    person.answers.returned = person.answers.new
    person.click("keeping.take_in")
    person.wait(lambda: view.stack.currentWidget() is view.plan)
    assert [line.kind for line in view.plan.lines] == [Kind.NEW] * 3
    assert view.plan.told.text() == ""
    person.click("plan-take")
    assert {*ours, *theirs} <= {note.code for note in session.desk.find(Note)}
    session.undo()
    assert not set(theirs) & {note.code for note in session.desk.find(Note)}
    session.redo()
    person.click("keeping.take_in")  # what is in already is not offered again
    person.wait(lambda: view.stack.currentWidget() is view.plan)
    assert view.plan.lines == []
    assert view.plan.told.text() == "Nothing differs."
