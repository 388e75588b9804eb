"""What a person printed, noted so that the desk can tell later what is out of date on the wall."""

from collections.abc import Sequence
from datetime import datetime

from kpidesk.desk.edits import Edit
from kpidesk.domain.gallery import Poster
from kpidesk.domain.printouts import Shown
from kpidesk.domain.walls import Printout


def note(
    edit: Edit,
    printed: Sequence[tuple[str, str, str, Shown]],
    at: datetime,
    last_edit: int,
    printer: str,
) -> list[Printout]:
    """Note prints of posters.

    Args:
        edit: the open edit.
        printed: of each the poster's id, its paper, its tiling as spelled, and what it showed.
        at: when.
        last_edit: the number of the newest edit that they show.
        printer: its name, "" for files.
    """
    there = {poster.id for poster in edit.find(Poster)}  # one may be gone since the print was begun
    return [
        edit.put(
            Printout(
                id=edit.new_id(), poster=poster, printed_at=at, edit=last_edit, digest=shown.digest,
                paper=paper, tile=tile, sheets=shown.sheets, printer=printer,
            )
        )
        for poster, paper, tile, shown in printed
        if poster in there
    ]  # fmt: skip
