"""Maps in all formats: SVG, PNG, step by step, parts and layouts; the test record."""

import errno
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from PIL import Image, ImageChops

from kpidesk.desk.problems import NoAccess
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.choosing import Choice
from kpidesk.domain.results import Goal, Layout, Link, Result, Ring, Tag
from kpidesk.drawing import map as results_map
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.tiles_size import Tiling
from kpidesk.exports import preview
from kpidesk.exports.job import Report, run
from kpidesk.exports.map_parts import small_letters
from kpidesk.exports.pieces import Also, Options, What
from kpidesk.exports.preview import write_png
from kpidesk.system.words import Words
from tests.drawing.map_cases import random_map

AT = datetime(2025, 7, 8, 12, 0, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def shown(sample_file: Path) -> Iterator[Desk]:
    found = read_desk(sample_file)
    yield found
    found.close()


def export(shown: Desk, folder: Path, *what: What, paper: str = "A3", **more: object) -> Report:
    return run(shown, Options(what, folder, SHEETS[paper], None, Words(), AT, **more))  # type: ignore[arg-type]


def text_of(path: Path, page: int | None = None) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(str(path))
    pages = range(len(document)) if page is None else [page]
    text = " ".join(document[number].get_textpage().get_text_bounded() for number in pages)
    document.close()
    return " ".join(text.split())


def test_svg_names_every_record_and_has_the_size_of_the_sheet(shown: Desk, tmp_path: Path) -> None:
    export(shown, tmp_path, What.MAP, also=frozenset({Also.SVG}))
    root = ET.parse(tmp_path / "map-A3.svg").getroot()
    assert (root.get("width"), root.get("height")) == ("420mm", "297mm")
    titles = {each.text for each in root.iter(f"{SVG}title")}
    assert {each.statement for each in shown.find(Result)} <= titles
    kinds = [each.get("class") for each in root.iter(f"{SVG}g")]
    assert kinds.count("bubble") == 20
    assert kinds.count("link") >= 30
    used = {each.get("{http://www.w3.org/1999/xlink}href") for each in root.iter(f"{SVG}use")}
    made = {f"#{each.get('id')}" for each in root.iter(f"{SVG}path") if each.get("id")}
    assert used == made


def test_svg_and_png_look_alike(shown: Desk, tmp_path: Path, qapp: object) -> None:
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    export(shown, tmp_path, What.MAP, also=frozenset({Also.SVG, Also.PNG}), dpi=50)
    png = Image.open(tmp_path / "map-A3-50dpi.png").convert("L")
    renderer = QSvgRenderer(QByteArray((tmp_path / "map-A3.svg").read_bytes()))
    assert renderer.isValid()
    painted = QImage(png.width, png.height, QImage.Format.Format_RGB32)
    painted.fill(QColor("white"))
    painter = QPainter(painted)
    renderer.render(painter)
    painter.end()
    painted.save(str(tmp_path / "svg.png"))
    other = Image.open(tmp_path / "svg.png").convert("L")
    histogram = ImageChops.difference(png, other).histogram()
    far = sum(histogram[64:])
    assert far < png.width * png.height * 0.02


@pytest.mark.parametrize("dpi", [72, 150])
def test_png_has_the_dots_that_were_asked_for(shown: Desk, tmp_path: Path, dpi: int) -> None:
    report = export(shown, tmp_path, What.MAP, also=frozenset({Also.PNG}), dpi=dpi)
    (path,) = [each for each in report.files if each.suffix == ".png"]
    with Image.open(path) as image:
        assert image.size == pytest.approx((420 / 25.4 * dpi, 297 / 25.4 * dpi), abs=1)
        assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)


