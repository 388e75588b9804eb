"""What a person can do with the past of a desk: name moments of it, and bring back what was removed."""

from collections.abc import Iterable
from dataclasses import replace

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.keeping import Checkpoint
from kpidesk.domain.record import Record
from kpidesk.domain.wording import Refused


def add_checkpoint(edit: Edit, name: str, at_edit: int, note: str = "") -> Checkpoint:
    """Name a moment: the desk as it was after edit number `at_edit`.

    Raises:
        Refused: no name, or one that another moment has.
    """
    cleaned = _free_name(edit, name)
    return edit.put(
        Checkpoint(
            id=edit.new_id(), name=cleaned, edit=at_edit, at=edit.now, by=edit.who,
            note=fields.text(note, lines=True),
        )
    )  # fmt: skip


def rename_checkpoint(edit: Edit, checkpoint_id: str, name: str) -> Checkpoint:
    """Call a moment otherwise.

    Raises:
        Refused: no name, or one that another moment has.
    """
    before = edit.get(Checkpoint, checkpoint_id)
    return edit.put(replace(before, name=_free_name(edit, name, but=checkpoint_id)))


def remove_checkpoint(edit: Edit, checkpoint_id: str) -> None:
    """Forget the name of a moment; what was done then stays in the history."""
    edit.remove(edit.get(Checkpoint, checkpoint_id))


def bring_back(edit: Edit, records: Iterable[Record], rejoined: Iterable[Record] = ()) -> None:
    """Bring back records that were removed, and let others refer to them again.

    Args:
        edit: the open edit.
        records: as they shall be; see `desk.removals.plan`.
        rejoined: records that are there, with the references that they had.

    Raises:
        Refused: a record is there already, or another one has taken its place. Nothing was changed.
    """
    for record in records:
        if edit.find(type(record), id=record.id):
            raise Refused("This is on the desk again already.")
        for names in type(record).UNIQUE:
            values = {name: getattr(record, name) for name in names}
            if None not in values.values() and edit.find(type(record), **values):
                raise Refused(
                    "Something else has taken this place meanwhile. Change or remove that first, then bring "
                    "this back."
                )
        edit.put(record)
    for record in rejoined:
        edit.put(record)


def _free_name(edit: Edit, typed: str, *, but: str = "") -> str:
    name = fields.text(typed, needed=Refused("A checkpoint needs a name."))
    for other in edit.find(Checkpoint):
        if other.id != but and other.name.casefold() == name.casefold():
            raise Refused("There is a checkpoint with this name already: {name}.", name=other.name)
    return name
