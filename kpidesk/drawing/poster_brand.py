"""The organisation's logo and colour, as posters and papers bear them."""

from dataclasses import dataclass
from typing import Final

from kpidesk.domain.content import Attachment
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Colour, Image, Item

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_VISIBLE: Final = 3.0
"""The least contrast of a line on its ground (WCAG 2)."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo in its place, and how much room it takes from the right."""

    items: tuple[Item, ...] = ()
    wide: float = 0.0


@dataclass(frozen=True, slots=True)
class Brand:
    """A colour that is seen on any of our grounds, and the bytes of a PNG; empty for no logo."""

    colour: Colour
    data: bytes = b""
    name: str = ""

    def logo(self, right: float, bottom: float, wide: float, tall: float) -> Logo:
        """The logo with its lower right corner in a place, as large as it may be (mm)."""
        size = png_size(self.data)
        if size is None:
            return Logo()
        scale = min(wide / size[0], tall / size[1])
        width, height = size[0] * scale, size[1] * scale
        image = Image(self.data, right - width, bottom - height, width, height, self.name)
        return Logo((image,), width + tall * 0.4)


def brand_of(reader: Reader) -> Brand:
    """The brand of the organisation whose desk it is."""
    organisation = next(iter(reader.find(Organisation)), None)
    if organisation is None:
        return Brand(LIGHT.accent)
    colour = visible(organisation.colour)
    if organisation.logo is None:
        return Brand(colour)
    return Brand(colour, reader.get(Attachment, organisation.logo).data, organisation.name)


def png_size(data: bytes) -> tuple[int, int] | None:
    """The width and height of a PNG in pixels; None for anything else."""
    if not data.startswith(_SIGNATURE) or data[12:16] != b"IHDR":
        return None
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return (width, height) if width and height else None


def visible(colour: str, ground: Colour = LIGHT.sunken) -> Colour:
    """A colour, darker as far as it takes to be seen on a ground; what is no colour becomes ours."""
    try:
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    except ValueError:
        return LIGHT.accent
    if len(colour) != 7 or not colour.startswith("#"):
        return LIGHT.accent
    while contrast(_hex(parts), ground) < _VISIBLE:
        parts = [int(part * 0.94) for part in parts]
    return _hex(parts)


def contrast(one: Colour, other: Colour) -> float:
    """How much two colours differ in lightness, from 1 to 21 (WCAG 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(parts: list[int]) -> Colour:
    return "#" + "".join(f"{part:02X}" for part in parts)
