"""The report of a gallery as people get it: read back from the PDF."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.gallery import Decision, Gallery, Note, NoteKind, Poster
from kpidesk.domain.gallery_checks import tally
from kpidesk.domain.reader import Collection
from kpidesk.domain.told import days_to_answer, invited, talk_about, told, unanswered
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.job import run
from kpidesk.exports.pieces import Options, What
from kpidesk.imports import sample
from kpidesk.system.words import Words


@pytest.fixture(scope="module")
def desk() -> Desk:
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    return made


def exported(desk: Desk, folder: Path) -> tuple[str, Path]:
    """All words of the report in reading order, and its file."""
    options = Options(
        what=(What.REPORT,), folder=folder, paper=SHEETS["A1"], tile=None, words=Words(),
        at=datetime(2025, 7, 15, 12, tzinfo=UTC),
    )  # fmt: skip
    (path,) = run(desk, options).files
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf), path


def test_every_note_stands_in_it_with_its_answer(desk: Desk, tmp_path: Path) -> None:
    text, path = exported(desk, tmp_path)
    missing = [note.code for note in desk.find(Note) if note.language == "en" and note.text[:20] not in text]
    assert missing == []
    assert "Link L31 proposed" in text
    assert "Link web chats to phone contacts by property" in text  # the promise
    assert "The reason follows." in text  # N54 has none
    with pypdfium2.PdfDocument(path) as pdf:
        assert {tuple(round(each * 25.4 / 72, 1) for each in page.get_size()) for page in pdf} == {
            (210.0, 297.0)
        }
        assert "What we heard" in pdf.get_metadata_dict()["Title"]


def test_it_says_how_many_came_and_what_was_decided(desk: Desk, tmp_path: Path) -> None:
    text, _ = exported(desk, tmp_path)
    assert "visitors, 96 were invited" in text.replace(" ,", ",")
    assert "adopt: 19 · adapt: 14 · answer: 9 · park: 4 · decline: 1 · thank: 13" in text
    assert "small groups together" in text
    assert "Laboratory" not in text


def test_own_words_open_it(desk: Desk, tmp_path: Path) -> None:
    gallery = desk.find(Gallery)[0]
    with desk.edit("Heard") as edit:
        edit.put(replace(gallery, heard="You came in the rain.\nThree things surprised us."))
    text, _ = exported(desk, tmp_path)
    desk.undo()
    assert "You came in the rain. Three things surprised us." in text


def test_a_gallery_without_notes_has_no_report(tmp_path: Path) -> None:
    desk = new_desk(who="tester")
    with desk.edit("Begin") as edit:
        edit.put(Gallery(id=edit.new_id(), name="Open day"))
    options = Options(
        what=(What.REPORT,), folder=tmp_path, paper=SHEETS["A1"], tile=None, words=Words(),
        at=datetime(2025, 7, 15, 12, tzinfo=UTC),
    )  # fmt: skip
    report = run(desk, options)
    assert report.files == ()
    assert "no report of a gallery" in report.warnings[0]
    desk.close()


def test_one_hundred_and_eleven_lines_of_a_note_do_not_break_it(desk: Desk, tmp_path: Path) -> None:
    note = desk.find(Note)[2]
    with desk.edit("Long") as edit:
        edit.put(replace(note, text="water " * 900, reason="because " * 300))
    text, _ = exported(desk, tmp_path)
    desk.undo()
    assert text.count("water water") > 400


# -- what it is made of


def test_told_knows_what_is_unanswered_and_what_needs_talk(desk: Desk) -> None:
    gallery = desk.find(Gallery)[0]
    found = told(desk, gallery.id)
    assert [each.note.code for each in unanswered(found.answers)] == ["N54"]
    assert len(found.with_decision(Decision.ADOPT)) == 19
    assert [theme.name for theme in found.themes][-1] == "Safety first"
    assert invited(desk, gallery) == 96
    assert days_to_answer(found) == 3
    counted = tally(desk, gallery.id)
    assert {code: talk_about(counts) for code, counts in counted.posters.items() if talk_about(counts)} == {
        "G07": ("divided",), "G08": ("backing", "divided"), "G10": ("divided",), "G12": ("divided",),
        "G13": ("divided",),
    }  # fmt: skip


def test_three_concerns_call_for_talk() -> None:
    gallery = Gallery(id="g", name="Open day")
    poster = Poster(id="p", code="G01", gallery="g")
    notes = [Note(id=f"n{at}", code=f"N{at}", poster="p", text="x", kind=NoteKind.CONCERN) for at in range(3)]
    counted = tally(Collection([gallery, poster, *notes]), "g")
    assert talk_about(counted.posters["G01"]) == ("concerns",)
