"""Whatever search finds of a gallery is brought into sight where it is at home."""

import pytest

from kpidesk.domain.gallery import Cluster, Note, Poster
from kpidesk.domain.invitations import Invitation
from kpidesk.domain.record import Record
from kpidesk.domain.walls import Wall
from kpidesk.ui.gallery.page import GalleryPage
from tests.ui.conftest import Person


@pytest.mark.parametrize(
    ("kind", "view"),
    [(Note, "decide"), (Poster, "posters"), (Invitation, "invite"), (Wall, "walls"), (Cluster, "clusters")],
)
def test_a_record_is_shown_where_it_is_at_home(
    person: Person, page: GalleryPage, kind: type[Record], view: str
) -> None:
    page.show_view("opening")
    record = page.session.desk.find(kind)[-1]
    person.window.go("gallery", record.id)
    assert page.segments.current == view
    chosen = {
        "decide": lambda: page.decide.panel.note and page.decide.panel.note.id,
        "posters": lambda: page.wall.current,
        "invite": lambda: page.view.current,  # type: ignore[attr-defined]
        "walls": lambda: page.view._wall,  # type: ignore[attr-defined]
        "clusters": lambda: page.clusters.column,
    }[view]()
    assert chosen == record.id
