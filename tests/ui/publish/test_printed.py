"""What hangs on the wall: noted when it is printed, told when it is out of date, printed once more."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrinter

from kpidesk.domain.gallery import Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.printouts import Fresh, Standing
from kpidesk.domain.walls import Printout
from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Answers, Person


@pytest.fixture
def page(page: PublishPage, tmp_path: Path) -> PublishPage:
    page.place_.show_folder(tmp_path / "out")
    return page


def export(person: Person, page: PublishPage) -> None:
    before = len(page.session.desk.find(Printout))
    person.click("publish.export")
    person.wait(lambda: len(page.session.desk.find(Printout)) > before)


def looked(person: Person, page: PublishPage) -> dict[str, Standing]:
    """Open the list and wait until it is there."""
    if page.printed.isHidden():
        person.click("publish.printed")
    person.wait(lambda: page.printed._at == page.session.desk.last_edit)
    return {each.poster.code: each for each, _ in page.printed._model.rows}


def rename(page: PublishPage, code: str, name: str) -> None:
    measure = page.session.desk.find(Measure, code=code)[0]
    page.session.do("Rename", lambda edit: edit.put(replace(measure, name=name)))


def posters_of(page: PublishPage, code: str) -> set[str]:
    measure = page.session.desk.find(Measure, code=code)[0]
    return {each.code for each in page.session.desk.find(Poster, measure=measure.id)}


def test_an_export_is_noted_as_one_step(person: Person, page: PublishPage) -> None:
    edit = page.session.desk.last_edit
    export(person, page)
    found = page.session.desk.find(Printout)
    assert len(found) == 13
    assert {each.edit for each in found} == {edit}
    assert {(each.paper, each.tile, each.printer) for each in found} == {("A1", "", "")}
    assert all(len(each.digest) == 20 for each in found)
    assert page.session.desk.undo_label == "Note 13 printed posters"
    page.session.undo()
    assert not page.session.desk.find(Printout)


def test_a_new_name_makes_exactly_its_posters_out_of_date_and_undo_brings_them_back(
    person: Person, page: PublishPage
) -> None:
    assert {each.fresh for each in looked(person, page).values()} == {Fresh.NEVER}
    person.click("printed-close")
    export(person, page)
    assert {each.fresh for each in looked(person, page).values()} == {Fresh.SAME}
    rename(page, "M07", "Another Name Altogether")
    standings = looked(person, page)
    changed = {code for code, each in standings.items() if each.fresh is Fresh.CHANGED}
    assert changed == posters_of(page, "M07")
    assert next(iter(standings)) in changed, "they come first"
    assert "1 poster says something else" in person.find("printed-says").text()
    page.session.undo()
    assert {each.fresh for each in looked(person, page).values()} == {Fresh.SAME}
    assert "says what the desk says" in person.find("printed-says").text()


def test_only_sheets_that_differ_are_written_again(person: Person, page: PublishPage, tmp_path: Path) -> None:
    page.tile.show_value("A4")
    page._changed()
    export(person, page)
    rename(page, "M07", "Another Name Altogether")
    (code,) = posters_of(page, "M07")
    standing = looked(person, page)[code]
    assert 0 < len(standing.differing) < 15
    person.click("printed-write")
    person.wait(lambda: len(page.session.desk.find(Printout)) == 14)
    written = [path.name for path in (tmp_path / "out" / "reprint").iterdir()]
    assert written == [f"{code}-A1.pdf"]
    with pikepdf.open(tmp_path / "out" / "reprint" / written[0]) as pdf:
        assert len(pdf.pages) == len(standing.differing) + 1, "and the assembly page"
    assert {each.fresh for each in looked(person, page).values()} == {Fresh.SAME}
    assert page.session.desk.find(Printout)[-1].tile == "A4"


def test_reprinting_whole_posters_takes_all_their_sheets(
    person: Person, page: PublishPage, tmp_path: Path
) -> None:
    page.tile.show_value("A4")
    page._changed()
    export(person, page)
    rename(page, "M07", "Another Name Altogether")
    looked(person, page)
    person.find("printed-differing").click()
    person.click("printed-write")
    person.wait(lambda: len(page.session.desk.find(Printout)) == 14)
    (path,) = (tmp_path / "out" / "reprint").iterdir()
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 16


def test_prints_are_noted_with_their_printer_and_those_never_printed_can_follow(
    person: Person, page: PublishPage, answers: Answers, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    answers.on = printer
    looked(person, page)
    person.find("printed-never").click()
    person.click("printed-print")
    person.wait(lambda: len(page.session.desk.find(Printout)) == 13)
    assert {each.printer for each in page.session.desk.find(Printout)} == {printer.printerName()}
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        assert len(pdf.pages) == 13
    person.wait(lambda: not page.busy())


def test_the_gallery_leads_to_the_list(person: Person, page: PublishPage) -> None:
    person.go("gallery")
    person.click("gallery.printed")
    assert person.window.current == "publish"
    assert page.printed.isVisible()
    person.wait(lambda: page.printed._at == page.session.desk.last_edit)
