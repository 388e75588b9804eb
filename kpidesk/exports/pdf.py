"""Pictures as a PDF that prints exact to 0.1 mm and reads back as text.

The content streams are written here, one operator for each item, in millimetres with y downward; reportlab
writes the file around them. Glyph positions are those of the display list. The same pictures give the
same bytes, whenever and wherever they are written.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from math import cos, radians, sin
from os import PathLike, fspath
from typing import IO, TYPE_CHECKING, Any, cast

from PIL import Image as Pillow
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from kpidesk.drawing.breaks import clean
from kpidesk.drawing.picture import (
    Colour,
    Form,
    GlyphRun,
    Group,
    Image,
    Item,
    Path,
    Picture,
    Transform,
    bounds,
)
from kpidesk.exports.pdf_fonts import PdfFont

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS_PER_MM = 72 / 25.4
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_CAPS = {"butt": 0, "round": 1}
_JOINS = {"miter": 0, "round": 1}


def write_pdf(
    pages: Iterable[Picture],
    target: str | PathLike[str] | IO[bytes],
    *,
    title: str,
    author: str = "",
    language: str = "en",
    subject: str = "",
    print_scaling_none: bool = True,
    created: datetime | None = None,
    stretch: tuple[float, float] = (1.0, 1.0),
) -> int:
    """Write one page for each picture and return how many there were.

    ``created`` None stands for a fixed date. ``stretch`` makes what is on each page longer about its middle,
    across and down: a printer that prints too short is made up for by it. A file that is replaced must be
    replaced by the caller: this writes straight to ``target``.

    Raises:
        ValueError: there is no page, which no reader would open.
    """
    where = fspath(target) if isinstance(target, str | PathLike) else target
    canvas = Canvas(where, pageCompression=1, invariant=1, lang=language)
    canvas.setTitle(clean(title))
    canvas.setAuthor(clean(author))
    canvas.setSubject(clean(subject))
    canvas.setCreator("KPI Desk")
    stamp = f"D:{(created or _EPOCH).astimezone(UTC):%Y%m%d%H%M%S}+00'00'"
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if print_scaling_none:
        canvas.setViewerPreference("PrintScaling", "None")
    writer = _Document(canvas, stretch)
    count = 0
    for page in pages:
        count += 1
        writer.page(page, count)
    if not count:
        raise ValueError("A PDF needs at least one page")
    writer.finish()
    canvas.save()
    return count


class _Document:
    """What pages share: fonts, opacities, images, forms, bookmarks."""

    def __init__(self, canvas: Canvas, stretch: tuple[float, float] = (1.0, 1.0)) -> None:
        self.stretch = stretch
        # reportlab's page and stream objects are public, the document behind a canvas is not.
        self.canvas = cast(Any, canvas)
        self.pdf = self.canvas._doc
        self.fonts: dict[str, PdfFont] = {}
        self.opacities: dict[tuple[str, str], str] = {}
        self.font_entries = pdfdoc.PDFDictionary({})
        self.state_entries = pdfdoc.PDFDictionary({})
        self.font_reference = self.pdf.Reference(self.font_entries)
        self.state_reference = self.pdf.Reference(self.state_entries)
        self.objects: dict[str, pdfdoc.PDFObjectReference] = {}
        self.outlined = False

    def font(self, key: str) -> PdfFont:
        """Return the document's font of a key."""
        found = self.fonts.get(key)
        if found is None:
            found = self.fonts[key] = PdfFont(key, f"F{len(self.fonts) + 1}")
        return found

    def opacity(self, fill: float, stroke: float) -> str:
        """Return the name of the graphics state with these opacities."""
        key = (f"{fill:.3f}", f"{stroke:.3f}")
        name = self.opacities.get(key)
        if name is None:
            name = self.opacities[key] = f"G{len(self.opacities) + 1}"
            self.state_entries[name] = f"<< /Type /ExtGState /ca {key[0]} /CA {key[1]} >>"
        return name

    def resources(self, used: dict[str, pdfdoc.PDFObjectReference]) -> pdfdoc.PDFDictionary:
        """Return the resources of one page or form; fonts and opacities are shared by all."""
        entries = {"Font": self.font_reference, "ExtGState": self.state_reference}
        if used:
            entries["XObject"] = pdfdoc.PDFDictionary(dict(used))
        return pdfdoc.PDFDictionary(entries)

    def form(self, form: Form) -> tuple[str, pdfdoc.PDFObjectReference]:
        """Return the name and reference of a picture that pages place, written once for each key."""
        name = _object_name("P", form.key.encode(errors="replace"))
        if name not in self.objects:
            picture = form.picture
            stream = _Stream(self, Transform())
            stream.items(picture.items)
            entries = {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": f"[0 0 {picture.width:.4f} {picture.height:.4f}]",
                "Resources": self.resources(stream.used),
            }
            content = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), stream.content(), [pdfdoc.PDFZCompress])
            self.objects[name] = _reference(self.pdf, content)
        return name, self.objects[name]

    def image(self, image: Image) -> tuple[str, pdfdoc.PDFObjectReference]:
        """Return the name and reference of an image, written once for each file's bytes."""
        name = _object_name("I", image.data)
        if name not in self.objects:
            self.objects[name] = _image(self.pdf, image.data)
        return name, self.objects[name]

    def page(self, picture: Picture, number: int) -> None:
        """Add a page."""
        width, height = picture.width * POINTS_PER_MM, picture.height * POINTS_PER_MM
        stream = _Stream(self, Transform())
        across, down = self.stretch
        left, top = width * (1 - across) / 2, height * (1 + down) / 2  # about the middle of the page
        head = f"{POINTS_PER_MM * across:.12f} 0 0 {-POINTS_PER_MM * down:.12f} {left:.6f} {top:.6f} cm"
        stream.items(picture.items)
        page: Any = pdfdoc.PDFPage()
        page.pagewidth, page.pageheight = width, height
        # Formatted here: the boxes must not depend on reportlab's rounding.
        box = f"[0 0 {width:.6f} {height:.6f}]"
        page.MediaBox = page.CropBox = page.TrimBox = box
        page.Contents = pdfdoc.PDFStream(None, f"{head}\n{stream.content()}", [pdfdoc.PDFZCompress])
        page.Resources = self.resources(stream.used)
        page.Annots = [self._link(uri, box, picture.height) for uri, box in stream.links]
        if bookmark := clean(picture.bookmark):
            key = f"page{number}"
            self.canvas.bookmarkPage(key)
            self.canvas.bookmarkPage(_destination(bookmark))
            self.canvas.addOutlineEntry(bookmark, key)
            self.outlined = True
        self.pdf.addPage(page)

    def _link(self, uri: str, box: tuple[float, float, float, float], height: float) -> pdfdoc.PDFDictionary:
        """Return a link annotation over a box in mm of a page."""
        left, top, right, bottom = (value * POINTS_PER_MM for value in box)
        whole = height * POINTS_PER_MM
        entries: dict[str, object] = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": f"[{left:.3f} {whole - bottom:.3f} {right:.3f} {whole - top:.3f}]",
            "Border": "[0 0 0]",
            # Printed links would be nonsense; bit 3 prints the (invisible) annotation with the page.
            "F": 4,
        }
        if uri.startswith("#"):
            # The destination may only be defined on a later page.
            entries["Dest"] = self.canvas._bookmarkReference(_destination(clean(uri[1:])))
        else:
            action = {"Type": "/Action", "S": "/URI", "URI": pdfdoc.PDFString(clean(uri))}
            entries["A"] = pdfdoc.PDFDictionary(action)
        return pdfdoc.PDFDictionary(entries)

    def finish(self) -> None:
        """Write the fonts, whose glyphs are known now."""
        for found in self.fonts.values():
            self.font_entries[found.resource] = found.write(self.pdf)
        if self.outlined:
            self.canvas.showOutline()