def test_a_picture_never_takes_all_memory(
    shown: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(shown, tmp_path, What.MAP)
    monkeypatch.setattr(preview, "MOST_PIXELS", 500_000)
    assert write_png(tmp_path / "map-A3.pdf", tmp_path / "small.png", 600) < 80
    with Image.open(tmp_path / "small.png") as image:
        assert image.width * image.height <= 500_000


def test_a_part_is_printed_alone(shown: Desk, tmp_path: Path) -> None:
    tag = next(each.id for each in shown.find(Tag) if each.name == "Wastewater")
    report = export(shown, tmp_path, What.MAP, part=Choice(tags=frozenset({tag})))
    text = text_of(tmp_path / "map-A3.pdf")
    assert "Sewer blockages" in text
    assert "Meters are read" not in text
    assert "3 results" in text
    assert "Only Wastewater: 3 of 20 results" in text
    assert not report.warnings
    ring = next(each.id for each in shown.find(Ring) if each.position == 4)
    report = export(shown, tmp_path, What.MAP, part=Choice(frozenset({ring}), tags=frozenset({tag})))
    assert any("none of its results" in each for each in report.warnings)
    assert report.files == ()


@pytest.mark.parametrize("layout", [*Layout])
def test_each_layout_is_printed_with_all_results(shown: Desk, tmp_path: Path, layout: Layout) -> None:
    export(shown, tmp_path, What.MAP, layout=layout, paper="A1")
    text = text_of(tmp_path / "map-A1.pdf")
    for result in shown.find(Result):
        assert result.code in text
    assert ("stripe" in text) is (layout is Layout.LAYERED)


def test_the_map_is_told_ring_by_ring_then_chain_by_chain(shown: Desk, tmp_path: Path) -> None:
    export(shown, tmp_path, What.STEPS)
    with pikepdf.open(tmp_path / "map-steps.pdf") as pdf:
        assert len(pdf.pages) == 4 + 3
        wide, tall = (float(pdf.pages[0].mediabox[n]) for n in (2, 3))
        assert wide / tall == pytest.approx(16 / 9, abs=0.01)
    statements = {each.code: " ".join(each.statement.split()) for each in shown.find(Result)}
    first, last = text_of(tmp_path / "map-steps.pdf", 0), text_of(tmp_path / "map-steps.pdf", 3)
    assert statements["R01"][:20] in first
    assert "R16" not in first
    assert statements["R19"][:14] in last
    assert "R01" in last
    chain = text_of(tmp_path / "map-steps.pdf", 4)
    assert statements["R01"] in chain


def test_the_test_record_has_every_verdict(shown: Desk, tmp_path: Path) -> None:
    report = export(shown, tmp_path, What.TESTS)
    assert [each.name for each in report.files] == ["tests-A4.pdf"]
    text = text_of(tmp_path / "tests-A4.pdf")
    for goal in shown.find(Goal):
        assert goal.code in text
    for words in (
        "Two: the culture and the system",
        "Roll out the MaxPlan",
        "(M03)",
        "The five of the first",
    ):
        assert words in text
    with pikepdf.open(tmp_path / "tests-A4.pdf") as pdf:
        assert [float(page.mediabox[2]) for page in pdf.pages] == pytest.approx([595.28] * 2, abs=0.3)


def test_links_that_were_rejected_stay_out(shown: Desk, tmp_path: Path) -> None:
    assert len(shown.find(Link)) == 30
    export(shown, tmp_path, What.MAP)
    assert "30 links" in text_of(tmp_path / "map-A3.pdf")


@pytest.mark.parametrize("paper", ["A4", "A0"])
def test_letters_that_nobody_can_read_are_told(tmp_path: Path, paper: str) -> None:
    made = random_map(150, 3)
    page = results_map.sheet(made, "map", SHEETS[paper].landscape, Words(), AT.date())
    told = small_letters(page, "Results map", SHEETS[paper], Words())
    assert bool(told) is (paper == "A4")
    if told:
        assert told[0].startswith("Results map: its letters are only ")
        assert "pt high on A4." in told[0]


def test_the_sample_can_be_read_on_a3(shown: Desk, tmp_path: Path) -> None:
    assert export(shown, tmp_path, What.MAP).warnings == ()


def test_a_sheet_is_not_cut_up_for_its_own_paper(shown: Desk, tmp_path: Path) -> None:
    options = Options((What.MAP,), tmp_path, SHEETS["A4"], Tiling(SHEETS["A4"]), Words(), AT)
    assert [each.name for each in run(shown, options).files] == ["map-A4.pdf"]


def test_a_folder_that_cannot_be_made_is_named(
    shown: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(Path, "mkdir", gone)
    with pytest.raises(NoAccess) as problem:
        export(shown, tmp_path / "out", What.MAP)
    assert str(problem.value) == f"The folder {tmp_path / 'out'} cannot be made here. Choose another place."
