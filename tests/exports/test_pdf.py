"""What a PDF says about itself, read back with other libraries."""

import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pillow

from kpidesk.drawing import shapes
from kpidesk.drawing.picture import Form, GlyphRun, Group, Image, Path, Picture, Transform
from kpidesk.drawing.text import Style, Weight, shape, wrap
from kpidesk.exports.pdf import write_pdf

MM = 72 / 25.4
STYLE = Style(14)


def page(*items, width=210.0, height=297.0, **fields) -> Picture:
    return Picture(width, height, tuple(items), **fields)


def written(*pages: Picture, **options) -> bytes:
    out = BytesIO()
    options.setdefault("title", "Test")
    assert write_pdf(pages, out, **options) == len(pages)
    return out.getvalue()


def opened(*pages: Picture, **options) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(written(*pages, **options)))


def extracted(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        reader = document[0].get_textpage()
        return reader.get_text_range().split("\r\n")
    finally:
        document.close()


@pytest.mark.parametrize(("width", "height"), [(210, 297), (841, 1189), (594.3, 12.7), (297, 210)])
def test_boxes_are_exact(width, height):
    with opened(page(width=width, height=height)) as pdf:
        for name in ("MediaBox", "CropBox", "TrimBox"):
            left, bottom, right, top = (float(value) / MM for value in pdf.pages[0][f"/{name}"])
            assert (left, bottom) == (0, 0)
            assert right == pytest.approx(width, abs=0.001)
            assert top == pytest.approx(height, abs=0.001)


def test_the_catalogue_says_title_language_and_exact_printing():
    with opened(page(), title="Übersicht أ", author="Ada", language="de", subject="Measures") as pdf:
        assert str(pdf.docinfo.Title) == "Übersicht أ"
        assert str(pdf.docinfo.Author) == "Ada"
        assert str(pdf.docinfo.Subject) == "Measures"
        assert str(pdf.Root.Lang) == "de"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
    with opened(page(), print_scaling_none=False) as pdf:
        assert "/PrintScaling" not in pdf.Root.ViewerPreferences


def test_words_that_no_file_can_hold_are_cleaned():
    with opened(page(bookmark="a\ud800\0b"), title="t\ud800\ufffe", author="\x1b") as pdf:
        assert str(pdf.docinfo.Title) == "t"
        with pdf.open_outline() as outline:
            assert outline.root[0].title == "ab"


def test_bookmarks_lead_to_their_pages():
    with opened(page(bookmark="Erste ≤ 5"), page(), page(bookmark="שלישי")) as pdf:
        with pdf.open_outline() as outline:
            entries = list(outline.root)
        assert [entry.title for entry in entries] == ["Erste ≤ 5", "שלישי"]
        numbers = [pdf.pages.index(pikepdf.Page(_page_of(pdf, entry))) for entry in entries]
        assert numbers == [0, 2]
        assert pdf.Root.PageMode == "/UseOutlines"


def _page_of(pdf: pikepdf.Pdf, entry: pikepdf.OutlineItem) -> pikepdf.Object:
    return entry.destination[0]


def fonts_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(pdf.pages[0].Resources.Font.values())


def test_every_font_is_embedded_as_a_subset():
    texts = [shape(value, Style(12, weight)) for weight in Weight for value in ("Abc ≤", "שלום", "🙂")]
    with opened(page(*(run for line in texts for run in line.place(10, 50)))) as pdf:
        found = fonts_of(pdf)
        assert len(found) == len({run.font for line in texts for run in line.runs})
        for font in found:
            inner = font.DescendantFonts[0]
            program = inner.FontDescriptor.FontFile2.read_bytes()
            assert program[:4] == b"\x00\x01\x00\x00"
            assert len(program) < 20_000
            name = str(font.BaseFont)
            assert name[7] == "+"
            assert name == str(inner.BaseFont) == str(inner.FontDescriptor.FontName)
            assert b"beginbfchar" in font.ToUnicode.read_bytes()


def test_streams_are_compressed():
    with opened(page(*wrap("words " * 500, STYLE, 190).place(10, 10))) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                assert "/Filter" in thing


def test_a_form_is_in_the_file_once():
    poster = page(shapes.rect(0, 0, 5, 5, fill="#000000"), *shape("Poster", STYLE).place(20, 20))
    sheets = [
        page(Group((Form("poster", poster, -at, 0, 2),), clip=shapes.rect(0, 0, 210, 297)))
        for at in range(10)
    ]
    with opened(*sheets) as pdf:
        forms = {
            thing.objgen
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
        }
        assert len(forms) == 1
        for sheet in pdf.pages:
            (placed,) = sheet.Resources.XObject.values()
            assert placed.objgen in forms
            assert len(sheet.Contents.read_bytes()) < 300
            assert "/Font" in placed.Resources
    assert extracted(written(sheets[0])) == ["Poster"]


def test_an_image_is_in_the_file_once_and_keeps_its_alpha():
    out = BytesIO()
    Pillow.new("RGBA", (4, 3), (10, 20, 30, 128)).save(out, "PNG")
    picture = page(*(Image(out.getvalue(), x, 0, 8, 6) for x in (0, 10, 20)))
    with opened(picture, picture) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        assert (image.Width, image.Height) == (4, 3)
        assert image.read_bytes() == bytes((10, 20, 30)) * 12
        assert image.SMask.read_bytes() == bytes([128]) * 12


def test_a_jpeg_is_kept_as_it_is():
    out = BytesIO()
    Pillow.new("RGB", (16, 16), (200, 100, 50)).save(out, "JPEG")
    with opened(page(Image(out.getvalue(), 0, 0, 10, 10))) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        assert image.Filter == "/DCTDecode"
        assert image.read_raw_bytes() == out.getvalue()


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK"])
def test_images_of_every_kind_are_written(mode):
    out = BytesIO()
    Pillow.new("RGB", (5, 5), (90, 0, 0)).convert(mode).save(out, "TIFF" if mode == "CMYK" else "PNG")
    data = written(page(Image(out.getvalue(), 0, 0, 10, 10), width=10, height=10))
    document = pypdfium2.PdfDocument(data)
    assert document[0].render().to_pil().getpixel((14, 14)) != (255, 255, 255)
    document.close()


def test_links_cover_their_groups():
    text = wrap("see", STYLE, 50)
    inner = Group(text.place(0, 0), link="https://example.org/?a=(b)", transform=Transform(10, 20, 2))
    outer = Group((inner,), transform=Transform(5, 5))
    back = Group((shapes.rect(0, 0, 10, 10, fill="#FFFFFF"),), link="#Start")
    with opened(page(bookmark="Start"), page(outer, back)) as pdf:
        first, second = pdf.pages[1].Annots
        assert str(first.A.URI) == "https://example.org/?a=(b)"
        left, bottom, right, top = (float(value) / MM for value in first.Rect)
        assert left == pytest.approx(15, abs=0.01)
        assert right == pytest.approx(15 + 2 * text.width, abs=0.01)
        assert 25 - 2 < 297 - top < 297 - bottom < 25 + 2 * text.height + 2
        assert second.Dest[0].objgen == pdf.pages[0].obj.objgen


SOURCES = [
    "Office fjord AVATAR: targets ≤ 5 % ≥ 3 → 7 − 2 × 4 ÷ 2 …",
    "مثال على النص العربي والنهاية لا إله",
    "مثال (أ ب) نص",
    "שלום עולם דברים (אבג) סוף",
    "שָׁלוֹם בְּרֵאשִׁית",
    "क्षत्रिय हिन्दी में लिखा र्क कि स्त्री",
    "ภาษาไทย น้ำใจ ที่นี่",
    "é e\u0301 q\u0308 fi ffi",
    "Zufrieden 🙂 ☐ ✓ 🧑\u200d💻 ∑",
    "missing 中 stays",
]


@pytest.mark.parametrize("weight", [Weight.REGULAR, Weight.BOLD, Weight.ITALIC])
@pytest.mark.parametrize("value", SOURCES)
def test_text_reads_back_as_its_source(value, weight):
    lines = wrap(value, Style(12, weight), 190)
    got = extracted(written(page(*lines.place(10, 10, box_width=190))))
    # Marks on one letter may come in another, equivalent order.
    assert [unicodedata.normalize("NFC", line) for line in got] == [unicodedata.normalize("NFC", value)]


@pytest.mark.parametrize("value", ["نسبة 12.5 و 2024 نص", "Mixed מעורב 12 ABC end"])
def test_words_of_mixed_lines_can_be_searched(value):
    got = extracted(written(page(*wrap(value, STYLE, 190).place(10, 10, box_width=190))))
    assert sorted(" ".join(got).split()) == sorted(value.split())


def test_wrapped_and_turned_text_reads_back():
    lines = wrap("one two three four five six", STYLE, 30)
    got = extracted(written(page(*lines.place(10, 10), *shape("Turned", STYLE).place(150, 50, angle=90))))
    assert " ".join(line.strip() for line in got) == "one two three four five six Turned"


def test_the_same_pictures_give_the_same_bytes():
    picture = page(*wrap(" ".join(SOURCES), STYLE, 190).place(10, 10))
    assert written(picture) == written(picture)
    when = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    with opened(picture, created=when) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20260304050607+00'00'"
    assert written(picture, created=when) == written(picture, created=when)


def test_the_same_bytes_in_another_process():
    code = (
        "import hashlib, io, sys; from kpidesk.drawing.text import Style, wrap;"
        "from kpidesk.drawing.picture import Picture; from kpidesk.exports.pdf import write_pdf;"
        "out = io.BytesIO(); items = wrap(sys.argv[1], Style(14), 190).place(10, 10);"
        "write_pdf([Picture(210, 297, items)], out, title='Test');"
        "print(hashlib.sha256(out.getvalue()).hexdigest())"
    )
    run = [sys.executable, "-c", code, SOURCES[0]]
    digests = {subprocess.run(run, capture_output=True, text=True, check=True).stdout for _ in range(2)}
    assert len(digests) == 1


def test_a_path_can_be_the_target(tmp_path):
    target = tmp_path / "ä picture.pdf"
    assert write_pdf([page()], target, title="Test") == 1
    assert target.read_bytes().startswith(b"%PDF-1.")


def test_no_pages_are_refused():
    with pytest.raises(ValueError, match="at least one page"):
        write_pdf([], BytesIO(), title="Test")


def test_state_is_set_only_where_it_changes():
    line = shape("word", STYLE)
    items = [run for at in range(50) for run in line.place(10, 5 * at)]
    with opened(page(*items)) as pdf:
        code = pdf.pages[0].Contents.read_bytes()
    assert code.count(b" Tf") == 1
    assert code.count(b" rg") == 1
    assert code.count(b"BT") == code.count(b"ET") == 1
    assert code.count(b" Tm ") == 50


def test_opacity_and_clips_do_not_leak():
    thin = shapes.rect(0, 0, 10, 10, fill="#FF0000", opacity=0.5)
    solid = shapes.rect(20, 0, 10, 10, fill="#FF0000")
    hidden = Group((shapes.rect(0, 0, 30, 30, fill="#0000FF"),), clip=shapes.rect(0, 20, 5, 5))
    data = written(page(thin, hidden, solid, width=30, height=30))
    document = pypdfium2.PdfDocument(data)
    shown = document[0].render(scale=10 / MM).to_pil()
    document.close()
    assert shown.getpixel((50, 50)) == pytest.approx((255, 127, 127), abs=2)
    assert shown.getpixel((250, 50)) == (255, 0, 0)
    assert shown.getpixel((20, 220)) == (0, 0, 255)
    assert shown.getpixel((150, 150)) == (255, 255, 255)


def test_kerning_is_in_the_file():
    run = shape("AVAVAV", STYLE).runs[0]
    with opened(page(*shape("AVAVAV", STYLE).place(0, 10))) as pdf:
        assert b"] TJ" in pdf.pages[0].Contents.read_bytes()
    loose = GlyphRun(run.font, run.size, 0, 10, (), "", 0, "#000000")
    assert extracted(written(page(loose))) == [""]


def test_nothing_is_drawn_for_empty_paths():
    with opened(page(Path(()), Path((("M", 0, 0), ("L", 1, 1))))) as pdf:
        assert pdf.pages[0].Contents.read_bytes().strip().endswith(b"cm")
