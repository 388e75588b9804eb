"""The test sheet: measured and kept for each printer; what is printed then is as long as it says."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from kpidesk.drawing.calibration import Correction, correction, printer_sheet
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Path as Path_
from kpidesk.drawing.picture import bounds
from kpidesk.exports.pieces import What
from kpidesk.exports.printed import as_image
from kpidesk.system.words import Words
from kpidesk.ui.publish.page import PublishPage
from kpidesk.ui.publish.printers import ELSEWHERE
from tests.ui.conftest import Answers, Person


@pytest.fixture
def page(page: PublishPage) -> PublishPage:
    page.tile.show_value("A4")
    page._choose(What.POSTERS)
    return page


def measure(person: Person, across: str, down: str) -> None:
    for name, text in (("check-across", across), ("check-down", down)):
        field = person.find(name)
        field.setFocus()
        field.selectAll()
        person.press(Qt.Key.Key_Delete)
        person.write(text)


def longest_runs(image: Image.Image) -> set[int]:
    """The longest dark run of each line of pixels."""
    dark = image.point(lambda level: 255 * (level < 140))
    lines = (dark.crop((0, y, dark.width, y + 1)).tobytes() for y in range(dark.height))
    return {max(map(len, line.split(b"\0"))) for line in lines}


def test_the_bars_are_100_mm_and_a_card_fits() -> None:
    sheet = printer_sheet(SHEETS["A4"], Words())
    image = as_image(sheet, 10).convert("L")
    across, down = longest_runs(image), longest_runs(image.transpose(Image.Transpose.ROTATE_90))
    for found in (across, down):
        assert any(abs(each - 1000) <= 4 for each in found), "the bar, in tenths of a millimetre"
    boxes = [box for item in sheet.items if isinstance(item, Path_) and (box := bounds([item]))]
    sizes = [(box[2] - box[0], box[3] - box[1]) for box in boxes]
    assert any(size == pytest.approx((85.6 + 0.3, 53.98 + 0.3)) for size in sizes), "with half a line around"


def test_measured_lengths_are_kept_and_told(person: Person, page: PublishPage) -> None:
    person.click("publish.test_sheet")
    assert "Nobody has measured" in person.find("check-says").text()
    measure(person, "99.4", "100.2")
    assert person.find("check-says").text() == "Correction: +0.6 % across, −0.2 % down"
    assert page.printers.correction(ELSEWHERE) == correction(99.4, 100.2)
    assert "actual size" in person.find("printer-says").text()
    person.click("check-exported")
    assert "+0.6 % across" in person.find("printer-says").text()
    person.click("printer-check-close")
    person.click("publish.test_sheet")
    assert person.find("check-across").text() == "99.4"
    person.wait(lambda: not page.busy())


@pytest.mark.parametrize("wrong", ["94.9", "105.1", "80", "-3"])
def test_what_no_printer_does_is_refused_and_stays_in_the_field(
    person: Person, page: PublishPage, wrong: str
) -> None:
    person.click("publish.test_sheet")
    measure(person, "99", "99")
    measure(person, wrong, "99")
    assert "was scaled" in person.find("check-says").text()
    assert person.find("check-across").text() == wrong
    assert page.printers.measured(ELSEWHERE) == (99, 99)
    measure(person, "ten", "99")
    assert "A length is a number" in person.find("check-says").text()
    measure(person, "", "")
    assert page.printers.measured(ELSEWHERE) is None
    person.wait(lambda: not page.busy())


def test_a_damaged_setting_corrects_nothing(page: PublishPage, person: Person) -> None:
    for kept in ("12", "a b", "70 70", "nan nan", "100 100 100"):
        page.shell.settings.set("printer ", kept)
        assert not page.printers.correction(ELSEWHERE)
    person.wait(lambda: not page.busy())


def test_the_test_sheet_is_saved_as_pdf_that_is_not_scaled(
    person: Person, page: PublishPage, tmp_path: Path
) -> None:
    page.place_.show_folder(tmp_path / "out")
    person.click("publish.test_sheet")
    person.click("check-save")
    with pikepdf.open(tmp_path / "out" / "test-sheet.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert [round(float(each) / 72 * 25.4) for each in pdf.pages[0].mediabox[2:]] == [210, 297]
    person.wait(lambda: not page.busy())


def ruler_mm(path: Path, number: int) -> float:
    """How long the ruler at the foot of a tile is."""
    with pypdfium2.PdfDocument(path) as pdf:
        image = pdf[number].render(scale=254 / 72, grayscale=True).to_pil()
    return max(longest_runs(image.crop((0, image.height - 80, image.width, image.height)))) / 10


def test_exported_tiles_are_corrected_where_that_is_chosen(
    person: Person, page: PublishPage, answers: Answers, tmp_path: Path
) -> None:
    page._choose(What.MAP)
    person.click("publish-few")
    lengths = []
    for name in ("plain", "corrected"):
        answers.where = tmp_path / name
        person.click("publish.folder")
        person.wait(lambda: not page.busy() and page.go.isEnabled())
        person.click("publish.export")
        file = tmp_path / name / "map-A1-on-A4.pdf"
        person.wait(file.exists)
        person.wait(lambda: "files were written" in person.window.notice.text)
        lengths.append(ruler_mm(file, 1))
        person.click("publish.test_sheet")
        measure(person, "98", "101")
        if not person.find("check-exported").isChecked():
            person.click("check-exported")
        person.click("printer-check-close")
    assert lengths[0] == pytest.approx(100, abs=0.3)
    assert lengths[1] == pytest.approx(100 / 0.98, abs=0.3)
    person.wait(lambda: not page.busy())


def test_what_is_printed_is_corrected_for_that_printer(
    person: Person, page: PublishPage, answers: Answers, tmp_path: Path
) -> None:
    page._choose(What.MAP)
    lengths = []
    for name in ("plain.pdf", "corrected.pdf"):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / name))
        answers.on = printer
        person.wait(lambda: not page.busy())
        person.click("publish.print")
        person.wait((tmp_path / name).exists)
        person.wait(lambda: page.out.printing is None)
        lengths.append(ruler_mm(tmp_path / name, 1))
        page.printers.keep(printer.printerName(), 102, 100)
    assert lengths[0] == pytest.approx(100, abs=0.3)
    assert lengths[1] == pytest.approx(100 / 1.02, abs=0.3)


def test_a_correction_is_told_in_words() -> None:
    assert Correction(1.012, 0.996).told(Words()) == "+1.2 % across, −0.4 % down"
    assert Correction().told(Words()) == "nothing to correct"
