"""The training matrix on A3: people down, skills across, each level as a filled part and a number."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kpidesk.domain.communities import ALONE, LEVELS, Community, Skill
from kpidesk.domain.community_figures import present_members
from kpidesk.domain.community_skills import Matrix, alone, matrix
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Once, Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, paragraph, space, together
from kpidesk.drawing.flow_sheet import FOOT
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.listing import MARGIN, QUIET, STRONG, listing
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Group, Item, Path, Picture
from kpidesk.drawing.said import head, row
from kpidesk.drawing.text import Style, shape, wrap
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A3"].landscape
_WIDE: Final = _PAPER.wide - 2 * MARGIN
_NAMES: Final = 62.0
_ROW: Final = 9.5
_CELL: Final = (7.0, 22.0)  # mm: how wide a column is at least and at most
_HEAD: Final = 46.0
_TITLE: Final = 24.0  # mm that the title of the sheet takes
_PEOPLE: Final = int((_PAPER.tall - 2 * MARGIN - FOOT - _TITLE - _HEAD) / _ROW) - 2  # and the foot of all
_LETTERS: Final = Style(10.5, Weight.SEMIBOLD, leading=1.15)
_FIGURE: Final = Style(10, Weight.SEMIBOLD)


def skills_matrix(reader: Reader, community: Community, words: Words, day: date) -> tuple[Picture, ...]:
    """The matrix of those who are members; as many sheets as the skills take across and the people down."""
    once = Once(reader)
    found = matrix(once, present_members(once, community.id, day))
    title = words("Training matrix")
    most = int((_WIDE - _NAMES) / _CELL[0])
    blocks: list[Block] = []
    for start in range(0, max(len(found.skills), 1), most):
        blocks += _part(found, found.skills[start : start + most], words)
    if not found.people or not found.skills:
        blocks = paragraph(words("There are no members or no skills yet."), QUIET, _WIDE)
    return listing(once, title, community.name, blocks, words, day, _PAPER)


def _part(found: Matrix, skills: Sequence[Skill], words: Words) -> list[Block]:
    """Some skills, with as many people under their names as find room on a sheet."""
    step = min(_CELL[1], (_WIDE - _NAMES) / max(len(skills), 1))
    blocks: list[Block] = []
    for start in range(0, len(found.people), _PEOPLE):
        rows = [_person(found, person, skills, step) for person in found.people[start : start + _PEOPLE]]
        blocks.append(together([_heads(skills, step, words), *rows]))
    return [*blocks, together([_foot(found, skills, step, words), space(3), *_legend(words), space(8)])]


def _heads(skills: Sequence[Skill], step: float, words: Words) -> Block:
    """The names of skills upright, and over them the names of their families."""
    items: list[Item] = []
    lost: list[str] = []
    family = None
    for number, skill in enumerate(skills):
        x = _NAMES + number * step
        lines = wrap(skill.name, _LETTERS, _HEAD - 12, max_lines=max(1, int(step / _LETTERS.line_height)))
        tall = _LETTERS.line_height * len(lines.lines)
        for at, line in enumerate(lines.lines):
            across = x + (step - tall) / 2 + (at + 0.8) * _LETTERS.line_height
            items += line.place(across, _HEAD - 2, angle=-90)
        lost += lines.missing
        if skill.family is not family:
            family = skill.family
            items += shape(words(LABELS[family]), STRONG).place(x + 1, 5)
            items.append(shapes.line(x, 0, x, _HEAD, stroke=LIGHT.text, width=0.4))
    items.append(shapes.line(0, _HEAD, _NAMES + step * len(skills), _HEAD, stroke=LIGHT.text, width=0.5))
    told = head("", *(f"{each.name} ({words(LABELS[each.family])})" for each in skills), painted=items)
    return Block(_HEAD, (told,), tuple(lost))


def _person(found: Matrix, person: Person, skills: Sequence[Skill], step: float) -> Block:
    items: list[Item] = []
    name = wrap(person.name, STRONG, _NAMES - 3, max_lines=1)
    items += name.place(0, (_ROW - STRONG.line_height) / 2)
    for number, skill in enumerate(skills):
        x = _NAMES + (number + 0.5) * step
        items += _level(found.level(person.id, skill.id), x, _ROW / 2)
    items.append(shapes.line(0, _ROW, _NAMES + step * len(skills), _ROW, stroke=LIGHT.outline, width=0.25))
    levels = (str(found.level(person.id, skill.id)) for skill in skills)
    painted = Group(tuple(items), name=person.name, role="row", record=person.id)
    return Block(_ROW, (row(person.name, *levels, painted=[painted]),), name.missing)


def _level(level: int, x: float, y: float) -> list[Item]:
    """A circle filled by quarters from the top, with the number beside it."""
    radius = 2.3
    left = x - 1.6
    items: list[Item] = [shapes.circle(left, y, radius, stroke=LIGHT.text_third, width=0.25)]
    if level >= LEVELS:
        items.append(shapes.circle(left, y, radius, fill=LIGHT.text))
    elif level > 0:
        around = shapes.arc(left, y, radius, -90, 90 * level)
        items.append(
            Path((("M", left, y), ("L", left, y - radius), *around.ops[1:], ("Z",)), fill=LIGHT.text)
        )
    figure = shape(str(level), _FIGURE if level >= ALONE else QUIET)
    return [*items, *figure.place(left + radius + 0.8, y + 1.3)]


def _foot(found: Matrix, skills: Sequence[Skill], step: float, words: Words) -> Block:
    """How many of the members can do each skill alone."""
    name, shares = words("can do it alone"), list[str]()
    items: list[Item] = [*shape(name, QUIET).place(0, _ROW / 2 + 1.3)]
    for number, skill in enumerate(skills):
        share = alone([found.level(person.id, skill.id) for person in found.people])
        shares.append(words("{n} %", n=words.number(share * 100)) if share is not None else "–")
        text = shape(shares[-1], QUIET)
        items += text.place(_NAMES + (number + 0.5) * step - text.width / 2, _ROW / 2 + 1.3)
    return Block(_ROW, (row(name, *shares, painted=items),))


def _legend(words: Words) -> list[Block]:
    told = words("0 none · 1 aware · 2 with help · 3 alone · 4 can teach")
    return paragraph(told, QUIET, _WIDE)
