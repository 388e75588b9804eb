"""What changed between two moments of a desk, or between two desks, on paper: record by record."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kpidesk.domain.reader import Reader
from kpidesk.drawing.flow import Block, paragraph, space, together
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.listing import QUIET, STRONG, TEXT, WIDE, Column, listing, table
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.record_words import NOTHING, RecordWords, counted, what_happened
from kpidesk.drawing.text import Style
from kpidesk.system.words import Words

_LONG: Final = 400  # letters, above which a text is too tall for the row of a table
_INDENT: Final = 6.0
_NAME: Final = Style(12, Weight.SEMIBOLD, leading=1.3)
_KIND: Final = Style(10.5, colour=LIGHT.text_second, leading=1.3)


def changes_report(
    reader: Reader, title: str, about: str, records: Sequence[RecordWords], words: Words, day: date
) -> tuple[Picture, ...]:
    """The sheets of a report.

    Args:
        reader: whose desk it is, for head and foot.
        title: what is compared with what.
        about: a line on the two sides: when, by whom, which file.
        records: what is different.
        words: the language.
        day: of the report.
    """
    blocks: list[Block] = [*paragraph(counted(records, words), QUIET, WIDE), space(3)]
    for record in records:
        blocks += _record(record, words)
    return listing(reader, title, about, blocks, words, day)


def _record(record: RecordWords, words: Words) -> list[Block]:
    kind = words("{kind}: {what}", kind=record.kind, what=what_happened(record.what, words))
    head = [space(3), *paragraph(kind, _KIND, WIDE), *paragraph(record.name, _NAME, WIDE)]
    if not record.fields:
        return [together(head)]
    if any(len(text) > _LONG for each in record.fields for text in (each.before, each.after)):
        return [together(head), *_told(record, words)]
    sides = [(words("Before"), "before")] if record.what != "added" else []
    sides += [(words("After"), "after")] if record.what != "removed" else []
    columns = [Column(words("Field"), 2), *(Column(name, 3) for name, _ in sides)]
    rows = [[each.name, *(getattr(each, side) or NOTHING for _, side in sides)] for each in record.fields]
    first, second, *rest = table(columns, rows)
    return [together([*head, first, second]), *rest]


def _told(record: RecordWords, words: Words) -> list[Block]:
    """Fields one below the other, so that a page may end within a long text."""
    blocks: list[Block] = []
    for each in record.fields:
        blocks += paragraph(each.name, STRONG, WIDE)
        if each.before:
            blocks += paragraph(words("Before: {text}", text=each.before), TEXT, WIDE, indent=_INDENT)
        if each.after:
            blocks += paragraph(words("After: {text}", text=each.after), TEXT, WIDE, indent=_INDENT)
    return blocks
