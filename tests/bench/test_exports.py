"""What is written: posters, tiles, a workbook of 20,000 notes."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
from openpyxl import Workbook
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kpidesk.domain.gallery import Gallery, Note, Poster
from kpidesk.domain.reader import Collection
from kpidesk.drawing import fonts, posters, tiles
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, Group, Path, Picture, Transform
from kpidesk.exports.pdf import write_pdf
from kpidesk.exports.workbook import write_workbook
from kpidesk.system.words import Words

DAY = date(2025, 7, 8)
MM = 72 / 25.4


def benched(reader: Collection) -> list[Poster]:
    return [poster for poster in reader.find(Poster) if poster.id.startswith("bench")]


def draw(reader: Collection, poster: Poster, paper: str) -> Picture:
    return posters.poster(reader, poster, SHEETS[paper], Words(), DAY).picture


def drawn(reader: Collection, paper: str) -> list[Picture]:
    return [draw(reader, poster, paper) for poster in benched(reader)]


def straight(pages: list[Picture]) -> bytes:
    """The same texts, lines and areas by reportlab's own calls, text as it stands."""
    out = BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for page in pages:
        canvas.setPageSize((page.width * MM, page.height * MM))
        canvas.transform(MM, 0, 0, -MM, 0, page.height * MM)
        _items(canvas, page.items)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _items(canvas: Canvas, items: tuple[object, ...]) -> None:
    for item in items:
        if isinstance(item, GlyphRun):
            if item.font not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(item.font, str(fonts.font(item.font).path)))
            text = canvas.beginText()
            text.setTextTransform(1, 0, 0, -1, item.x, item.y)
            text.setFont(item.font, item.size)
            text.setFillColor(item.colour)
            text.textOut(item.text)
            canvas.drawText(text)
        elif isinstance(item, Path):
            _path(canvas, item)
        elif isinstance(item, Group):
            canvas.saveState()
            at = item.transform or Transform()
            canvas.transform(at.scale, 0, 0, at.scale, at.dx, at.dy)
            _items(canvas, item.items)
            canvas.restoreState()


def _path(canvas: Canvas, item: Path) -> None:
    path = canvas.beginPath()
    for op in item.ops:
        {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}[op[0]](*op[1:])
    if item.stroke:
        canvas.setStrokeColor(item.stroke)
        canvas.setLineWidth(item.width)
        canvas.setDash(*([list(item.dash)] if item.dash else []))
    if item.fill:
        canvas.setFillColor(item.fill)
    canvas.drawPath(path, stroke=int(item.stroke is not None), fill=int(item.fill is not None))


def test_fifty_posters(fifty_measures, race):
    pages = drawn(fifty_measures, "A1")
    assert len(pages) == 50

    def ours() -> None:
        write_pdf(drawn(fifty_measures, "A1"), BytesIO(), title="Posters")

    race("50 A1 posters, layout and PDF / straight in reportlab", lambda: straight(pages), ours, "≤ 1.5", 3)


def test_writing_fifty_posters(fifty_measures, race):
    pages = drawn(fifty_measures, "A1")
    race(
        "50 A1 posters, PDF only / straight in reportlab",
        lambda: straight(pages),
        lambda: write_pdf(pages, BytesIO(), title="Posters"),
        "part of the row above",
        3,
    )


def one_poster(reader: Collection) -> Picture:
    return draw(reader, benched(reader)[0], "A0")


def once(whole: Picture) -> None:
    write_pdf([whole], BytesIO(), title="A0")


def tiled(whole: Picture) -> None:
    grid = tiles.cut(whole.width, whole.height, SHEETS["A4"])
    assert grid.count == 25
    write_pdf(tiles.tiles(whole, "whole", grid, "G01 · A0", Words()), BytesIO(), title="A0")


def test_a0_on_25_sheets(fifty_measures, race):
    race(
        "A0 on 25 A4 sheets / drawing the poster once",
        lambda: once(one_poster(fifty_measures)),
        lambda: tiled(one_poster(fifty_measures)),
        "≤ 1.5",
        15,
    )


def test_writing_25_sheets(fifty_measures, race):
    whole = one_poster(fifty_measures)
    race(
        "A0 on 25 A4 sheets, PDF only / the poster once, PDF only",
        lambda: once(whole),
        lambda: tiled(whole),
        "part of the row above",
        15,
    )


def test_a_workbook_of_twenty_thousand_notes(notes, race):
    gallery = Gallery(id="gallery", name="Gallery")
    sheets = [Poster(id=f"g{n:02d}", code=f"G{n:02d}", gallery="gallery") for n in range(40)]
    reader = Collection([gallery, *sheets, *notes])
    assert len(reader.find(Note)) == len(notes)

    def ours() -> BytesIO:
        out = BytesIO()
        write_workbook(reader, out, words=Words(), edit=1, exported_on=datetime(2025, 7, 8, tzinfo=UTC))
        return out

    read = openpyxl.load_workbook(ours(), read_only=True)
    cells = {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in read}
    read.close()

    def floor() -> None:
        book = Workbook(write_only=True)
        for title, rows in cells.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        book.save(BytesIO())

    race("workbook of 20,000 notes / openpyxl write-only, plain cells", floor, ours, "≤ 1.3", 3)
