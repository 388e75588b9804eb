"""Taking rows of a list that somebody else made, and remembering how it was read."""

from collections.abc import Iterable
from dataclasses import replace

from kpidesk.actions import returning
from kpidesk.desk.edits import Edit
from kpidesk.domain.keeping import ListLayout
from kpidesk.domain.returned import Change


def take_list(
    edit: Edit, changes: Iterable[Change], choices: returning.Choices, layout: ListLayout | None = None
) -> int:
    """Take the accepted changes; how many.

    Args:
        edit: the open edit.
        changes: the plan's differences.
        choices: see `returning.take`.
        layout: how the list was read; it takes the place of one with the same headings. None: nothing to
            remember.

    Raises:
        Refused: see `returning.take`.
    """
    taken = returning.take(edit, changes, choices)
    if layout is not None:
        known = edit.find(ListLayout, kind=layout.kind)
        there = next((each for each in known if each.headings == layout.headings), None)
        edit.put(replace(layout, id=edit.new_id() if there is None else there.id))
    return taken
