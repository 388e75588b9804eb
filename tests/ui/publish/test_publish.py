"""Publishing: the preview is the file, what does not fit is told before, files and pages come out."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from kpidesk.actions import sharing
from kpidesk.domain.gallery import Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Tag, TagFamily
from kpidesk.domain.sharing import Centre
from kpidesk.exports.pieces import What
from kpidesk.exports.preview import render
from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Answers, Person


def only(page: PublishPage, *wanted: What) -> None:
    for what, kind in page.kinds.items():
        kind.box.setChecked(what in wanted)


def test_the_dictionary_is_leafed_through(person: Person, page: PublishPage) -> None:
    person.qtbot.mouseClick(page.kinds[What.DICTIONARY], Qt.MouseButton.LeftButton)
    person.wait(lambda: not page.busy())
    assert page._size.text().startswith("210 × 297 mm")
    assert page._count.text() == f"page 1 of {page._pages}"
    assert page._pages > len(page.session.desk.find(Measure))
    person.click("preview-on")
    person.wait(lambda: not page.busy())
    assert page._count.text().startswith("page 2 of")


def test_what_is_held_back_is_told_before_anything_is_written(person: Person, page: PublishPage) -> None:
    held = page.session.desk.find(Measure, code="M01")[0]
    page.session.do("Hold back", lambda edit: edit.put(replace(held, not_before=date(2199, 1, 1))))
    only(page, What.DICTIONARY)
    page.refresh(None)
    person.wait(lambda: not page.busy() and "not given out before" in page._fit.text())
    assert "M01 Minutes Without Water" in page._fit.text()


def test_the_preview_is_the_pdf_itself(person: Person, page: PublishPage) -> None:
    assert page.view.image is not None
    (made,) = page._drafts.files.values()
    shown = page.view.image
    pixels = render(made, 0, *page.view.room)
    assert (shown.width(), shown.height()) == (pixels.width, pixels.height)
    assert bytes(shown.constBits())[: pixels.stride] == pixels.data[: pixels.stride]
    with pikepdf.open(made) as pdf:
        box = [float(each) for each in pdf.pages[0].mediabox]
    assert page._size.text().startswith("841 × 594 mm")
    assert box[2] / 72 * 25.4 == pytest.approx(841, abs=0.1)


def test_one_steps_through_posters_and_kinds(person: Person, page: PublishPage) -> None:
    titles = {page._preview_panel.title.accessibleName()}
    for _ in range(12):
        person.click("preview-on")
        titles.add(page._preview_panel.title.accessibleName())
    assert len(titles) == 13
    person.qtbot.mouseClick(page.kinds[What.SHARING], Qt.MouseButton.LeftButton)
    person.wait(lambda: not page.busy())
    assert page._size.text().startswith("420 × 297 mm")
    person.qtbot.mouseClick(page.kinds[What.WORKBOOK], Qt.MouseButton.LeftButton)
    person.wait(lambda: not page.busy())
    assert page.view.image is None


def test_sheets_are_counted_before_printing(person: Person, page: PublishPage) -> None:
    page.tile.setCurrentIndex(page.tile.findText("Glued from A4"))
    page.tile.activated.emit(page.tile.currentIndex())
    assert page._well.number.text() == "195"
    assert "15 for each" in page._well.of.text()


def test_sheets_for_the_wall_have_a_size_of_their_own_and_can_be_glued(
    person: Person, page: PublishPage
) -> None:
    for name, text in (("paper", "A3"), ("tile", "Glued from A4")):
        choice = person.find(name)
        choice.setCurrentIndex(choice.findText(text))
        choice.activated.emit(choice.currentIndex())
    page._choose(What.BLANK)
    person.wait(lambda: not page.busy())
    assert page._size.text().startswith("841 × 594 mm")
    assert not page.paper.isVisible()
    assert page.tile.isVisible()
    assert page._well.number.text() == "15"
    page._choose(What.PLAN)
    person.wait(lambda: not page.busy())
    assert page._size.text().startswith("420 × 297 mm")
    assert not page.tile.isVisible()


def test_the_calendar_is_told_of_in_words(person: Person, page: PublishPage) -> None:
    page._choose(What.CHARTS)
    person.wait(lambda: not page.busy())
    assert page._count.isVisible()  # a paper of several pages
    page._choose(What.CALENDAR)
    person.wait(lambda: not page.busy())
    assert page.view.image is None
    assert "calendar program" in page.view._words
    assert not any(each.isVisible() for each in (page._count, page._back, page._on, page.grey))
    assert page.kinds[What.CALENDAR].remark.text() == "19 events · .ics"
    assert not person.find("publish.print").isEnabled()


def test_export_all_writes_what_is_ticked_and_offers_the_folder(
    person: Person, page: PublishPage, answers: Answers, tmp_path: Path
) -> None:
    answers.where = tmp_path / "out"
    person.click("publish.folder")
    person.click("publish-all")
    person.wait(lambda: not page.busy())
    person.click("publish.export")
    person.wait(lambda: "files were written" in person.window.notice.text)
    written = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")}
    assert {
        "map-A1.pdf",
        "posters-A1.pdf",
        "sharing-A3.pdf",
        "workbook.xlsx",
        "posters/G07-A1.pdf",
    } <= written
    assert len(written) == 133
    opened: list[Path] = []
    person.window.open_folder = opened.append  # type: ignore[method-assign]
    person.act("Open the folder")
    assert opened == [tmp_path / "out"]


def test_what_does_not_fit_is_told_before_anything_is_written(
    person: Person, page: PublishPage, answers: Answers, tmp_path: Path
) -> None:
    desk = page.session.desk
    poster = desk.find(Poster, code="G02")[0]
    (measure,) = desk.find(Measure, id=poster.measure)
    with desk.edit("Long") as edit:
        edit.put(replace(measure, description="很长 " + "word " * 3_000))
    person.wait(lambda: not page.busy())
    assert "很" in page._fit.text() or "G02" in page._fit.text()
    answers.where = tmp_path / "out"
    person.click("publish.folder")
    page._drafts._known = None  # exporting sooner than the check has ended
    only(page, What.POSTERS)
    page.export()
    person.wait(lambda: "Please read" in person.window.notice.text)
    assert not (tmp_path / "out").exists()
    person.act("Export all the same")
    person.wait(lambda: "files were written" in person.window.notice.text)
    assert (tmp_path / "out" / "posters" / "G02-A1.pdf").exists()


def test_a_folder_that_cannot_be_written_is_told(
    person: Person, page: PublishPage, answers: Answers, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    answers.where = tmp_path / "file" / "inside"
    person.click("publish.folder")
    only(page, What.MAP)
    person.wait(lambda: not page.busy())
    person.click("publish.export")
    person.wait(lambda: bool(person.window.notice.text))
    assert person.window.notice.property("bad") == "true"


def test_all_are_ticked_or_only_what_is_looked_at(person: Person, page: PublishPage) -> None:
    assert page.chosen == (What.POSTERS,)
    page._choose(What.DOOR)
    person.click("publish-few")
    assert page.chosen == (What.DOOR,)
    person.click("publish-all")
    assert set(What) - {*page.chosen} == {What.HAND_OUTS}, "which come from the program"


def test_nothing_ticked_is_told(person: Person, page: PublishPage) -> None:
    only(page)
    assert not page.go.isEnabled()
    assert "Tick what to export." in page.go.toolTip()


def test_pages_are_printed_in_actual_size(
    person: Person, page: PublishPage, answers: Answers, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    answers.on = printer
    person.qtbot.mouseClick(page.kinds[What.SHARING], Qt.MouseButton.LeftButton)
    person.click("publish.print")
    person.wait(lambda: "went to the printer" in person.window.notice.text)
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        sizes = {tuple(round(float(each) / 72 * 25.4) for each in p.mediabox[2:]) for p in pdf.pages}
    assert sizes == {(420, 297)}
    printed = render(tmp_path / "printed.pdf", 0, 840, 840)
    person.wait(lambda: not page.busy())
    (made,) = [path for piece, path in page._drafts.files.items() if piece.what is What.SHARING]
    ours = render(made, 0, 840, 840)
    assert _darkness(printed.data) == pytest.approx(_darkness(ours.data), rel=0.05)


def _darkness(data: bytes) -> float:
    return sum(255 - each for each in data[::41])


def test_an_empty_desk_says_what_is_missing(person: Person, answers: Answers, tmp_path: Path) -> None:
    answers.new = tmp_path / "new.kpidesk"
    person.click("desk.new")
    page = person.go("publish")
    person.wait(lambda: not page.busy())
    assert "no poster yet" in page.view._words
    assert not person.find("publish.print").isEnabled()
    assert isinstance(page, PublishPage)
    for what in (What.POSTERS, What.SHARING):
        assert not page.kinds[what].box.isEnabled()
        assert what not in page.chosen
    assert "no poster yet" in page.kinds[What.POSTERS].box.toolTip()
    assert page._fit.text() == ""
    assert not page._well.isVisible()
    person.qtbot.mouseClick(page.kinds[What.SHARING], Qt.MouseButton.LeftButton)
    person.wait(lambda: not page.busy())
    person.click("publish-way")
    assert person.window.current == "sharing"
    page.shell.go("publish")
    person.qtbot.mouseClick(page.kinds[What.POSTERS], Qt.MouseButton.LeftButton)
    person.wait(lambda: not page.busy())
    person.click("publish-way")
    assert person.window.current == "gallery"


def test_the_end_of_the_folder_is_in_sight(
    person: Person, page: PublishPage, answers: Answers, tmp_path: Path
) -> None:
    answers.where = tmp_path / "a" / "council" / "posters 2025"
    person.click("publish.folder")
    assert page.place_._says.text().endswith(str(Path("council", "posters 2025")))
    assert page.place_._says.toolTip() == page.place_._says.accessibleName() == str(answers.where)


def test_a_tick_comes_back_with_what_it_is_for(person: Person, page: PublishPage) -> None:
    only(page, What.SHARING, What.WORKBOOK)
    (centre,) = page.session.desk.find(Centre)
    page.session.do("Remove", sharing.remove_centre, centre.id)
    assert page.chosen == (What.WORKBOOK,)
    page.session.undo()
    assert page.chosen == (What.SHARING, What.WORKBOOK)


def test_a_map_goes_out_in_part_in_layers_and_as_pictures(
    person: Person, marrow: Path, answers: Answers, tmp_path: Path
) -> None:
    assert person.window.open(marrow)
    page = person.go("publish")
    assert isinstance(page, PublishPage)
    page.place_.show_folder(tmp_path / "out")
    page._choose(What.MAP)
    person.click("publish-few")
    for name, text in (("map-layout", "Layers"), ("map-part", "Tag: Wastewater"), ("paper", "A4")):
        choice = person.find(name)
        choice.setCurrentIndex(choice.findText(text))
        choice.activated.emit(choice.currentIndex())
    person.click("also-svg")
    person.click("also-png")
    person.find("dpi").setValue(100)
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.wait((tmp_path / "out" / "map-A4-100dpi.png").exists)
    svg = (tmp_path / "out" / "map-A4.svg").read_text(encoding="utf-8")
    assert "Sewer blockages are cleared before they spill." in svg
    assert "Meters are read" not in svg
    assert svg.count('class="bubble"') == 3
    person.wait(lambda: "3 files were written" in person.window.notice.text)


def choose(person: Person, name: str, text: str) -> None:
    box = person.find(name)
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_paper_of_its_own_size_is_not_glued(person: Person, page: PublishPage) -> None:
    page._choose(What.MAP)
    choose(person, "paper", "A4")
    choose(person, "tile", "Glued from A4")
    assert (page._well.number.text(), page._well.of.text()) == ("1", "sheet in full size")
    choose(person, "paper", "A1")
    assert page._well.of.text() == "sheets of A4, 15 for each\nand 1 assembly page"


def test_a_map_step_by_step_has_neither_paper_nor_other_formats(person: Person, page: PublishPage) -> None:
    page._choose(What.STEPS)
    person.wait(lambda: not page.busy())
    assert not page.maps.svg.isVisible()
    assert not page.paper.isVisible()
    assert person.find("map-part").isVisible()
    assert page._well.of.text() == "pages for the projector"
    page._choose(What.MAP)
    assert person.find("also-svg").isVisible()
    assert person.find("paper").isVisible()


def test_a_part_without_results_is_told(person: Person, page: PublishPage) -> None:
    desk = page.session.desk
    with desk.edit("Tag") as edit:
        edit.put(Tag(id=edit.new_id(), name="Nobody", family=TagFamily.OTHER))
    page._choose(What.MAP)
    person.click("publish-few")
    assert page.chosen == (What.MAP,)
    choose(person, "map-part", "Tag: Nobody")
    person.wait(lambda: not page.busy())
    assert "None of the map’s results" in page.view._words
    assert not page._way.isVisible()
    assert not page._well.isVisible()
    assert What.MAP not in page.chosen
