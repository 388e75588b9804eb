"""Desks whose sharing is given out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpidesk.actions import sharing
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.sharing import Centre


@pytest.fixture(scope="module")
def shown(sample_file: Path) -> Iterator[Desk]:
    """The sample, to be read."""
    found = read_desk(sample_file)
    yield found
    found.close()


@pytest.fixture
def centre(desk: Desk) -> Centre:
    """A result in the centre and nobody around it."""
    with desk.edit("Begin") as edit:
        ring = edit.put(Ring(id=edit.new_id(), position=1, name="Purpose"))
        result = edit.put(Result(id=edit.new_id(), code="R01", statement="Rivers stay clean.", ring=ring.id))
        return sharing.set_centre(edit, result.id)
