"""The alignment matrix by clicks and keys, read off the desk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton

from kpidesk.actions import sharing
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Alignment, Centre, DrivingMeasure, Partner, PartnerShare, Standing
from kpidesk.drawing.alignment_marks import Mark, Own
from kpidesk.ui.fields import TextField
from kpidesk.ui.sharing.matrix import MEASURES, MatrixView
from kpidesk.ui.sharing.page import SharingPage
from tests.ui.conftest import Person

LEFT = Qt.MouseButton.LeftButton
ENTER, SPACE, RIGHT, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down


@pytest.fixture
def page(page: SharingPage) -> SharingPage:
    page.show_view("matrix")
    return page


@pytest.fixture
def view(page: SharingPage) -> MatrixView:
    found = page.view
    assert isinstance(found, MatrixView)
    return found


def partner(view: MatrixView, code: str) -> Partner:
    return view.session.desk.find(Partner, code=code)[0]


def measure(view: MatrixView, code: str) -> Measure:
    return view.session.desk.find(Measure, code=code)[0]


def driving(view: MatrixView, code: str, number: int = 0) -> DrivingMeasure:
    return view.session.desk.find(DrivingMeasure, partner=partner(view, code).id)[number]


def takers(view: MatrixView, code: str) -> set[str]:
    shares = view.session.desk.find(PartnerShare, measure=measure(view, code).id)
    return {view.session.desk.get(Partner, each.partner).code for each in shares}


def click(person: Person, view: MatrixView, row: str, column: str) -> None:
    """Click the cell of two ids."""
    index = view.grid.matrix.index_of(row, column)
    assert index.isValid()
    view.grid.scrollTo(index)
    person.qtbot.mouseClick(view.grid.viewport(), LEFT, pos=view.grid.visualRect(index).center())


def mark(view: MatrixView, row: str, column: str) -> Mark:
    return view.grid.matrix.mark(view.grid.matrix.index_of(row, column))


def pair(view: MatrixView, one: str, other: str) -> Mark:
    return mark(view, partner(view, one).id, partner(view, other).id)


def said(view: MatrixView) -> list[str]:
    return [each.text() for each in view.cell.findChildren(QLabel) if each.isVisible()]


def push(person: Person, view: MatrixView, name: str) -> None:
    found = next(each for each in view.cell.findChildren(QPushButton, name) if each.isVisible())
    person.qtbot.mouseClick(found, LEFT)


# -- partners and partners


def test_the_sample_shows_one_measure_that_two_partners_share(view: MatrixView) -> None:
    assert pair(view, "P01", "P03") == Mark(shared=True, count=1) == pair(view, "P03", "P01")
    assert pair(view, "P01", "P02") == Mark()
    assert pair(view, "P01", "P01") == Mark(own=Own.SELF)


def test_a_click_where_nothing_is_shared_asks_what_these_two_share(person: Person, view: MatrixView) -> None:
    click(person, view, partner(view, "P04").id, partner(view, "P05").id)
    person.find("picker-line")
    person.write("SM5")
    assert takers(view, "SM5") == {"P04", "P05"}
    assert pair(view, "P05", "P04") == Mark(shared=True, count=1)
    person.click("edit.undo")
    assert takers(view, "SM5") == {"P04"}


def test_enter_and_space_do_what_a_click_does(person: Person, view: MatrixView) -> None:
    view.grid.go_to(partner(view, "P01").id, partner(view, "P04").id)
    view.grid.setFocus()
    for key in (ENTER, SPACE):
        person.press(key)
        person.find("picker-line")
        person.press(Qt.Key.Key_Escape)
    assert person.focus is view.grid
    person.press(ENTER)
    person.write("A number of our own")
    made = view.session.desk.find(Measure, name="A number of our own")[0]
    assert takers(view, made.code) == {"P01", "P04"}


def test_what_two_partners_share_is_listed_and_either_can_stop(person: Person, view: MatrixView) -> None:
    click(person, view, partner(view, "P01").id, partner(view, "P03").id)
    assert "Dry-weather overflows" in said(view)
    assert isinstance(person.focus, QPushButton)
    assert person.focus.text() == "SM1"
    stop = f"stop-P03-{measure(view, 'SM1').code}"
    push(person, view, stop)
    assert takers(view, "SM1") == {"P01"}
    assert pair(view, "P01", "P03") == Mark()
    assert "Nothing yet." in said(view)


def test_a_shared_measure_opens_on_the_measures_page(person: Person, view: MatrixView) -> None:
    click(person, view, partner(view, "P01").id, partner(view, "P03").id)
    pill = next(each for each in view.cell.findChildren(QPushButton) if each.text() == "SM1")
    person.qtbot.mouseClick(pill, LEFT)
    assert person.window.current == "measures"


def test_the_diagonal_is_the_partner_itself_and_asks_nothing(person: Person, view: MatrixView) -> None:
    click(person, view, partner(view, "P02").id, partner(view, "P02").id)
    assert "P02 MVW Customer Centre" in said(view)
    assert person.window.findChild(QPushButton, "picker-line") is None


def test_an_own_measure_is_named_that_serves_the_other_with_why(person: Person, view: MatrixView) -> None:
    click(person, view, partner(view, "P01").id, partner(view, "P03").id)
    push(person, view, "matrix-align")
    person.write("Flood complaints of P03")
    (made,) = view.session.desk.find(Alignment)
    assert view.session.desk.get(DrivingMeasure, made.driving_measure).name.casefold() == "flood complaints"
    assert made.partner == partner(view, "P01").id
    assert isinstance(person.focus, TextField)
    person.write("Both hear of it first", None)
    view.leave()
    assert view.session.desk.get(Alignment, made.id).why == "Both hear of it first"
    assert pair(view, "P01", "P03") == Mark(shared=True, aligned=True, count=1)
    index = view.grid.matrix.index_of(partner(view, "P01").id, partner(view, "P03").id)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == index.data(Qt.ItemDataRole.ToolTipRole)
    assert "SM1 Dry-weather overflows" in spoken
    assert "serves P01, too" in spoken
    push(person, view, f"unalign-{made.driving_measure}-{made.partner}")
    assert not view.session.desk.find(Alignment)


def test_typing_a_reason_is_not_disturbed_by_what_it_changes(person: Person, view: MatrixView) -> None:
    own, other = driving(view, "P03"), partner(view, "P01")
    view.session.do("Align", sharing.align, own.id, other.id)
    click(person, view, partner(view, "P01").id, partner(view, "P03").id)
    field = view.cell.findChild(TextField, f"why-{own.id}-{other.id}")
    field.setFocus()
    person.write("First", None)
    field.commit()
    assert person.focus is field
    person.write(" and second", None)
    field.commit()
    assert view.session.desk.find(Alignment)[0].why == "First and second"


# -- partners and measures


def test_a_click_toggles_who_takes_part(person: Person, view: MatrixView) -> None:
    person.click("segment-measures")
    cell = (partner(view, "P04").id, measure(view, "SM1").id)
    assert mark(view, *cell) == Mark()
    click(person, view, *cell)
    assert takers(view, "SM1") == {"P01", "P03", "P04"}
    assert mark(view, *cell) == Mark(shared=True)
    assert "takes part in it" in said(view)
    click(person, view, *cell)
    assert takers(view, "SM1") == {"P01", "P03"}


def test_a_click_aligns_an_own_measure_and_the_caret_waits_for_why(person: Person, view: MatrixView) -> None:
    view.show_mode(MEASURES)
    own, other = driving(view, "P03"), partner(view, "P01")
    click(person, view, other.id, own.id)
    assert mark(view, other.id, own.id) == Mark(aligned=True)
    assert isinstance(person.focus, TextField)
    person.write("We see it, too", None)
    view.leave()
    (made,) = view.session.desk.find(Alignment)
    assert (made.driving_measure, made.partner, made.why) == (own.id, other.id, "We see it, too")
    index = view.grid.matrix.index_of(other.id, own.id)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(
        "serves P01 MVW Wastewater, too: We see it, too"
    )
    push(person, view, "matrix-toggle")
    assert not view.session.desk.find(Alignment)
    assert mark(view, other.id, own.id) == Mark()


def test_what_drives_a_partner_is_its_own_and_guesses_say_so(person: Person, view: MatrixView) -> None:
    view.show_mode(MEASURES)
    known, guess = driving(view, "P01"), driving(view, "P06")
    assert mark(view, partner(view, "P01").id, known.id) == Mark(own=Own.KNOWN)
    assert mark(view, partner(view, "P06").id, guess.id) == Mark(own=Own.GUESS)
    click(person, view, partner(view, "P06").id, guess.id)
    assert not view.session.desk.find(Alignment)
    assert "A guess that nobody has confirmed." in said(view)
    head = view.grid.matrix.heads(Qt.Orientation.Horizontal)
    assert next(each.text for each in head if each.id == guess.id).endswith("?")


def test_the_current_cell_stays_while_the_desk_changes(person: Person, view: MatrixView) -> None:
    view.show_mode(MEASURES)
    cell = (partner(view, "P08").id, measure(view, "SM4").id)
    view.grid.go_to(*cell)
    view.session.do(
        "Add", lambda edit: sharing.add_partner(edit, view.centre.id, "New", standing=Standing.CURRENT)
    )
    assert view.grid.place == cell
    view.session.do("Remove", sharing.remove_partner, cell[0])
    assert view.grid.place != cell
    assert view.grid.currentIndex().isValid()


# -- the rest


def test_both_models_keep_qts_rules_while_they_change(view: MatrixView) -> None:
    QAbstractItemModelTester(view.grid.matrix, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for mode in ("measures", "partners", "measures"):
        view.show_mode(mode)
        view.session.do("Share", sharing.share_new, partner(view, "P09").id, f"One for {mode} {mode}")
        view.session.undo()


def test_each_mark_is_said_in_words(view: MatrixView) -> None:
    for mode in ("partners", "measures"):
        view.show_mode(mode)
        model = view.grid.matrix
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                text = index.data(Qt.ItemDataRole.AccessibleTextRole)
                assert model.heads(Qt.Orientation.Vertical)[row].text in text
                assert "{" not in text


def test_the_turned_name_of_the_current_column_comes_into_sight(person: Person, view: MatrixView) -> None:
    view.show_mode(MEASURES)
    view.grid.setFocus()
    last = view.grid.matrix.columnCount() - 1
    for _ in range(last):
        person.press(RIGHT)
    assert view.grid.currentIndex().column() == last
    cell = view.grid.visualRect(view.grid.currentIndex())
    assert cell.right() + view.grid._turned.tall <= view.grid.viewport().width()
    assert cell.left() >= 0


def test_a_partner_is_found_in_its_row(page: SharingPage, view: MatrixView) -> None:
    page.show_record(partner(view, "P07").id)
    if page.view is view:
        assert view.grid.place[0] == partner(view, "P07").id
        assert page.partner_id == partner(view, "P07").id
    else:  # partners may be at home in another view
        assert view.show_record(partner(view, "P07").id)


def test_without_partners_the_matrix_says_what_belongs_here(person: Person, view: MatrixView) -> None:
    session, page = view.session, view.page
    (other,) = session.desk.find(Result, code="R03")
    session.do("Centre", sharing.set_centre, other.id)
    page.show_record(session.desk.find(Centre, result=other.id)[0].id)
    assert view.sights.currentIndex() == 1
    assert not view.legend.isVisible()
    session.do(
        "Add", lambda edit: sharing.add_partner(edit, view.centre.id, "First", standing=Standing.CURRENT)
    )
    assert view.sights.currentIndex() == 0


def test_a_desk_for_reading_shows_all_of_it_and_changes_nothing(person: Person, view: MatrixView) -> None:
    view.session.desk.writable = False
    view.page.refresh(None)
    view.show_mode(MEASURES)
    click(person, view, partner(view, "P04").id, measure(view, "SM1").id)
    click(person, view, partner(view, "P01").id, driving(view, "P03").id)
    assert takers(view, "SM1") == {"P01", "P03"}
    assert not view.session.desk.find(Alignment)
    assert not [each for each in view.cell.findChildren(QPushButton, "matrix-toggle") if each.isVisible()]
    view.session.desk.writable = True
