"""Where the 42 practices of the framework live in a desk, and how complete each is there, on A4."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from kpidesk.domain.assessment_supplied import MATURITY, parsed
from kpidesk.domain.findings import text_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.practice_coverage import Covered, coverage, item_of
from kpidesk.domain.practices import module_of
from kpidesk.domain.reader import Once, Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack, together
from kpidesk.drawing.listing import HEAD, QUIET, TEXT, WIDE, listing
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.said import entry
from kpidesk.drawing.text import Style, shape
from kpidesk.system import assessments
from kpidesk.system.words import Words

_KEY: Final = 11.0
_RIGHT: Final = 46.0
_BAR: Final = 28.0
_SMALL: Final = Style(9.5, colour=LIGHT.text_second, leading=1.28)


def practices(reader: Reader, words: Words, day: date) -> tuple[Picture, ...]:
    """All practices under the names of their modules, with what the desk shows of each."""
    once = Once(reader)
    names = practice_names(once, words)
    blocks: list[Block] = []
    module = None
    for each in coverage(once, day):
        row = _row(each, names[each.key], words)
        if module_of(each.key) is not module:
            module = module_of(each.key)
            head = paragraph(f"{module.value}  {words(LABELS[module])}", HEAD, WIDE)
            blocks.append(together([space(4), *head, space(1.5), row]))
        else:
            blocks.append(row)
    return listing(once, words("Where the practices live"), "", blocks, words, day)


def practice_names(reader: Reader, words: Words) -> Mapping[str, str]:
    """What each practice says: as the desk's own maturity check has it, else the supplied one."""
    supplied = parsed(assessments.supplied(MATURITY, words.language)).items
    named = {each.practice: each.text for each in supplied if each.practice}
    return {key: own.text if (own := item_of(reader, key)) else text for key, text in named.items()}


def _row(covered: Covered, name: str, words: Words) -> Block:
    look = covered.look
    room = WIDE - _KEY - _RIGHT
    told = [
        *paragraph(name, TEXT, room),
        *paragraph(text_of(look.told, words), QUIET, room),
    ]
    tall = max(height(told), 12.0) + 3
    left = WIDE - _RIGHT + 6
    share = words("{n} %", n=words.number(look.share * 100)) if look.share is not None else ""
    items: list[Item] = [
        *shape(covered.key, QUIET).place(0, TEXT.size * 1.05),
        *stack(told, _KEY, 0),
        *stack(paragraph(words(LABELS[covered.fit]), _SMALL, _RIGHT - 6), left, 5.5),
        shapes.line(0, tall - 1.5, WIDE, tall - 1.5, stroke=LIGHT.outline, width=0.25),
    ]
    if look.share is not None:
        items.append(shapes.rect(left, 1, _BAR, 3, stroke=LIGHT.text_third, width=0.25))
        items.append(shapes.rect(left, 1, _BAR * look.share, 3, fill=LIGHT.data))
        items += shape(share, _SMALL).place(left + _BAR + 1.5, 3.8)
    below = [each for each in (text_of(look.told, words), share, words(LABELS[covered.fit])) if each]
    painted = Group(tuple(items), name=name, role="practice")
    return Block(tall, (entry(f"{covered.key} {name}", below, [painted]),), missing(told))
