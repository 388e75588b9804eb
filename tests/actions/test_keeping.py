"""Named moments: each has a name of its own. Bringing back is tested in tests/desk/test_removals.py."""

from kpidesk.actions import keeping
from kpidesk.desk.store import Desk
from kpidesk.domain.keeping import Checkpoint
from tests.actions.conftest import Do


def test_a_moment_gets_a_name(begun: Desk, do: Do, clock) -> None:
    made = do(keeping.add_checkpoint, "  Before the gallery ", 1, "with the board")
    assert begun.find(Checkpoint) == (made,)
    assert (made.name, made.edit, made.at, made.by) == ("Before the gallery", 1, clock(), "tester")


def test_no_name_and_a_name_twice_are_refused(do: Do, refused: Do) -> None:
    assert refused(keeping.add_checkpoint, " ", 1) == "A checkpoint needs a name."
    do(keeping.add_checkpoint, "Before the gallery", 1)
    assert "already" in refused(keeping.add_checkpoint, "before the GALLERY", 1)


def test_a_moment_is_renamed(begun: Desk, do: Do, refused: Do) -> None:
    one = do(keeping.add_checkpoint, "One", 1)
    do(keeping.add_checkpoint, "Two", 1)
    assert "already" in refused(keeping.rename_checkpoint, one.id, "Two")
    do(keeping.rename_checkpoint, one.id, "ONE")
    assert begun.get(Checkpoint, one.id).name == "ONE"


def test_a_moment_is_forgotten(begun: Desk, do: Do) -> None:
    one = do(keeping.add_checkpoint, "One", 1)
    do(keeping.remove_checkpoint, one.id)
    assert begun.find(Checkpoint) == ()
