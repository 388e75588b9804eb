"""Pages of a finished PDF as pixels: what is shown before printing is the file itself."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

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
