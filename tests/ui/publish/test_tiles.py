"""Gluing sheets: sizes, margins, what is left out, and what cannot be cut."""

from pathlib import Path

import pikepdf
from PySide6.QtWidgets import QWidget

from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.tiles_size import BySheets, BySize, Tiling
from kpidesk.exports.pieces import What
from kpidesk.ui.publish.page import PublishPage
from kpidesk.ui.publish.paper_options import PaperOptions
from tests.ui.conftest import Answers, Person


def hidden(person: Person, *names: str) -> bool:
    return not any(each.isVisible() for name in names for each in person.window.findChildren(QWidget, name))


def test_what_does_not_apply_is_absent(person: Person, page: PublishPage) -> None:
    glued = ("tile-way", "tile-overlap", "tile-margin", "tile-plan", "printer-says")
    assert hidden(person, *glued)
    person.choose("tile", "Glued from A4")
    assert not any(hidden(person, name) for name in glued)
    assert hidden(person, "tile-across", "tile-into", "tile-percent", "tile-wrong")
    person.choose("tile-way", "By number of sheets")
    assert person.find("tile-across").isVisible()
    assert hidden(person, "tile-percent", "tile-into")
    page._choose(What.TESTS)
    assert hidden(person, "paper", "tile", *glued)
    person.wait(lambda: not page.busy())


def test_sizes_are_chosen_by_sheets_by_size_and_by_percent(person: Person, page: PublishPage) -> None:
    person.choose("tile", "Glued from A4")
    person.choose("tile-way", "By number of sheets")
    person.find("tile-across").setValue(2)
    person.find("tile-down").setValue(3)
    assert page.papers.tiling == Tiling(SHEETS["A4"], size=BySheets(2, 3))
    person.choose("tile-way", "By its size")
    person.choose("tile-into", "A0")
    assert page.papers.tiling == Tiling(SHEETS["A4"], size=BySize(841, 1189, "A0"))
    assert page._well.number.text() == "325", "25 for each of 13"
    person.choose("tile-into", "Other size")
    person.find("tile-wide").setValue(500)
    person.find("tile-tall").setValue(700)
    assert page.papers.tiling == Tiling(SHEETS["A4"], size=BySize(500, 700))
    person.choose("tile-way", "By percent")
    person.find("tile-percent").setValue(50)
    person.find("tile-overlap").setValue(0)
    assert page.papers.tiling is not None
    assert page.papers.tiling.overlap == 0
    assert person.find("tile-overlap").text() == "edge to edge"
    assert page.shell.settings.get("tile-size", "") == "50%"
    person.wait(lambda: not page.busy())


def test_what_nobody_can_glue_is_told_and_not_written(person: Person, page: PublishPage) -> None:
    person.choose("tile", "Glued from A4")
    person.choose("tile-way", "By percent")
    person.find("tile-percent").setValue(1000)
    assert "Choose a smaller size" in person.find("tile-wrong").text()
    assert "Choose a smaller size" in page.go.toolTip()
    assert not page.go.isEnabled()
    person.find("tile-percent").setValue(100)
    assert hidden(person, "tile-wrong")
    assert page.go.isEnabled()
    person.wait(lambda: not page.busy())


def test_empty_sheets_are_counted_out_and_written_as_counted(
    person: Person, page: PublishPage, answers: Answers, tmp_path: Path
) -> None:
    page._choose(What.MAP)
    person.click("publish-few")
    person.choose("tile", "Glued from A4")
    person.choose("tile-way", "By percent")
    person.find("tile-percent").setValue(250)
    person.wait(lambda: "left out" in page._well.of.text())
    sheets = int(page._well.number.text())
    answers.where = tmp_path / "out"
    person.click("publish.folder")
    person.wait(lambda: not page.busy() and page.go.isEnabled())
    person.click("publish.export")
    person.wait(lambda: "files were written" in person.window.notice.text)
    with pikepdf.open(tmp_path / "out" / "map-A1-on-A4.pdf") as pdf:
        assert len(pdf.pages) == sheets + 1, "and the assembly page"
    person.find("tile-skip").setChecked(False)
    person.wait(lambda: int(page._well.number.text()) > sheets)
    person.wait(lambda: not page.busy())


def test_choices_are_remembered(person: Person, page: PublishPage) -> None:
    person.choose("tile", "Glued from A3")
    person.choose("tile-way", "By number of sheets")
    person.find("tile-across").setValue(5)
    person.find("tile-margin").setValue(6)
    person.click("tile-plan")

    again = PaperOptions(page, lambda: None, QWidget())
    assert again.tiling == page.papers.tiling
    assert again.tiling is not None
    assert again.tiling.size == BySheets(5, 4)
    assert not again.tiling.plan
    again.deleteLater()
    person.wait(lambda: not page.busy())
