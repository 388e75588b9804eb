"""The community page before a person."""

from pathlib import Path

import pytest

from kpidesk.actions import desks
from kpidesk.desk.workfile import new_desk, save_new
from kpidesk.domain.communities import Community
from kpidesk.system.words import Words
from kpidesk.ui.community.page import CommunityPage
from tests.ui.conftest import Person


@pytest.fixture
def page(person: Person, marrow: Path) -> CommunityPage:
    """The sample's circle."""
    assert person.window.open(marrow)
    found = person.go("community")
    assert isinstance(found, CommunityPage)
    (circle,) = found.session.desk.find(Community, name="Marrow Measures Circle")
    found.choose(circle.id)
    return found


@pytest.fixture
def empty(person: Person, tmp_path: Path) -> CommunityPage:
    """A desk without a community."""
    path = tmp_path / "New.kpidesk"
    desk = new_desk(who="tester")
    with desk.edit("Begin", barrier=True) as edit:
        desks.begin(edit, "New", Words())
    save_new(desk, path)
    desk.close()
    assert person.window.open(path)
    found = person.go("community")
    assert isinstance(found, CommunityPage)
    return found
