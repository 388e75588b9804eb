"""Screen and paper show the same: glyphs against Qt's own layout, pixels against the PDF."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image as Pillow
from PIL import ImageChops, ImageFilter
from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QTextLayout, QTextOption, QTransform

from kpidesk.drawing import fonts, shapes
from kpidesk.drawing.picture import Form, GlyphRun, Group, Image, Path, Picture, Transform, walk
from kpidesk.drawing.text import Style, Weight, shape, wrap
from kpidesk.exports.pdf import write_pdf
from kpidesk.ui.painter import Cache, paint, to_image

PX_PER_MM = 6
# Pixels that two renderers may smooth differently; text alone gives none, the least sign moved gives 12.
NOISE = 8
SAMPLES = {
    "latin": "Office AVATAR fjord: targets ≤ 5 % → 7 − 2",
    "arabic": "مثال على النص العربي (لا إله)",
    "hebrew": "שָׁלוֹם עולם (אבג) [דה]",
    "devanagari": "क्षत्रिय हिन्दी में लिखा र्क स्त्री",
    "thai": "ภาษาไทย น้ำใจ ที่นี่",
    "mixed": "Mixed מעורב 12 و ABC (אבג) 3.5% [x]",
    "rtl digits": "نسبة 12.5% و ٣٤ (abc) 2024",
    "pictures": "🙂 👍🏽 ☐ ✓ ∑",
}

pytestmark = pytest.mark.usefixtures("qapp")


def png(mode: str = "RGBA") -> bytes:
    image = Pillow.new(mode, (20, 20), (200, 30, 30, 128)[: len(mode)])
    image.paste((20, 30, 200, 255)[: len(mode)], (0, 0, 10, 10))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def texts() -> list[GlyphRun]:
    items: list[GlyphRun] = []
    y = 4.0
    for value in SAMPLES.values():
        for weight in (Weight.REGULAR, Weight.SEMIBOLD):
            lines = wrap(value, Style(13, weight), 110)
            items += lines.place(5, y, box_width=110)
            y += lines.height
    return items


def sample() -> Picture:
    inner = Picture(
        30, 20, (shapes.rect(0, 0, 30, 20, fill="#DDE6F0"), *wrap("Form אב 12", Style(9), 28).place(1, 1))
    )
    ring = shapes.circle(0, 0, 12)
    hole = Path(
        (*shapes.rect(60, 135, 20, 20).ops, *shapes.rect(65, 140, 10, 10).ops), "#336644", even_odd=True
    )
    items = [
        *texts(),
        shapes.rect(1, 1, 118, 168, 3, stroke="#2255AA", width=0.6),
        shapes.circle(20, 150, 9, fill="#FFCC00", stroke="#AA0000", width=1),
        shapes.polyline([(32, 140), (40, 160), (48, 140)], stroke="#000000", width=1.5),
        shapes.line(32, 164, 56, 164, stroke="#000000", width=0.8, dash=(3, 2)),
        hole,
        *shape("turned نص 12", Style(12)).place(100, 112, angle=90),
        *wrap("half seen", Style(14, opacity=0.4), 40).place(84, 128),
        Image(png(), 84, 140, 12, 12),
        Group(
            (*wrap("cut off in a circle", Style(11), 20).place(-13, -9),),
            clip=ring,
            transform=Transform(50, 148),
        ),
        Form("inner", inner, 4, 120, 0.5),
        Form("inner", inner, 4, 132, 0.4),
    ]
    return Picture(120, 170, tuple(items), "sample")


def on_screen(picture: Picture) -> Pillow.Image:
    image = to_image(picture, PX_PER_MM).convertToFormat(QImage.Format.Format_RGBA8888)
    data = bytes(image.constBits())
    return Pillow.frombytes("RGBA", (image.width(), image.height()), data).convert("L")


def on_paper(picture: Picture) -> Pillow.Image:
    out = BytesIO()
    write_pdf([picture], out, title="sample")
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        # pypdfium2 rounds up: 720.0001 pixels would become 721 and stretch the page.
        scale = PX_PER_MM * 25.4 / 72 * (1 - 1e-7)
        return document[0].render(scale=scale).to_pil().convert("L")
    finally:
        document.close()


def difference(one: Pillow.Image, other: Pillow.Image) -> int:
    """Return how many pixels differ by more than the two renderers' smoothing of an edge.

    Each pixel of one picture must lie in the range that the other has within one pixel around it.
    """
    assert one.size == other.size
    count = 0
    for a, b in ((one, other), (other, one)):
        low, high = b.filter(ImageFilter.MinFilter(3)), b.filter(ImageFilter.MaxFilter(3))
        beyond = ImageChops.lighter(ImageChops.subtract(a, high), ImageChops.subtract(low, a))
        count += sum(beyond.histogram()[64:])
    return count


def changed(picture: Picture, at: int, **fields: float | str) -> Picture:
    """Return the picture with one text run changed."""
    items = list(picture.items)
    items[at] = replace(items[at], **fields)
    return replace(picture, items=tuple(items))


def test_screen_and_paper_agree():
    picture = sample()
    assert difference(on_screen(picture), on_paper(picture)) <= NOISE


@pytest.mark.parametrize("at", [at for at, run in enumerate(texts()) if run.text.strip()])
def test_the_comparison_notices_each_run_that_moved_or_is_gone(at):
    picture = Picture(120, 120, tuple(texts()))
    run = picture.items[at]
    paper = on_paper(picture)
    assert difference(on_screen(changed(picture, at, x=run.x + 0.5)), paper) > NOISE
    gone = replace(picture, items=picture.items[:at] + picture.items[at + 1 :])
    assert difference(on_screen(gone), paper) > NOISE


def test_the_comparison_notices_one_lost_glyph():
    picture = Picture(120, 120, tuple(texts()))
    paper = on_paper(picture)
    run = picture.items[0]
    assert difference(on_screen(changed(picture, 0, glyphs=run.glyphs[:3] + run.glyphs[4:])), paper) > NOISE


@pytest.fixture(scope="module")
def families(qapp):
    """Return the family name that Qt gives each bundled regular font."""
    found = {}
    ids = []
    for key in fonts.every_key():
        if not key.endswith("-Regular"):
            continue
        number = QFontDatabase.addApplicationFont(str(fonts.font(key).path))
        ids.append(number)
        found[key] = QFontDatabase.applicationFontFamilies(number)[0]
    yield found
    for number in ids:
        QFontDatabase.removeApplicationFont(number)


def qt_glyphs(value: str, family: str, pixels: int) -> list[tuple[int, float, float]]:
    """Return what Qt's own layout shows of a line: glyph numbers and positions from left to right."""
    face = QFont(family)
    face.setPixelSize(pixels)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    face.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    layout = QTextLayout(value, face)
    option = QTextOption()
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    baseline = line.ascent() + line.y()
    found = [
        (gid, at.x(), at.y() - baseline)
        for run in layout.glyphRuns()
        for gid, at in zip(run.glyphIndexes(), run.positions(), strict=True)
    ]
    return visible(found)


