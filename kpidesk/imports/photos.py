"""Photos of the wall as files: opened with care, upright, kept small and without where they were taken.

Whatever the file is, the outcome is a picture or a `Refused` with a sentence for the person.
"""

import warnings
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError, WebPImagePlugin

from kpidesk.domain.wording import Refused
from kpidesk.imports.photos_camera import Lens, usual_lens

ENDINGS: Final = ("jpg", "jpeg", "png", "heic", "heif", "webp")
LARGEST: Final = 60_000_000
"""Bytes of a file."""
MOST_PIXELS: Final = 120_000_000
LOOKED_AT: Final = 4_600
"""The longest side in which a photo is looked at; more pixels say nothing more about notes."""
KEPT: Final = 2_560
"""The longest side in which a picture is kept."""
KEPT_BYTES: Final = 600_000
JPEG: Final = "image/jpeg"

_SMALLEST: Final = 200  # pixels of a side: less is no photo of a wall
_FORMATS: Final = ("JPEG", "PNG", WebPImagePlugin.WebPImageFile.format)
_QUALITIES: Final = (85, 78, 70, 60, 50)
_SHRUNK: Final = 0.8


@dataclass(frozen=True, slots=True)
class Opened:
    """A photo the way up in which it was taken, in colour; `taken` is local time where the phone said so."""

    name: str
    image: Image.Image
    taken: datetime | None
    lens: Lens


def open_photo(path: Path) -> Opened:
    """Read a photo.

    Raises:
        Refused: it cannot be read, with the reason and what to do.
    """
    data = _bytes(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on odd notes of cameras, and on many pixels, counted below
            image = _heif(data) if _is_heif(data) else Image.open(BytesIO(data), formats=_FORMATS)
            _check_size(path, image)
            exif = image.getexif()
            taken, focal = _taken(exif), _focal(exif)
            image.draft("RGB", (LOOKED_AT, LOOKED_AT))
            upright = ImageOps.exif_transpose(_coloured(image))
    except Refused:
        raise
    except UnidentifiedImageError:
        raise Refused("{file} is no photo. A JPEG, PNG or HEIC file is wanted.", file=path.name) from None
    except Exception as error:
        # Damaged pictures end in any exception: of the decoders, of their chunks, of EXIF.
        raise Refused(
            "{file} is damaged or ends in the middle. Copy it from the phone once more.", file=path.name
        ) from error
    if max(upright.size) > LOOKED_AT:
        upright.thumbnail((LOOKED_AT, LOOKED_AT), Image.Resampling.BOX)
    lens = usual_lens(*upright.size)
    if focal:
        # Lenses are told as on film of 36 × 24 mm, by the diagonal.
        diagonal = (upright.width**2 + upright.height**2) ** 0.5
        lens = Lens(upright.width, upright.height, focal / 43.27 * diagonal)
    # A plain copy carries nothing of what the camera wrote: no place, no owner, no number of the phone.
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    return Opened(path.name, plain, taken, lens)


def kept(image: Image.Image, longest: int = KEPT, most: int = KEPT_BYTES) -> bytes:
    """A picture as a JPEG file of at most so many pixels a side and bytes, with nothing but the picture."""
    image = image.copy()
    image.info.clear()
    image.thumbnail((longest, longest), Image.Resampling.BILINEAR)
    while True:
        for quality in _QUALITIES:
            file = BytesIO()
            image.save(file, "JPEG", quality=quality)
            if file.tell() <= most:
                return file.getvalue()
        image = image.resize((round(image.width * _SHRUNK) or 1, round(image.height * _SHRUNK) or 1))


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Refused(
                "{file} has {size} MB; at most {limit} MB are read.",
                file=path.name, size=round(size / 1e6), limit=LARGEST // 1_000_000,
            )  # fmt: skip
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Refused("{file} is not there any more.", file=path.name) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused("{file} cannot be read ({reason}).", file=path.name, reason=reason) from None


def _is_heif(data: bytes) -> bool:
    import pi_heif  # noqa: PLC0415 - late: only photos need it

    return bool(pi_heif.is_supported(data[:64]))


def _heif(data: bytes) -> Image.Image:
    import pi_heif  # noqa: PLC0415 - late: only photos need it

    file = pi_heif.open_heif(BytesIO(data))
    if file.size[0] * file.size[1] > MOST_PIXELS:
        # Its pixels are not unpacked: the size alone is enough to refuse it.
        return Image.new("1", file.size)
    image: Image.Image = file.to_pillow()
    return image


def _check_size(path: Path, image: Image.Image) -> None:
    wide, tall = image.size
    if wide * tall > MOST_PIXELS:
        raise Refused(
            "{file} has {count} million pixels; at most {limit} million are read.",
            file=path.name, count=round(wide * tall / 1e6), limit=MOST_PIXELS // 1_000_000,
        )  # fmt: skip
    if min(wide, tall) < _SMALLEST:
        raise Refused(
            "{file} is too small for a photo of a wall: {wide} × {tall} pixels.",
            file=path.name, wide=wide, tall=tall,
        )  # fmt: skip


def _coloured(image: Image.Image) -> Image.Image:
    """The first picture of a file in colour of 8 bits; what is transparent becomes white."""
    if image.mode.startswith("I"):
        # 16 bits of grey, which Pillow would cut instead of dividing.
        plain = image.convert("I").point(lambda level: level / 256).convert("L")
        plain.info.update(image.info)
        return _turned(plain, image)
    if image.has_transparency_data:
        above = image.convert("RGBA")
        below = Image.new("RGBA", above.size, "white")
        return _turned(Image.alpha_composite(below, above).convert("RGB"), image)
    return _turned(image.convert("RGB"), image)


def _turned(converted: Image.Image, source: Image.Image) -> Image.Image:
    """Conversions drop which way is up; it is put back."""
    orientation = source.getexif().get(ExifTags.Base.Orientation)
    coloured = converted.convert("RGB")
    if orientation:
        coloured.getexif()[ExifTags.Base.Orientation] = orientation
    return coloured


def _taken(exif: Image.Exif) -> datetime | None:
    told = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal) or exif.get(
        ExifTags.Base.DateTime
    )
    try:
        return datetime.strptime(str(told).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - local, as told
    except ValueError:
        return None


def _focal(exif: Image.Exif) -> float:
    """The focal length in mm as on film, 0 where it is not told or no lens has it."""
    told = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.FocalLengthIn35mmFilm)
    try:
        focal = float(str(told))
    except ValueError:
        return 0.0
    return focal if 10 <= focal <= 200 else 0.0
