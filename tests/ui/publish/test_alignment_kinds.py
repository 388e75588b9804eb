"""The alignment matrix and the board on the Publish page: looked at, counted, told of where there is none."""

from pathlib import Path

from kpidesk.exports.pieces import What
from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Person


def choose(person: Person, name: str, text: str) -> None:
    choice = person.find(name)
    choice.setCurrentIndex(choice.findText(text))
    choice.activated.emit(choice.currentIndex())


def test_all_pages_of_a_matrix_count_when_it_is_glued(person: Person, page: PublishPage) -> None:
    choose(person, "paper", "A3")
    choose(person, "tile", "Glued from A4")
    for what, sheets in ((What.BOARD, "4"), (What.MATRIX, "7")):
        page._choose(what)
        person.wait(lambda: not page.busy())
        assert page._size.text().startswith("420 × 297 mm")
        person.wait(lambda sheets=sheets: page._well.number.text() == sheets)
        assert ("1 is empty and left out" in page._well.of.text()) == (what is What.MATRIX)
        assert page.paper.isVisible()
        assert page.tile.isVisible()


def test_a_desk_without_partners_says_where_they_are_named(person: Person, begun: Path) -> None:
    assert person.window.open(begun)
    page = person.go("publish")
    assert isinstance(page, PublishPage)
    for what in (What.MATRIX, What.BOARD):
        page._choose(what)
        person.wait(lambda: not page.busy())
        assert "Sharing page" in page.view._words
        assert page.kinds[what].remark.text() == "none yet"
