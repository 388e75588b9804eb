"""The gallery page before a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpidesk.actions import desks
from kpidesk.desk.workfile import new_desk, save_new
from kpidesk.domain.gallery import Note
from kpidesk.system.words import Words
from kpidesk.ui.gallery.page import GalleryPage
from tests.ui.conftest import Person


@pytest.fixture
def page(person: Person, marrow: Path) -> GalleryPage:
    """The sample's gallery."""
    assert person.window.open(marrow)
    found = person.go("gallery")
    assert isinstance(found, GalleryPage)
    return found


@pytest.fixture
def harvest(person: Person, page: GalleryPage) -> Iterator[GalleryPage]:
    """The sample's gallery where notes are typed, at G07."""
    person.click("segment-harvest")
    page.harvest.show_poster(poster(page, "G07"))
    yield page
    assert page.harvest.entry.line.as_text == set()


@pytest.fixture
def empty(person: Person, tmp_path: Path) -> GalleryPage:
    """A desk without a gallery."""
    path = tmp_path / "New.kpidesk"
    desk = new_desk(who="tester")
    with desk.edit("Begin", barrier=True) as edit:
        desks.begin(edit, "New", Words())
    save_new(desk, path)
    desk.close()
    assert person.window.open(path)
    found = person.go("gallery")
    assert isinstance(found, GalleryPage)
    return found


def poster(page: GalleryPage, code: str) -> str:
    found = page.book.poster_of(code)
    assert found is not None
    return found.id


def notes(page: GalleryPage) -> dict[str, Note]:
    return {each.code: each for each in page.session.desk.find(Note)}
