"""What the room sees between two parts: whose desk this is, and nothing to read."""

from typing import Final

from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.poster_brand import brand_of
from kpidesk.drawing.projected import PX, TALL, WIDE
from kpidesk.drawing.text import MM_PER_POINT, Style, wrap

_LOGO: Final = (WIDE * 0.5, TALL * 0.36)
_RINGS: Final = (150.0, 112.0, 74.0)  # px


def projected_logo(reader: Reader, palette: Palette) -> Picture:
    """The organisation's logo and name; rings where it has no logo."""
    organisation = next(iter(reader.find(Organisation)), None)
    name = organisation.name if organisation else ""
    brand = brand_of(reader)
    middle, top = WIDE / 2, TALL * 0.42
    logo = brand.logo(_LOGO[0], _LOGO[1], *_LOGO)
    items: list[Item] = []
    if logo.items:
        logo = brand.logo(middle + (logo.wide - _LOGO[1] * 0.4) / 2, top + _LOGO[1] / 2, *_LOGO)
        items += logo.items
    else:
        items += [
            shapes.circle(middle, top, radius / PX, stroke=palette.ring(4 - number).line, width=6 / PX)
            for number, radius in enumerate(_RINGS)
        ]
        items.append(shapes.circle(middle, top, 36 / PX, fill=palette.ring(1).line))
    style = Style(64 / PX / MM_PER_POINT, Weight.SEMIBOLD, palette.text, 1.2)
    lines = wrap(name, style, WIDE * 0.8, max_lines=2)
    items += lines.place(WIDE * 0.1, TALL * 0.7, align="center", box_width=WIDE * 0.8)
    return Picture(WIDE, TALL, tuple(items), title=name, missing=lines.missing)
