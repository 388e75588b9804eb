"""What the room sees between two parts: whose desk this is, and nothing to read."""

from typing import Final

from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.poster_brand import brand_of
from kpidesk.drawing.projected_parts import cut, letters
from kpidesk.drawing.room import PX, ROOM, Room

_LOGO: Final = (0.5, 0.36)
"""How much of the picture a logo may fill, across and down."""
_RINGS: Final = (150.0, 112.0, 74.0)  # px


def projected_logo(reader: Reader, palette: Palette, room: Room = ROOM) -> Picture:
    """The organisation's logo and name; rings where it has no logo."""
    organisation = next(iter(reader.find(Organisation)), None)
    name = organisation.name if organisation else ""
    brand = brand_of(reader)
    wide, tall = room.wide * _LOGO[0], room.tall * _LOGO[1]
    middle, top = room.wide / 2, room.tall * 0.42
    logo = brand.logo(wide, tall, wide, tall)
    items: list[Item] = []
    if logo.items:
        logo = brand.logo(middle + (logo.wide - tall * 0.4) / 2, top + tall / 2, wide, tall)
        items += logo.items
    else:
        share = min(room.wide, room.tall) / ROOM.tall / PX
        items += [
            shapes.circle(middle, top, radius * share, stroke=palette.ring(4 - number).line, width=6 * share)
            for number, radius in enumerate(_RINGS)
        ]
        items.append(shapes.circle(middle, top, 36 * share, fill=palette.ring(1).line))
    lines = cut(name, letters(64, palette.text, Weight.SEMIBOLD, 1.2), room.wide * 0.84, 2)
    items += lines.place(room.wide * 0.08, room.tall * 0.7, align="center", box_width=room.wide * 0.84)
    return Picture(room.wide, room.tall, tuple(items), title=name, missing=lines.missing)
