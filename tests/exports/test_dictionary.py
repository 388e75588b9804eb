"""The definition dictionary, and measures that are not given out yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, read_desk
from kpidesk.domain.definitions import Component, Variant
from kpidesk.domain.gallery import Poster
from kpidesk.domain.measures import Calculation, Measure
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.job import pieces, prepare, run
from kpidesk.exports.pieces import Options, What
from kpidesk.imports import sample
from kpidesk.system.words import Words
from tests.exports.test_maps_out import text_of

AT = datetime(2025, 7, 8, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """The sample, to change."""
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    yield made
    made.close()


def options(folder: Path, *what: What, at: datetime = AT) -> Options:
    return Options(what, folder, SHEETS["A3"], None, Words(), at)


def measure(desk: Desk, code: str) -> Measure:
    return desk.find(Measure, code=code)[0]


def change(desk: Desk, code: str, **given: object) -> Measure:
    with desk.edit("Change") as edit:
        return edit.put(replace(measure(desk, code), **given))


def outline(path: Path) -> dict[str, int]:
    """Bookmarks with the number of the page that they lead to."""
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as found:
            return {str(item.title): pages[_page(pdf, item.destination).objgen] for item in found.root}


def _page(pdf: pikepdf.Pdf, destination: object) -> pikepdf.Object:
    """The page of a destination, which may have a name."""
    if isinstance(destination, pikepdf.Array):
        return destination[0]
    return pdf.Root.Dests[str(destination)][0]


def test_each_measure_has_its_page_bookmark_and_line_in_the_index(desk: Desk, tmp_path: Path) -> None:
    report = run(desk, options(tmp_path, What.DICTIONARY))
    (path,) = report.files
    assert path.name == "definitions-A4.pdf"
    assert not report.warnings
    marks = outline(path)
    assert len(marks) == 1 + len(desk.find(Measure))
    index = text_of(path, 0)
    for title, page in marks.items():
        if page == 1:
            continue
        code, name = title.split("  ", 1)
        assert f"{code} {name} {page}" in index
        assert text_of(path, page - 1).startswith(code)
    with pikepdf.open(path) as pdf:
        assert [round(float(each) / 72 * 25.4) for each in pdf.pages[0].mediabox[2:]] == [210, 297]
        assert len(pdf.pages[0].Annots) >= len(desk.find(Measure))


def test_a_page_says_what_the_definition_holds(desk: Desk, tmp_path: Path) -> None:
    whole = change(desk, "M06", not_before=None, pilot=True, retrospective="Keep it.")
    with desk.edit("Variant") as edit:
        edit.put(Variant(id="v", measure=whole.id, where="Harbour", scope="old mains only"))
    run(desk, options(tmp_path, What.DICTIONARY))
    path = tmp_path / "definitions-A4.pdf"
    page = outline(path)["M06  Median Burst Repair Time"] - 1
    text = " ".join(text_of(path, number) for number in (page, page + 1))
    for said in (
        whole.description, whole.formula, whole.not_used_for, "reported stamp", "P. Lindqvist",
        "within 10 working days", "M01", "Harbour", "old mains only", "Keep it.",
    ):  # fmt: skip
        assert " ".join(said.split()) in text, said


def test_a_composite_shows_its_weights_and_the_caution(desk: Desk, tmp_path: Path) -> None:
    whole = change(desk, "M12", calculation=Calculation.COMPOSITE)
    with desk.edit("Parts") as edit:
        for number, (code, weight) in enumerate((("M02", 3.0), ("M04", 1.0))):
            part = measure(desk, code).id
            edit.put(Component(id=f"c{number}", measure=whole.id, part=part, weight=weight))
    run(desk, options(tmp_path, What.DICTIONARY, What.WORKBOOK))
    path = tmp_path / "definitions-A4.pdf"
    text = text_of(path, outline(path)["M12  Crew Ready Rating"] - 1)
    assert "75.0 % M02 Samples That Passed" in text
    assert "hides causes" in text
    book = openpyxl.load_workbook(tmp_path / "workbook.xlsx")
    rows = [[cell.value for cell in row] for row in book["Calculated values"].iter_rows(min_row=3)]
    assert len(rows) == 30
    assert all("M12" in row for row in rows)


def test_data_items_stand_in_the_workbook(desk: Desk, tmp_path: Path) -> None:
    run(desk, options(tmp_path, What.WORKBOOK))
    book = openpyxl.load_workbook(tmp_path / "workbook.xlsx")
    rows = [[cell.value for cell in row] for row in book["Data items"].iter_rows(min_row=2)]
    head = rows[0]
    stamp = next(row for row in rows[1:] if "reported stamp" in row)
    said = dict(zip(head, stamp, strict=True))
    assert (said["Source"], said["Keeper"], said["Measures"]) == ("job system", "P. Lindqvist", "M06")


def test_a_desk_without_measures_says_so(begun: Path, tmp_path: Path) -> None:
    empty = read_desk(begun)
    prepared = prepare(empty, options(tmp_path, What.DICTIONARY))
    empty.close()
    assert prepared.documents == ()
    assert "no measure" in prepared.warnings[0]


# -- not before


def test_before_its_date_a_measure_is_in_no_export(desk: Desk, tmp_path: Path) -> None:
    held = change(desk, "M01", not_before=date(2025, 7, 9))
    shown = next(poster for poster in desk.find(Poster) if poster.measure == held.id)
    report = run(desk, options(tmp_path, *What))
    assert any(
        "M01 Minutes Without Water is not given out before 9 July 2025" in each for each in report.warnings
    )
    names = {path.name for path in report.files}
    assert f"{shown.code}-A3.pdf" not in names
    for path in report.files:
        if path.suffix == ".pdf":
            assert "Minutes Without Water" not in text_of(path), path.name
    book = openpyxl.load_workbook(tmp_path / "workbook.xlsx")
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not {"M01", "Minutes Without Water"} & cells
    codes = [piece.code for piece in pieces(desk, options(tmp_path, What.POSTERS))]
    assert shown.code not in codes


def test_from_its_date_on_it_is_there(desk: Desk, tmp_path: Path) -> None:
    change(desk, "M01", not_before=date(2025, 7, 8))
    report = run(desk, options(tmp_path, What.DICTIONARY))
    assert not report.warnings
    assert "M01 Minutes Without Water" in text_of(report.files[0], 0)