def _destination(bookmark: str) -> str:
    return _object_name("D", bookmark.encode())


def _object_name(kind: str, data: bytes) -> str:
    return kind + sha256(data).hexdigest()[:20]


@dataclass(slots=True)
class _State:
    """The graphics state as the stream has set it; None is not set yet."""

    fill: Colour | None = None
    stroke: Colour | None = None
    opacity: tuple[float, float] = (1, 1)
    pen: tuple[object, ...] | None = None
    font: tuple[str, float] | None = None


class _Stream:
    """The operators of one page or form. State is only set where it changes."""

    def __init__(self, document: _Document, at: Transform) -> None:
        self.document = document
        self.code: list[str] = []
        self.used: dict[str, pdfdoc.PDFObjectReference] = {}
        self.links: list[tuple[str, tuple[float, float, float, float]]] = []
        self.state = _State()
        self.at = at
        self.in_text = False

    def content(self) -> str:
        """Return the finished stream."""
        self._end_text()
        return "\n".join(self.code) + "\n"

    def items(self, items: Iterable[Item]) -> None:
        """Paint items in order."""
        for item in items:
            if isinstance(item, GlyphRun):
                self._run(item)
            elif isinstance(item, Path):
                self._path(item)
            elif isinstance(item, Group):
                self._group(item)
            elif isinstance(item, Image):
                self._image(item)
            else:
                self._form(item)

    def _end_text(self) -> None:
        if self.in_text:
            self.code.append("ET")
            self.in_text = False

    @contextmanager
    def _saved(self) -> "Iterator[None]":
        self._end_text()
        before, state = self.state, replace(self.state)
        self.code.append("q")
        self.state = state
        yield
        self._end_text()
        self.code.append("Q")
        self.state = before

    def _fill(self, colour: Colour) -> None:
        if self.state.fill != colour:
            self.state.fill = colour
            self.code.append(f"{_rgb(colour)} rg")

    def _opacity(self, value: float) -> None:
        if self.state.opacity != (value, value):
            self.state.opacity = (value, value)
            self.code.append(f"/{self.document.opacity(value, value)} gs")

    def _run(self, run: GlyphRun) -> None:
        if not run.glyphs:
            return
        self._opacity(run.opacity)
        self._fill(run.colour)
        if not self.in_text:
            self.code.append("BT")
            self.in_text = True
        font = self.document.font(run.font)
        if self.state.font != (run.font, run.size):
            self.state.font = (run.font, run.size)
            self.code.append(f"/{font.resource} {run.size:.5f} Tf")
        # Text space has y upward, so the matrix mirrors it back.
        if run.angle:
            turn = radians(run.angle)
            a, b = cos(turn), sin(turn)
            matrix = f"{a:.6f} {b:.6f} {b:.6f} {-a:.6f} {run.x:.4f} {run.y:.4f} Tm"
        else:
            matrix = f"1 0 0 -1 {run.x:.4f} {run.y:.4f} Tm"
        shown = font.operators(run)
        if _needs_actual_text(run):
            words = run.text.encode("utf-16-be").hex().upper()
            self.code.append(f"/Span << /ActualText <FEFF{words}> >> BDC\n{matrix} {shown}\nEMC")
        else:
            self.code.append(f"{matrix} {shown}")

    def _path(self, path: Path) -> None:
        if not path.ops or (path.fill is None and path.stroke is None):
            return
        self._end_text()
        self._opacity(path.opacity)
        if path.fill is not None:
            self._fill(path.fill)
        if path.stroke is not None:
            self._pen(path, path.stroke)
        self.code.append(f"{_outline(path)} {_paint_operator(path)}")

    def _pen(self, path: Path, colour: Colour) -> None:
        if self.state.stroke != colour:
            self.state.stroke = colour
            self.code.append(f"{_rgb(colour)} RG")
        pen = (path.width, path.cap, path.join, path.dash)
        if self.state.pen != pen:
            self.state.pen = pen
            dash = " ".join(f"{value:.4f}" for value in path.dash)
            self.code.append(f"{path.width:.4f} w {_CAPS[path.cap]} J {_JOINS[path.join]} j [{dash}] 0 d")

    def _image(self, image: Image) -> None:
        name, reference = self.document.image(image)
        self.used[name] = reference
        with self._saved():
            self._opacity(1)
            place = f"{image.width:.4f} 0 0 {-image.height:.4f} {image.x:.4f} {image.y + image.height:.4f} cm"
            self.code.append(f"{place} /{name} Do")

    def _form(self, form: Form) -> None:
        name, reference = self.document.form(form)
        self.used[name] = reference
        with self._saved():
            self._opacity(1)
            self.code.append(f"{form.scale:.8f} 0 0 {form.scale:.8f} {form.x:.4f} {form.y:.4f} cm /{name} Do")

    def _group(self, group: Group) -> None:
        if group.link:
            self._link(group)
        if group.clip is None and group.transform is None:
            self.items(group.items)
            return
        with self._saved():
            outer = self.at
            if group.transform is not None:
                at = group.transform
                self.at = at.within(outer)
                self.code.append(f"{at.scale:.8f} 0 0 {at.scale:.8f} {at.dx:.4f} {at.dy:.4f} cm")
            if group.clip is not None:
                rule = "W*" if group.clip.even_odd else "W"
                self.code.append(f"{_outline(group.clip)} {rule} n")
            self.items(group.items)
            self.at = outer

    def _link(self, group: Group) -> None:
        box = bounds([group])
        if box is not None:
            dx, dy, scale = self.at.dx, self.at.dy, self.at.scale
            left, top, right, bottom = box
            self.links.append(
                (group.link, (left * scale + dx, top * scale + dy, right * scale + dx, bottom * scale + dy))
            )