def visible(glyphs: list[tuple[int, float, float]]) -> list[tuple[int, float, float]]:
    """Return the glyphs from left to right, starting at zero."""
    ordered = sorted(glyphs, key=lambda glyph: (round(glyph[1], 1), glyph[0]))
    left = min(x for _, x, _ in ordered)
    return [(gid, x - left, y) for gid, x, y in ordered]


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("مثال على النص العربي لا إله", "NotoSansArabic-Regular"),
        ("مثال ٣٤٥ نص ١٢", "NotoSansArabic-Regular"),
        ("مُحَمَّد بَيْتٌ", "NotoSansArabic-Regular"),
        ("שלום עולם", "NotoSansHebrew-Regular"),
        ("שָׁלוֹם בְּרֵאשִׁית", "NotoSansHebrew-Regular"),
        ("क्षत्रिय हिन्दी में लिखा र्क कि स्त्री", "NotoSansDevanagari-Regular"),
        ("संख्या 123 (क) 4.5%", "NotoSansDevanagari-Regular"),
        ("ภาษาไทย น้ำใจ ที่นี่", "NotoSansThai-Regular"),
        ("Office AVATAR Ty fjord (12.5%) [x]", "NotoSans-Regular"),
        ("a(b)c 12-13 {x} <y>", "NotoSans-Regular"),
    ],
)
def test_glyphs_are_those_of_qts_own_layout(families, value, key):
    pixels = 200
    style = Style(pixels / (25.4 / 72))
    line = shape(value, style)
    assert {run.font for run in line.runs} == {key}
    ours = visible([(glyph.gid, run.x + glyph.x, glyph.y) for run in line.runs for glyph in run.glyphs])
    theirs = qt_glyphs(value, families[key], pixels)
    assert [gid for gid, _, _ in ours] == [gid for gid, _, _ in theirs]
    for (_, x1, y1), (_, x2, y2) in zip(ours, theirs, strict=True):
        # Qt counts in 1/64 of a pixel and rounds each advance.
        assert x1 == pytest.approx(x2, abs=1)
        assert y1 == pytest.approx(y2, abs=1)


