"""Places for sticky notes on a poster: zones in a column at the side, or one large field."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT, NoteLook
from kpidesk.drawing.picture import Group, Item
from kpidesk.drawing.poster_parts import Part, largest
from kpidesk.drawing.poster_sheet import NOTE, Sheet
from kpidesk.drawing.said import plain
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_OWN = NoteLook(LIGHT.sunken, LIGHT.text_second)


@dataclass(frozen=True, slots=True)
class Zone:
    """A place for notes: its words, a sign, the kind whose colours it has, how many notes high.

    A zone with a name of the team's own has no kind, since nobody knows which it means.
    """

    title: str
    sign: str
    kind: str
    rows: int

    @property
    def look(self) -> NoteLook:
        """Its colours."""
        return LIGHT.notes.get(self.kind, _OWN)


def zones(sheet: Sheet, words: Words, own: Sequence[str] = ()) -> tuple[Zone, ...]:
    """The zones of a sheet from top to bottom, under names of the team's own if there are any."""
    if not sheet.note_columns:
        return ()
    found = _own_zones(sheet, own) if own else _usual(sheet, words)
    if sheet.lying and sheet.long >= 800:  # as many rows as there is height for
        rows = max(1, int((_room(sheet) / len(found) - _heading(sheet).size * 1.24) // NOTE))
        found = [replace(each, rows=rows) for each in found]
    return tuple(found)


def _usual(sheet: Sheet, words: Words) -> list[Zone]:
    like, wonder = words("I like"), words("I wonder")
    change, lacking = words("Change this"), words("Missing, or data trouble")
    if sheet.heads_aside:
        return [
            Zone(like, "👍", "S", 1),
            Zone(wonder, "❓", "Q", 1),
            Zone(change, "✏", "I", 2),
            Zone(lacking, "", "X", 2),
        ]
    if sheet.long < 800:
        upper, lower = (1, 2) if sheet.note_columns == 2 else (1, 1) if sheet.lying else (2, 2)
        return [
            Zone(words("I like, I wonder"), "👍", "S", upper),
            Zone(words("Change, or missing"), "✏", "I", lower),
        ]
    rows = max(2, int(151 * sheet.unit // NOTE))
    return [
        Zone(like, "👍", "S", rows), Zone(wonder, "❓", "Q", rows), Zone(change, "✏", "I", rows),
        Zone(lacking, "", "X", rows),
    ]  # fmt: skip


def _own_zones(sheet: Sheet, own: Sequence[str]) -> list[Zone]:
    """As many zones as there are names and places for at least a note in each."""
    band = 0.0 if sheet.heads_aside else _heading(sheet).size * 1.24
    gap = 4 * sheet.unit
    most = max(1, int((_room(sheet) + gap) // (NOTE + band + gap)))
    shown = own[:most]
    rows = max(1, int(((_room(sheet) - (len(shown) - 1) * gap) / len(shown) - band) // NOTE))
    return [Zone(title, "", "", rows) for title in shown]


def _heading(sheet: Sheet) -> Style:
    return Style(max(29 * sheet.unit, sheet.body), Weight.SEMIBOLD)


def _room(sheet: Sheet) -> float:
    """The height between the bands."""
    return sheet.tall - sheet.foot - 5 * sheet.unit - sheet.head - 7 * sheet.unit


def notes(sheet: Sheet, words: Words, own: Sequence[str] = ()) -> Part:
    """The column of zones, filling the height between the bands."""
    shown = zones(sheet, words, own)
    if not shown:
        return Part(())
    top, bottom = sheet.head + 7 * sheet.unit, sheet.tall - sheet.foot - 5 * sheet.unit
    x = sheet.wide - sheet.margin - sheet.notes_wide
    gap = 4 * sheet.unit
    heading = _heading(sheet)
    band = 0.0 if sheet.heads_aside else heading.size * 1.24
    spare = bottom - top - gap * (len(shown) - 1) - band * len(shown)
    row = spare / sum(zone.rows for zone in shown)
    items: list[Item] = []
    lost: list[str] = [words("Place for notes: {name}", name=name) for name in own[len(shown) :]]
    y = top
    for zone in shown:
        tall = row * zone.rows + band
        made = _zone(sheet, zone, (x, y, sheet.notes_wide, tall), heading, band)
        items += made.items
        lost += [words("Place for notes: {name}", name=name) for name in made.overflow]
        y += tall + gap
    return Part(tuple(items), tuple(lost))


def _zone(
    sheet: Sheet, zone: Zone, box: tuple[float, float, float, float], heading: Style, band: float
) -> Part:
    """One zone: head in the colours of its kind, crosses where notes meet."""
    x, y, wide, tall = box
    look, u = zone.look, sheet.unit
    radius, line = 3 * u, max(0.8 * u, 0.4)
    style = replace(heading, colour=LIGHT.text)
    aside = 11.0 if sheet.heads_aside else 0.0
    fill = shapes.rect(x, y, aside or wide, band or tall, radius, fill=look.paper)
    items: list[Item] = [shapes.rect(x, y, wide, tall, radius, fill=LIGHT.surface), fill]
    if aside:
        title = largest(zone.title, style, tall - 4, sheet.body)
        items.append(shapes.line(x + aside, y, x + aside, y + tall, stroke=look.ink, width=line))
        if title is not None and title.runs:
            size = title.runs[0].size
            items += title.place(x + aside / 2 + size * 0.36, y + tall / 2 + title.width / 2, angle=-90)
    else:
        lead = heading.size * 1.55 if zone.kind else 0.0
        title = largest(zone.title, style, wide - lead - 1.2 * heading.size, sheet.body)
        items.append(shapes.line(x, y + band, x + wide, y + band, stroke=look.ink, width=line))
        start = x + 0.5 * heading.size
        if title is not None:
            items += title.place(start + lead, y + band / 2 + heading.size * 0.36)
            if zone.kind:
                items += signed(zone.sign, start, y + band / 2, heading, look.ink, line)
    items.append(shapes.rect(x, y, wide, tall, radius, stroke=look.ink, width=line))
    items += crosses((x + aside, y + band, x + wide, y + tall), zone.rows, u)
    lost = (zone.title,) if title is None else ()
    return Part((Group((plain(items),), name=zone.title, role="zone"),), lost)


def signed(sign: str, x: float, y: float, style: Style, ink: str, line: float) -> list[Item]:
    """The sign of a kind in a square from x about the height y; what is missing is an empty, dashed place."""
    shown = shape(sign, replace(style, colour=ink))
    if shown.runs:
        return [*shown.place(x + (style.size * 1.15 - shown.width) / 2, y + style.size * 0.36)]
    ring, dash = 0.4 * style.size, (0.2 * style.size, 0.12 * style.size)
    return [shapes.circle(x + 0.58 * style.size, y, ring, stroke=ink, width=line, dash=dash)]


def field(sheet: Sheet, wide: float, tall: float, names: Sequence[str] = ()) -> Part:
    """A large place for notes from (0, 0), under as many heads side by side as there are names."""
    u, heading = sheet.unit, _heading(sheet)
    line, gap = max(0.8 * u, 0.4), 4 * u
    titles = names or ("",)
    column = (wide - gap * (len(titles) - 1)) / len(titles)
    items: list[Item] = []
    lost: list[str] = []
    for number, name in enumerate(titles):
        x = number * (column + gap)
        band = heading.size * 1.24 if name else 0.0
        title = largest(name, heading, column - heading.size, sheet.body) if name else None
        if title is not None:
            items.append(shapes.rect(x, 0, column, band, 3 * u, fill=LIGHT.sunken))
            items += title.place(x + heading.size * 0.5, band / 2 + heading.size * 0.36)
            items.append(shapes.line(x, band, x + column, band, stroke=LIGHT.text_second, width=line))
        elif name:
            lost.append(name)
        items.append(shapes.rect(x, 0, column, tall, 3 * u, stroke=LIGHT.text_second, width=line))
        rows = int((tall - band) // NOTE)
        if rows and column >= NOTE:
            items += crosses((x, band, x + column, tall), rows, u)
    return Part((Group(tuple(items), name=" · ".join(names), role="zone"),), tuple(lost))


def crosses(inside: tuple[float, float, float, float], rows: int, u: float) -> list[Item]:
    """Marks at the corners of the notes' places."""
    left, top, right, bottom = inside
    columns = max(1, int((right - left) // NOTE))
    room = min(NOTE, (bottom - top) / rows)
    start = (left + right - columns * NOTE) / 2
    first = (top + bottom - rows * room) / 2
    reach = max(3.4 * u, 1.6)
    thin: shapes.Paint = {"stroke": LIGHT.outline, "width": max(0.4 * u, 0.25)}
    items: list[Item] = []
    for column in range(columns + 1):
        x = start + column * NOTE
        for row in range(rows + 1):
            y = first + row * room
            up, down = max(y - reach, top + 1), min(y + reach, bottom - 1)
            one, other = max(x - reach, left + 1), min(x + reach, right - 1)
            items.append(shapes.line(x, up, x, down, **thin))
            if 0 < row < rows:
                items.append(shapes.line(one, y, other, y, **thin))
    return items