def _needs_actual_text(run: GlyphRun) -> bool:
    """Say whether some glyph carries no text: then only the run as a whole reads right.

    Not from right to left, where readers turn replacement text round once more: there each glyph gets
    its part of the text.
    """
    return not run.rtl and any(not glyph.text for glyph in run.glyphs)


def _rgb(colour: Colour) -> str:
    number = int(colour[1:], 16)
    return f"{(number >> 16) / 255:.4f} {(number >> 8 & 255) / 255:.4f} {(number & 255) / 255:.4f}"


def _outline(path: Path) -> str:
    parts = []
    for op in path.ops:
        if len(op) == 3:
            parts.append(f"{op[1]:.4f} {op[2]:.4f} {'m' if op[0] == 'M' else 'l'}")
        elif len(op) == 7:
            parts.append(" ".join([f"{value:.4f}" for value in op[1:]]) + " c")
        else:
            parts.append("h")
    return " ".join(parts)


def _paint_operator(path: Path) -> str:
    star = "*" if path.even_odd else ""
    if path.fill is None:
        return "S"
    return ("B" if path.stroke is not None else "f") + star


def _image(document: Any, data: bytes) -> pdfdoc.PDFObjectReference:
    """Add an image file to a document: a JPEG as it is, anything else lossless with its alpha."""
    with Pillow.open(BytesIO(data)) as opened:
        if opened.format == "JPEG" and opened.mode in {"L", "RGB"}:
            return _reference(document, _samples(data, opened.size, opened.mode, {"Filter": "/DCTDecode"}))
        size = opened.size
        mode = "L" if opened.mode in {"1", "L"} else "RGB"
        entries: dict[str, object] = {}
        if "A" in opened.mode or "transparency" in opened.info:
            whole = opened.convert("RGBA")
            alpha = whole.getchannel("A").tobytes()
            entries["SMask"] = _reference(document, _samples(alpha, size, "L", {}))
            colours = whole.convert(mode).tobytes()
        else:
            colours = opened.convert(mode).tobytes()
        return _reference(document, _samples(colours, size, mode, entries))


def _reference(document: Any, thing: pdfdoc.PDFObject) -> pdfdoc.PDFObjectReference:
    """Add an object to a document and return a reference to it."""
    return cast(pdfdoc.PDFObjectReference, document.Reference(thing))


def _samples(data: bytes, size: tuple[int, int], mode: str, entries: dict[str, object]) -> pdfdoc.PDFStream:
    """Return an image object of 8 bits a channel."""
    dictionary = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": size[0],
        "Height": size[1],
        "BitsPerComponent": 8,
        "ColorSpace": "/DeviceGray" if mode == "L" else "/DeviceRGB",
        **entries,
    }
    filters = [] if "Filter" in entries else [pdfdoc.PDFZCompress]
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(dictionary), data, filters)
