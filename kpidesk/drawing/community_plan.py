"""The implementation plan on a time line: teams as lanes, their steps as bars, what is late in words.

Bars tell their state by their look and by a word: planned ones are outlined, those under way half filled,
done ones filled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kpidesk.domain.communities import Community, MethodStep, PlanStep, PlanTeam, StepState
from kpidesk.domain.community_members import member_name
from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Result
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.flow_sheet import Leaf, leaf, paged
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.listing import MARGIN, QUIET, headed
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.said import unsaid
from kpidesk.drawing.text import Style, shape, wrap
from kpidesk.drawing.time_axis import Axis
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A3"].landscape
_LEFT: Final = 84.0
_STEP: Final = 7.2
_BAR: Final = 4.6
_NAME: Final = Style(12, Weight.SEMIBOLD, leading=1.25)
_SMALL: Final = Style(9.5, colour=LIGHT.text_second, leading=1.25)
_WORD: Final = Style(9, leading=1.2)
_AROUND: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class _Lane:
    """A team, with its steps in their order."""

    team: PlanTeam
    steps: tuple[PlanStep, ...]


def plan(reader: Reader, community: Community, words: Words, day: date) -> tuple[Picture, ...]:
    """The plan, on as many sheets as its teams take; each with the time axis on top."""
    once = Once(reader)
    title = words("Implementation plan")
    sheet = leaf(once, _PAPER, MARGIN, title, words, day, title)
    head = headed(once, title, community.name, sheet.wide)
    lanes = lanes_of(once, community.id)
    if not lanes:
        nothing = paragraph(words("No team is planned yet."), QUIET, sheet.wide)
        return (sheet.picture(stack([*head, *nothing], MARGIN, MARGIN), 1, 1),)
    board = _Board(once, lanes, sheet, words, day)
    late = sum(each.is_late(day) for lane in lanes for each in lane.steps)
    told = words.many("{n} step is late.", "{n} steps are late.", late) if late else words("Nothing is late.")
    top = [*head, *paragraph(told, _NAME, sheet.wide), space(3)]
    blocks = [board.lane(each) for each in lanes]
    pages = paged(blocks, sheet.tall - height(top) - board.head)
    return tuple(_page(sheet, board, top, page, number, len(pages)) for number, page in enumerate(pages, 1))


def _page(
    sheet: Leaf, board: "_Board", top: Sequence[Block], page: Sequence[Block], number: int, count: int
) -> Picture:
    y = MARGIN + height(top)
    tall = height(page)
    items = [
        *stack(top, MARGIN, MARGIN),
        *stack([Block(0, tuple(board.frame(tall)))], MARGIN, y),
        *stack(page, MARGIN, y + board.head),
    ]
    return sheet.picture(items, number, count, missing([*top, *page]))


def lanes_of(reader: Reader, community_id: str) -> list[_Lane]:
    """Teams by priority, those without one last; each with its steps in the order of the method."""
    order = list(MethodStep)
    teams = sorted(
        reader.find(PlanTeam, community=community_id),
        key=lambda each: (each.priority is None, each.priority or 0, each.name.casefold()),
    )
    return [
        _Lane(team, tuple(sorted(reader.find(PlanStep, team=team.id), key=lambda one: order.index(one.step))))
        for team in teams
    ]


class _Board:
    """Lanes of equal width, with the axis of their days."""

    def __init__(self, reader: Reader, lanes: Sequence[_Lane], sheet: Leaf, words: Words, day: date) -> None:
        self._reader, self._words, self._day = reader, words, day
        self.wide = sheet.wide
        known = [on for lane in lanes for step in lane.steps for on in (step.starts, step.ends) if on]
        first, last = min([*known, day]) - _AROUND, max([*known, day]) + _AROUND
        self.axis = Axis(first, last, _LEFT, sheet.wide)
        self.head = 2 * _SMALL.line_height + 2

    def frame(self, tall: float) -> list[Item]:
        """The names of the periods, their lines, and today."""
        bottom = self.head + tall
        x = self.axis.x(self._day)
        today = shape(self._words("today"), _SMALL)
        return [
            unsaid(self.axis.head(self._words, _SMALL, LIGHT)),
            *self.axis.grid(self.head, bottom, self._words, _SMALL, LIGHT),
            shapes.line(x, self.head, x, bottom, stroke=LIGHT.accent, width=0.7),
            unsaid(today.place(min(x + 1, self.wide - today.width), bottom + 3.6)),
        ]

    def lane(self, lane: _Lane) -> Block:
        """A team: who it is at the left, its steps below each other at the right."""
        team, words = lane.team, self._words
        room = _LEFT - 5
        pair = words.listed([member_name(self._reader, each) for each in (team.first, team.second) if each])
        result = self._reader.get(Result, team.result) if team.result else None
        said = [
            *paragraph(team.name, _NAME, room),
            *paragraph(pair or words("nobody leads it yet"), _SMALL, room),
            *paragraph(team.demand, _SMALL, room),
            *(paragraph(f"{result.code} {result.statement}", _SMALL, room) if result else []),
        ]
        tall = max(height(said), len(lane.steps) * _STEP) + 5
        items: list[Item] = [
            shapes.line(0, 0, self.wide, 0, stroke=LIGHT.outline, width=0.3),
            *stack(said, 0, 2),
        ]
        lost = list(missing(said))
        for number, step in enumerate(lane.steps):
            items.append(self._bar(step, 2.5 + number * _STEP))
        return Block(tall, (Group(tuple(items), name=team.name, role="lane", record=team.id),), tuple(lost))

    def _bar(self, step: PlanStep, y: float) -> Group:
        """A step; without dates only its name stands where the lane begins."""
        words = self._words
        name = words(LABELS[step.step])
        state = words("late") if step.is_late(self._day) else words(LABELS[step.state])
        told = f"{name}, {state}"
        starts = step.starts or step.ends
        items: list[Item] = []
        right = _LEFT + 1.0
        if starts is not None:
            ends = step.ends or starts
            left, right = self.axis.x(min(starts, ends)), self.axis.end(max(starts, ends))
            wide = max(right - left, 1.2)
            items += _look(step, left, y, wide, late=step.is_late(self._day))
            right = left + wide
        text = wrap(told, _WORD, 70, max_lines=1)
        x = right + 1.2
        if x + text.width > self.wide and starts is not None:
            x = self.axis.x(starts) - 1.2 - text.width
        top = y + (_BAR - _WORD.line_height) / 2
        ground = shapes.rect(x - 0.5, top, text.width + 1, _WORD.line_height, fill=LIGHT.surface)
        items += [ground, *text.place(x, top)]
        return Group(tuple(items), name=told, role="step", record=step.id)


def _look(step: PlanStep, left: float, y: float, wide: float, *, late: bool) -> list[Item]:
    ink = LIGHT.bad if late else LIGHT.text
    edge = shapes.rect(left, y, wide, _BAR, 1.0, stroke=ink, width=0.8 if late else 0.4)
    if step.state is StepState.DONE:
        return [shapes.rect(left, y, wide, _BAR, 1.0, fill=LIGHT.text_second, stroke=ink, width=0.4)]
    if step.state is StepState.RUNNING:
        return [shapes.rect(left, y, wide, _BAR / 2, fill=LIGHT.text_second), edge]
    if step.state is StepState.DROPPED:
        middle = y + _BAR / 2
        return [edge, shapes.line(left, middle, left + wide, middle, stroke=LIGHT.text, width=0.4)]
    return [edge]
