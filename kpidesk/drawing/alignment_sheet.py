"""The board of action and alignment on paper: the board, who the tokens are, and what marks mean.

It is laid out on A1 landscape and scaled. Names take as much room as they need: their letters become
smaller, and columns more, until all partners stand beside the board.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kpidesk.domain.alignment_board import Board, Place, Token, board_of, earlier
from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Reader
from kpidesk.domain.sharing import Centre, Partner, Quarter, Snapshot, Standing, latest_snapshot
from kpidesk.drawing import on_a1, said, shapes
from kpidesk.drawing.alignment_board import axis_names, board, disc
from kpidesk.drawing.flow import Block, missing, space, stack
from kpidesk.drawing.flow_sheet import paged
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.legend import Entry, legend
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Group, Item, Picture, Transform
from kpidesk.drawing.projected_parts import heading
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX, Room
from kpidesk.drawing.text import MM_PER_POINT, Style, shape, wrap
from kpidesk.system.words import Words

_GAP: Final = 16.0
_RADIUS: Final = 14.0
_TRAILS: Final = 3  # earlier boards, as more ways than that hide each other
# Size of the names, how many columns they stand in, and how wide all of them are.
_LAYOUTS: Final = (
    (30.0, 1, 260.0), (25.0, 1, 260.0), (24.0, 2, 360.0), (20.0, 2, 360.0), (16.0, 2, 360.0),
    (13.0, 3, 390.0), (10.0, 3, 390.0), (8.0, 4, 430.0), (6.0, 4, 430.0),
)  # fmt: skip
_UP, _ACROSS = "↑", "→"
_ORDER: Final = (Quarter.TOGETHER, Quarter.OWN_WAY, Quarter.FRIENDLY, Quarter.WATCHING)


@dataclass(frozen=True, slots=True)
class _Names:
    """Columns of names, how wide they are together, and from the left of one to that of the next."""

    columns: list[list[Block]]
    wide: float
    step: float


def sheet(reader: Reader, centre: Centre, paper: Paper, words: Words, day: date) -> Picture:
    """The latest board of a centre with its trails, on a landscape sheet; empty where there is none."""
    snapshot = latest_snapshot(reader, centre.id)
    shown = board_of(reader, snapshot, earlier(reader, snapshot)[-_TRAILS:]) if snapshot else None
    seen = words("As seen on {day}", day=snapshot_name(snapshot, words)) if snapshot else ""
    whole = on_a1.Sheet(reader, centre, words("Action and alignment"), seen, words, day)
    foot = legend(_marks(shown, words), on_a1.QUIET, on_a1.ROOM, tall=10.0)
    room = on_a1.BOTTOM - on_a1.TOP - foot.height - 6.0
    names = _names(shown, room, words)
    drawn = board(shown, on_a1.ROOM - names.wide - _GAP, room, words, text_pt=24, radius=_RADIUS)
    painted: list[Item] = [Group(drawn.items, transform=Transform(on_a1.MARGIN, on_a1.TOP, 1))]
    for number, column in enumerate(names.columns):
        left = on_a1.WIDE - on_a1.MARGIN - names.wide + number * names.step
        painted += stack(column, left, on_a1.TOP)
    painted.append(said.outline(_told(shown, words)))
    up, across = axis_names(words)
    told = words("{title}. Upwards: {up}. To the right: {across}.", title=whole.title, up=up, across=across)
    items: list[Item] = [
        Group(tuple(painted), role="board", name=told),
        *stack([foot], on_a1.MARGIN, on_a1.BOTTOM - foot.height),
    ]
    lost = (*drawn.missing, *(char for each in names.columns for char in missing(each)))
    return whole.picture(items, paper, missing=lost)


def snapshot_name(snapshot: Snapshot, words: Words) -> str:
    """Of which day a board is, and what it is called."""
    return " · ".join(filter(None, (words.date(snapshot.day), snapshot.name)))


def _marks(shown: Board | None, words: Words) -> Iterator[Entry]:
    """What tokens, trails and dots mean, as far as there are some."""
    token = Partner(id="", code="P", name="", centre="")
    for each, text in (
        (replace(token, critical=True), words("critical")),
        (replace(token, standing=Standing.DESIRED), words("still wanted")),
    ):
        yield Entry((disc(each, (0, 0), 4.4, LIGHT),), 10.0, text)
    if shown is not None and shown.tokens:
        yield Entry((), 0.0, words("{up} action  {across} alignment", up=_UP, across=_ACROSS))
    if shown is not None and any(each.before for each in shown.tokens):
        hollow = shapes.circle(0, 0, 3.2, stroke=LIGHT.text_second, width=0.7)
        days = ", ".join(words.date(each.day) for each in shown.since)
        yield Entry((hollow,), 8.0, words("where they stood on {days}", days=days))
    if shown is not None and shown.cloud:
        dot = shapes.circle(0, 0, 2.4, fill=LIGHT.accent)
        yield Entry((dot,), 6.0, words("a person who placed themselves in secret"))


def _told(shown: Board | None, words: Words) -> Iterator[Group]:
    """The board as tables: who stands in each quarter, where, and where before."""
    if shown is None:
        return
    for each in _ORDER:
        yield said.heading(words(LABELS[each]))
        members = [token for token in shown.tokens if token.stand.quarter is each]
        if not members:
            yield said.entry(words("nobody"))
            continue
        yield said.head(words("Partner"), words("Action"), words("Alignment"), words("Before"))
        for token in members:
            before = "\n".join(_place(place, words) for place in token.before)
            yield said.row(_named(token.partner, words), *map(str, token.place), before)
    if shown.away:
        yield said.heading(words("not on the board"))
        yield from (said.entry(_named(each, words)) for each in shown.away)
    if shown.cloud:
        yield said.heading(words("Where people placed themselves in secret"))
        for at, n in sorted(Counter(shown.cloud).items(), reverse=True):
            place = _place(at, words)
            yield said.entry(words.many("{n} person: {place}", "{n} people: {place}", n, place=place))


def _named(partner: Partner, words: Words) -> str:
    """Code and name, with what the ring of the token tells."""
    marks = (
        words("critical") if partner.critical else "",
        words("still wanted") if partner.standing is Standing.DESIRED else "",
    )
    return ", ".join(filter(None, (f"{partner.code} {partner.name}", *marks)))


def _place(place: Place, words: Words) -> str:
    action, alignment = place
    return words("action {action}, alignment {alignment}", action=action, alignment=alignment)


# -- who the tokens are


def _names(shown: Board | None, room: float, words: Words) -> _Names:
    """All partners by their quarter, as large as they find room."""
    if shown is None:
        return _Names([], 0.0, 0.0)
    for size, count, wide in _LAYOUTS:
        step = (wide + size * 0.5) / count
        columns = paged(list(_blocks(shown, size, step - size * 0.5, words)), room)
        if len(columns) <= count:
            break
    return _Names(columns, wide, step)


def _blocks(shown: Board, size: float, wide: float, words: Words) -> Iterator[Block]:
    """A heading for each quarter, the partners in it with their numbers below; no heading stands alone."""
    for each in _ORDER:
        members = [token for token in shown.tokens if token.stand.quarter is each]
        entries = [_entry(token.partner, _numbers(token), size, wide) for token in members]
        yield from _headed(words(LABELS[each]), entries, size, wide)
    away = [_entry(each, "", size, wide) for each in shown.away]
    yield from _headed(words("not on the board"), away, size, wide)


def _headed(text: str, entries: list[Block], size: float, wide: float) -> Iterator[Block]:
    if not entries:
        return
    style = Style(size * 0.85, Weight.SEMIBOLD, LIGHT.text_second, leading=1.5)
    head = wrap(text, style, wide)
    first = entries[0]
    together = stack([first], 0, head.height)
    yield Block(head.height + first.height, (*head.place(0, 0), *together), (*head.missing, *first.missing))
    yield from entries[1:]
    yield space(size * 0.3)


def _numbers(token: Token) -> str:
    action, alignment = token.place
    return f"{_UP}\u2009{action}\u2002{_ACROSS}\u2009{alignment}"


def _entry(partner: Partner, numbers: str, size: float, wide: float) -> Block:
    """Code, name and numbers of a partner."""
    style = Style(size, leading=1.22)
    code = shape(partner.code, Style(size, Weight.BOLD if partner.critical else Weight.SEMIBOLD))
    told = shape(numbers, Style(size * 0.9, Weight.SEMIBOLD, LIGHT.text_second))
    indent = max(code.width + size * 0.2, size * 0.9)
    name = wrap(partner.name, style, wide - indent - told.width - size * 0.2)
    baseline = style.line_height * 0.76
    items = (
        *code.place(0, baseline),
        *name.place(indent, 0),
        *told.place(wide - told.width, baseline),
    )
    return Block(name.height + size * 0.12, items, name.missing)


# -- for the room


def projected(shown: Board | None, words: Words, palette: Palette, room: Room = ROOM) -> Picture:
    """The board for the projector: tokens with their codes, and no letter that the last row cannot read."""
    margin, size = room.margin(), SMALLEST_PX / PX / MM_PER_POINT
    when = snapshot_name(shown.snapshot, words) if shown is not None else ""
    terse = room.back_row > ROOM.back_row or room.upright
    if terse:  # what is counted stands here, as it would take too much of the board
        when = words("{up} action  {across} alignment", up=_UP, across=_ACROSS)
    items, top = heading(words("Action and alignment"), when, room, palette)
    top += 10 / PX
    drawn = board(
        shown, room.wide - 2 * margin, room.tall - margin - top, words, text_pt=size,
        radius=36 / PX, palette=palette, legible=True, terse=terse,
    )  # fmt: skip
    items.append(Group(drawn.items, transform=Transform(margin, top, 1), role="board"))
    return Picture(
        room.wide, room.tall, tuple(items), title=words("Action and alignment"),
        language=words.language, missing=drawn.missing,
    )  # fmt: skip
