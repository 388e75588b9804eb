"""The form for those who comment from afar: filled in by a person, read back as notes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.gallery import NoteKind, Poster
from kpidesk.domain.labels import LABELS
from kpidesk.domain.notes_import import Known, columns_of, rows_of
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.job import run
from kpidesk.exports.pieces import Options, What
from kpidesk.imports import sample
from kpidesk.imports.columns import read_book
from kpidesk.system.words import Words, languages


@pytest.fixture(scope="module")
def desk() -> Desk:
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    return made


def form(desk: Desk, folder: Path, language: str = "en") -> Path:
    options = Options(
        what=(What.COMMENTS,), folder=folder, paper=SHEETS["A1"], tile=None, words=Words(language),
        at=datetime(2025, 7, 1, tzinfo=UTC),
    )  # fmt: skip
    (path,) = run(desk, options).files
    return path


def test_it_offers_posters_kinds_and_ratings_and_asks_no_name(desk: Desk, tmp_path: Path) -> None:
    book = load_workbook(form(desk, tmp_path))
    page = book.worksheets[0]
    headings = [cell.value for cell in page[1]]
    assert headings == ["Poster", "Kind", "Note", "I understand this measure", "I would back it"]
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules["A2:A201"] == "'Posters'!$A$2:$A$14"
    assert "data problem" in rules["B2:B201"]
    assert rules["D2:D201"] == '"1,2,3,4,5"'
    assert [row[0].value for row in book["Posters"].iter_rows(min_row=2)][:2] == ["G01", "G02"]
    assert (book.properties.creator or "") == ""


def test_what_people_fill_in_becomes_notes(desk: Desk, tmp_path: Path) -> None:
    path = form(desk, tmp_path)
    book = load_workbook(path)
    page = book.worksheets[0]
    filled = (
        ("G07", "concern", "The clock starts too early", 5, 2),
        ("G02", None, "=1+1 is what?", None, None),
    )
    for row, cells in enumerate(filled, 2):
        for column, value in enumerate(cells, 1):
            page.cell(row, column).value = value
            if isinstance(value, str):
                page.cell(row, column).data_type = "s"
    book.save(path)
    table = read_book(path).sheets[0].rows
    codes = {each.code.casefold(): each.code for each in desk.find(Poster)}
    known = Known(codes, {}, ("en",), (1, 5), (1, 5))
    found = [each for each in rows_of(table[1:], columns_of(table[0]), known) if each.reading]
    read = [each.reading for each in found if each.reading]
    assert [(each.poster, each.kind, each.text, each.understand, each.back) for each in read] == [
        ("G07", NoteKind.CONCERN, "The clock starts too early", 5, 2),
        ("G02", None, "=1+1 is what?", None, None),
    ]


@pytest.mark.parametrize("language", languages())
def test_what_a_form_offers_is_read_back_in_each_language(desk: Desk, tmp_path: Path, language: str) -> None:
    path = form(desk, tmp_path, language)
    book = load_workbook(path)
    page = book.worksheets[0]
    kinds = [Words(language)(LABELS[kind]) for kind in NoteKind]
    for row, kind in enumerate(kinds, 2):
        for column, value in enumerate(("G07", kind, "Some words", 4, 3), 1):
            page.cell(row, column).value = value
    book.save(path)
    table = read_book(path).sheets[0].rows
    codes = {each.code.casefold(): each.code for each in desk.find(Poster)}
    found = rows_of(table[1:], columns_of(table[0]), Known(codes, {}, ("en",), (1, 5), (1, 5)))
    read = [each.reading for each in found if each.reading]
    assert [(each.kind, each.text, each.understand, each.back) for each in read] == [
        (kind, "Some words", 4, 3) for kind in NoteKind
    ]


def test_without_posters_there_is_nothing_to_comment(tmp_path: Path) -> None:
    desk = new_desk(who="tester")
    options = Options(
        what=(What.COMMENTS,), folder=tmp_path, paper=SHEETS["A1"], tile=None, words=Words(),
        at=datetime(2025, 7, 1, tzinfo=UTC),
    )  # fmt: skip
    report = run(desk, options)
    assert report.files == ()
    assert "no form for comments" in report.warnings[0]
    desk.close()
