"""What is asked about paper: ink, the papers of the day, posters with sizes of their own."""

from kpidesk.actions import gallery
from kpidesk.domain.gallery import Poster, Turned
from kpidesk.exports.pieces import Ink, What
from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Person


def test_ink_is_chosen_and_remembered(person: Person, page: PublishPage) -> None:
    page.extras.ink.show_value(Ink.SAVING)
    page.extras.ink.activated.emit(page.extras.ink.currentIndex())
    assert page.options_for((What.POSTERS,)).ink is Ink.SAVING
    assert page.shell.settings.get("ink", "") == "saving"
    person.wait(lambda: not page.busy())


def test_papers_of_the_day_are_ticked_one_by_one(person: Person, page: PublishPage) -> None:
    page._choose(What.DAY)
    assert len(page._pieces) == 10
    person.find("paper-tally").click()
    assert "day/tally-A4" not in [piece.name for piece in page._pieces]
    for key in ("run", "packing", "hanging", "plan", "hosts", "tents", "notes", "ratings", "ballots"):
        person.find(f"paper-{key}").click()
    assert [piece.name for piece in page._pieces] == ["day/ballots-A4"], "the last one stays"
    page._choose(What.WORKSHEETS)
    assert len(page._pieces) == 7
    person.wait(lambda: not page.busy())


def test_sheets_are_counted_by_each_posters_own_paper(person: Person, page: PublishPage) -> None:
    page.tile.show_value("A4")
    page._choose(What.POSTERS)
    assert page._well.number.text() == str(13 * 15)
    desk = page.session.desk
    shown = desk.find(Poster, code="G07")[0]
    page.session.do(
        "Smaller",
        lambda edit: gallery.change_poster(edit, shown.id, paper="A4", turned=Turned.LANDSCAPE),
    )
    assert page._well.number.text() == str(12 * 15 + 1)
    page.show_record(shown.id)
    assert page._grid() is None, "an A4 sheet is not cut for A4"
    person.wait(lambda: not page.busy())
