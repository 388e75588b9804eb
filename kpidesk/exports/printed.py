"""A drawn page as the pixels that a printer would make of it, to compare photos with."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from kpidesk.drawing.picture import Picture
from kpidesk.exports.pdf import write_pdf
from kpidesk.exports.preview import render


def as_image(picture: Picture, scale: float) -> Image.Image:
    """The page at `scale` pixels to the millimetre."""
    with TemporaryDirectory(prefix="kpidesk-") as folder:
        file = Path(folder) / "page.pdf"
        write_pdf([picture], file, title=picture.title)
        size = max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)
        pixels = render(file, 0, *size)
    return Image.frombuffer(
        "RGB", (pixels.width, pixels.height), pixels.data, "raw", "BGRX", pixels.stride, 1
    ).copy()
