"""What a person can do with results on maps."""

from dataclasses import replace

from kpidesk.desk.edits import Edit
from kpidesk.domain import wording
from kpidesk.domain.results import Layout, Map, Placement, Result, Ring


def add(edit: Edit, map_id: str, ring_id: str, statement: str) -> Result:
    """Add a result to a ring of a map; it has no place yet and is drawn where there is room.

    Raises:
        Refused: the statement cannot be taken.
    """
    result = edit.put(
        Result(
            id=edit.new_id(),
            code=edit.next_code("R"),
            statement=wording.statement(statement),
            ring=edit.get(Ring, ring_id).id,
        )
    )
    edit.put(
        Placement(id=edit.new_id(), map=edit.get(Map, map_id).id, result=result.id, layout=Layout.RADIAL)
    )
    return result


def rename(edit: Edit, result_id: str, statement: str) -> Result:
    """Give a result another statement.

    Raises:
        Refused: the statement cannot be taken.
    """
    return edit.put(replace(edit.get(Result, result_id), statement=wording.statement(statement)))


def remove(edit: Edit, result_id: str) -> None:
    """Take a result away with its links, places and traces.

    Raises:
        StillUsed: something that must stay refers to it.
    """
    edit.remove(edit.get(Result, result_id))