@pytest.mark.parametrize("value", ["نسبة 12.5% و (2024) نص", "שלום (abc) 12 [ד]", "Mixed מעורב 12 (אבג) [x]"])
def test_order_is_that_of_qts_own_layout(families, value):
    """Several fonts: compare the order of characters as seen, which brackets and digits make hard."""
    face = QFont([families["NotoSans-Regular"], *families.values()])
    face.setPixelSize(100)
    layout = QTextLayout(value, face)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()

    theirs = []
    for at, char in enumerate(value):
        run = layout.glyphRuns(at, 1)[0]
        theirs.append((run.positions()[0].x(), char))
    ours = [(run.x + glyph.x, glyph.text) for run in shape(value, Style(30)).runs for glyph in run.glyphs]
    assert [char for _, char in sorted(ours)] == [char for _, char in sorted(theirs)]


def test_a_painter_is_left_as_it_was():
    image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setOpacity(0.5)
    painter.translate(3, 4)
    before = painter.worldTransform()
    paint(painter, sample(), scale=2)
    assert painter.worldTransform() == before
    assert painter.opacity() == 0.5
    painter.end()


def test_turned_and_mirrored_painters_show_text_too():
    picture = Picture(60, 20, wrap("Turn אב", Style(20), 60).place(2, 2))
    straight = to_image(picture, 5)
    image = QImage(straight.height(), straight.width(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.translate(image.width(), 0)
    painter.rotate(90)
    paint(painter, picture, scale=5)
    painter.end()
    back = image.transformed(QTransform().rotate(-90))
    sizes = [
        Pillow.frombytes("RGBA", (shown.width(), shown.height()), bytes(shown.constBits())).convert("L")
        for shown in (
            straight.convertToFormat(QImage.Format.Format_RGBA8888),
            back.convertToFormat(QImage.Format.Format_RGBA8888),
        )
    ]
    assert difference(*sizes) <= NOISE


@pytest.mark.parametrize("pixels", [40, 62, 66, 96, 300, 520])
@pytest.mark.parametrize("turned", [0, 30])
@pytest.mark.parametrize("dots", [1, 2])
def test_letters_are_painted_at_any_size(pixels: int, turned: int, dots: int) -> None:
    """Qt leaves out glyphs above 64 pixels: the name of a map on a projector was not there."""
    size = pixels / 2 / dots
    run = next(each for each in shape("H", Style(size * 72 / 25.4, Weight.BOLD)).place(size, size * 2))
    assert isinstance(run, GlyphRun)
    image = QImage(
        round(size * 4 * 2 * dots), round(size * 4 * 2 * dots), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(dots)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint(painter, [replace(run, angle=turned)], scale=2)
    painter.end()
    step = max(1, pixels // 40)
    places = [(x, y) for x in range(0, image.width(), step) for y in range(0, image.height(), step)]
    ink = sum(image.pixelColor(x, y).lightness() < 128 for x, y in places) * step * step
    assert ink / pixels**2 == pytest.approx(0.28, abs=0.05)


def test_cosmetic_and_thin_strokes_keep_their_pixels():
    def darkest_column(path: Path, thinnest: float = 0) -> int:
        image = QImage(40, 40, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        paint(painter, [path], scale=0.5, thinnest=thinnest)
        painter.end()
        return sum(image.pixelColor(x, 20).value() < 128 for x in range(40))

    upright = shapes.line(40, 0, 40, 80, stroke="#000000", width=0.1)
    assert darkest_column(upright) == 0
    assert darkest_column(upright, thinnest=4) == 4
    assert darkest_column(replace(upright, cosmetic=True, width=6)) == 6


def test_the_cache_is_bounded_and_used():
    cache = Cache(limit=10)
    image = QImage(300, 300, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    picture = sample()
    paint(painter, picture, scale=2, cache=cache)
    painter.end()
    assert len(cache) == 10
    cache = Cache()
    painter = QPainter(image)
    paint(painter, picture, scale=2, cache=cache)
    once = len(cache)
    paint(painter, picture, scale=2, cache=cache)
    painter.end()
    assert len(cache) == once
    distinct = {id(item.glyphs) for item in walk(picture.items) if isinstance(item, GlyphRun)}
    assert once >= len(distinct)


def test_image_size_is_rounded_to_whole_pixels():
    image = to_image(Picture(10.26, 0.01, ()), 10)
    assert (image.width(), image.height()) == (103, 1)
    assert image.pixelColor(QPointF(0, 0).toPoint()) == QColor("#FFFFFF")
    assert not QByteArray(bytes(image.constBits())).isEmpty()
