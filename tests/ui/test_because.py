"""From what was changed back to the note that led to it, and from the note to what changed."""

from pathlib import Path

from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result
from kpidesk.ui.gallery.page import GalleryPage
from kpidesk.ui.measures.page import MeasuresPage
from tests.ui.conftest import Person


def test_a_measure_tells_the_notes_that_changed_it(person: Person, marrow: Path) -> None:
    assert person.window.open(marrow)
    page = person.go("measures")
    assert isinstance(page, MeasuresPage)
    desk = person.window.desk_session.desk
    page.open_definition(desk.find(Measure, code="M01")[0].id)
    person.find("because-N07")  # its scope
    row = person.find("because-N08")  # a note on its chart
    row.clicked.emit()
    gallery = person.window.pages["gallery"]
    assert isinstance(gallery, GalleryPage)
    assert gallery.decide.panel.note is not None
    assert gallery.decide.panel.note.code == "N08"


def test_a_result_tells_the_notes_that_changed_its_links(person: Person, marrow: Path) -> None:
    assert person.window.open(marrow)
    page = person.go("results")
    desk = person.window.desk_session.desk
    page.show_record(desk.find(Result, code="R10")[0].id)
    assert "Drawn on poster G07" in person.find("because-N32").text()
    page.show_record(desk.find(Result, code="R20")[0].id)
    assert page.findChild(object, "because").isHidden()  # type: ignore[union-attr]
