"""A logo from a picture file: read with care, made small, without anything but what is seen."""

import warnings
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from kpidesk.domain.wording import Refused

LARGEST_FILE: Final = 30_000_000
"""Bytes beyond which a file is no logo."""

MOST_PIXELS: Final = 60_000_000
"""Pixels beyond which a picture is not unpacked."""

SIDE: Final = 1200
"""The longer side of a logo that is kept, in pixels: 60 mm at 500 dots to the inch."""


def read_logo(path: Path) -> bytes:
    """The bytes of a PNG with what a picture file shows, at most SIDE pixels wide and tall.

    Raises:
        Refused: the file cannot be read, is too large, or is no PNG or JPEG.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused("This picture is too large for a logo.")
        data = path.read_bytes()
    except OSError as error:
        raise Refused("{name} cannot be read.", name=path.name) from error
    return small_png(data)


def small_png(data: bytes) -> bytes:
    """See `read_logo`."""
    try:
        seen = _seen(data)
    except Exception as error:
        # A decoder fails in many ways, and all of them are the file's fault.
        raise Refused("This is no picture that can be read. Choose a PNG or JPEG file.") from error
    if seen is None:
        raise Refused("This picture is too large for a logo.")
    seen.thumbnail((SIDE, SIDE))
    bare = Image.new(seen.mode, seen.size)  # without what the file tells besides
    bare.paste(seen)
    target = BytesIO()
    bare.save(target, "PNG", optimize=True)
    return target.getvalue()


def _seen(data: bytes) -> Image.Image | None:
    """What a picture shows, the right way up; None if it is too large to unpack."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # its pixels are counted here
        opened = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
    if opened.width * opened.height > MOST_PIXELS:
        return None
    upright = ImageOps.exif_transpose(opened)
    return upright.convert("RGBA" if _has_alpha(upright) else "RGB")


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
