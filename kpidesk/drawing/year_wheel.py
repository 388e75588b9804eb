"""What comes round in a year, as a wheel of twelve months on A4 with the days as a list beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kpidesk.domain.communities import Community
from kpidesk.domain.community_year import Turn, turns
from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Once, Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.charter import when
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.flow_sheet import leaf, paged
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.listing import MARGIN, QUIET, headed
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.said import entry, outline
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A4"].landscape
_RADIUS: Final = 66.0
_INNER: Final = 30.0
_LIST: Final = 112.0
_MONTH: Final = Style(10.5, Weight.SEMIBOLD)
_YEAR: Final = Style(26, Weight.BOLD)
_NUMBER: Final = Style(9, Weight.SEMIBOLD, LIGHT.surface)
_NAME: Final = Style(10.5, Weight.SEMIBOLD, leading=1.28)
_TEXT: Final = Style(10, colour=LIGHT.text_second, leading=1.28)
_BALL: Final = 2.9


def year_wheel(
    reader: Reader, community: Community, year: int, words: Words, day: date
) -> tuple[Picture, ...]:
    """The wheel; its numbers are those of the list, which goes on on further sheets where it is long."""
    once = Once(reader)
    title = words("Year of {name}", name=community.name)
    sheet = leaf(once, _PAPER, MARGIN, title, words, day, title)
    head = headed(once, title, when(community, words), sheet.wide)
    found = turns(once, community, year)
    rows = [_row(number, each, words) for number, each in enumerate(found, 1)]
    if not rows:
        rows = [Block(20, tuple(stack(paragraph(words("Nothing comes round yet."), QUIET, _LIST), 0, 0)))]
    pages = paged(rows, sheet.tall - height(head))
    pictures = []
    for number, page in enumerate(pages, 1):
        items: list[Item] = stack(head, MARGIN, MARGIN)
        y = MARGIN + height(head)
        items += stack(page, _PAPER.wide - MARGIN - _LIST, y)
        if number == 1:
            items.append(wheel(found, MARGIN + _RADIUS + 2, y + _RADIUS + 1, year, words))
        pictures.append(sheet.picture(items, number, len(pages), missing([*head, *page])))
    return tuple(pictures)


def wheel(found: Sequence[Turn], x: float, y: float, year: int, words: Words) -> Group:
    """Twelve months around the year, January on top; a numbered ball where something comes round."""
    items: list[Item] = [
        shapes.circle(x, y, _RADIUS, stroke=LIGHT.text, width=0.4),
        shapes.circle(x, y, _RADIUS - 11, stroke=LIGHT.outline, width=0.3),
        shapes.circle(x, y, _INNER, fill=LIGHT.sunken, stroke=LIGHT.outline, width=0.3),
    ]
    middle = shape(str(year), _YEAR)
    items += middle.place(x - middle.width / 2, y + _YEAR.size * 0.36)
    for month in range(12):
        dx, dy = shapes.clockwise(month / 12)
        ends = (x + dx * _INNER, y + dy * _INNER, x + dx * _RADIUS, y + dy * _RADIUS)
        items.append(shapes.line(*ends, stroke=LIGHT.outline, width=0.3))
        at = shapes.clockwise((month + 0.5) / 12)
        name = shape(words.pattern(date(year, month + 1, 1), "MMM"), _MONTH)
        far = _RADIUS - 5.5
        items += name.place(x + at[0] * far - name.width / 2, y + at[1] * far + _MONTH.size * 0.36)
    for number, each in enumerate(found, 1):
        items += _ball(number, each, found[: number - 1], x, y)
    items.append(outline(()))  # the days are told in the list beside it
    return Group(tuple(items), name=words("Year {year}", year=year), role="wheel")


def _ball(number: int, turn: Turn, before: Sequence[Turn], x: float, y: float) -> list[Item]:
    """One day; those that come close after another stand further in."""
    close = sum(0 <= (turn.on - each.on).days < 11 for each in before)
    far = _RADIUS - 15.5 - (close % 3) * 2 * (_BALL + 0.4)
    share = (turn.on.timetuple().tm_yday - 0.5) / 366
    dx, dy = shapes.clockwise(share)
    text = shape(str(number), _NUMBER)
    cx, cy = x + dx * far, y + dy * far
    return [
        shapes.circle(cx, cy, _BALL, fill=LIGHT.text),
        *text.place(cx - text.width / 2, cy + _NUMBER.size * 0.36),
    ]


def _row(number: int, turn: Turn, words: Words) -> Block:
    text = shape(str(number), _NUMBER)
    kind = words(LABELS[turn.kind])
    blocks = [
        *paragraph(turn.name, _NAME, _LIST, indent=9),
        *paragraph(f"{words.date(turn.on)} · {kind}", _TEXT, _LIST, indent=9),
        *paragraph(turn.what, _TEXT, _LIST, indent=9),
        space(2.2),
    ]
    painted: list[Item] = [
        shapes.circle(_BALL, _NAME.line_height / 2, _BALL, fill=LIGHT.text),
        *text.place(_BALL - text.width / 2, _NAME.line_height / 2 + _NUMBER.size * 0.36),
    ]
    painted += stack(blocks, 0, 0)
    below = [f"{words.date(turn.on)} · {kind}", *filter(None, [turn.what])]
    return Block(height(blocks), (entry(f"{number} {turn.name}", below, painted),), missing(blocks))
