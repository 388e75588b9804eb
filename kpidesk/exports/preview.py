"""Pages of a finished PDF as pixels: what is shown before printing, or given out, is the file itself."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

# PDFium must not be used on two threads at once, and a program may have several windows.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Pixels:
    """One page: rows of `stride` bytes, 4 to the pixel (blue, green, red, unused); its size; all pages."""

    width: int
    height: int
    stride: int
    data: bytes
    wide_mm: float
    tall_mm: float
    count: int


def render(path: Path, number: int, width: int, height: int) -> Pixels:
    """Render a page as large as it fits into width × height pixels.

    Args:
        path: the PDF.
        number: of the page, from 0; beyond the last it is the last.
        width: most pixels across.
        height: most pixels down.
    """
    import pypdfium2  # noqa: PLC0415 - only for previews

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(str(path))
        try:
            page = document[min(number, len(document) - 1)]
            wide, tall = page.get_size()
            scale = max(min(width / wide, height / tall), 0.01)
            bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
            data = bytes(bitmap.buffer)
            pixels = Pixels(
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                data,
                wide / 72 * 25.4,
                tall / 72 * 25.4,
                len(document),
            )
            bitmap.close()
            page.close()
        finally:
            document.close()
    return pixels


MOST_PIXELS: Final = 120_000_000
"""An A0 at 230 dots to the inch; more takes gigabytes of memory and no program shows it."""


def write_png(pdf: Path, path: Path, dpi: int) -> int:
    """Write the first page of a PDF as a PNG file; the dots to the inch that it got.

    A page that would have more pixels than MOST_PIXELS gets fewer dots to the inch.
    """
    import pypdfium2  # noqa: PLC0415 - only for pictures

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(str(pdf))
        try:
            page = document[0]
            wide, tall = page.get_size()
            most = (MOST_PIXELS / (wide * tall)) ** 0.5 * 72
            got = min(dpi, int(most))
            bitmap = page.render(scale=got / 72)
            bitmap.to_pil().convert("RGB").save(path, format="PNG", dpi=(got, got), optimize=False)
            bitmap.close()
            page.close()
        finally:
            document.close()
    return got
