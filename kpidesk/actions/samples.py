"""What a person can do with the sample that a desk was filled with."""

from kpidesk.desk.clearing import Clearing
from kpidesk.desk.edits import Edit
from kpidesk.domain.wording import Refused


def clear(edit: Edit, found: Clearing) -> None:
    """Take what came with the sample off the desk.

    Raises:
        Refused: nothing goes.
    """
    if not found.gone:
        raise Refused("What is left of the sample is needed by what you added or changed.")
    edit.put_together(found.anew, found.gone)
