"""The cluster board: by keys, by dragging, and nothing is lost."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester

from kpidesk.domain.clusters import stand_in
from kpidesk.domain.gallery import Cluster, Note
from kpidesk.ui.fields import TextField
from kpidesk.ui.gallery.cluster_column import NOTES, ClusterColumn
from kpidesk.ui.gallery.clusters import ClustersView
from kpidesk.ui.gallery.page import GalleryPage
from tests.ui.conftest import Person
from tests.ui.gallery.conftest import notes
from tests.ui.sharing.conftest import tab_to

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(person: Person, page: GalleryPage) -> ClustersView:
    person.click("segment-clusters")
    return page.clusters


def column(view: ClustersView, name: str) -> ClusterColumn:
    key = next((key for key, each in view.book.clusters.items() if each.name == name), "")
    return view.wells[key].cards


def codes(view: ClustersView, name: str) -> list[str]:
    return [view.book.notes[str(each)].code for each in column(view, name).rows.all]


def pick(view: ClustersView, name: str, code: str) -> None:
    note = next(each.id for each in view.book.notes.values() if each.code == code)
    view.choose(note, column(view, name).cluster, focus=True)


def test_columns_show_clusters_and_what_stands_in_none(view: ClustersView) -> None:
    assert codes(view, "It will be gamed") == ["N21", "N36", "N45", "N53"]
    assert len(codes(view, "")) == 43
    assert "17 of 60 notes" in view._count.text()
    for well in view.wells.values():
        QAbstractItemModelTester(well.cards.rows)


def test_several_notes_become_a_new_cluster_whose_name_is_typed(person: Person, view: ClustersView) -> None:
    pick(view, "", "N01")
    person.press(Qt.Key.Key_Down, SHIFT)
    person.press(Qt.Key.Key_N)
    person.write("The map")
    assert codes(view, "The map") == ["N01", "N02"]
    assert "N01" not in codes(view, "")
    person.press(Qt.Key.Key_Z, CTRL)
    person.press(Qt.Key.Key_Z, CTRL)
    assert "N01" in codes(view, "")


def test_a_note_is_carried_to_the_column_beside_and_back(person: Person, view: ClustersView) -> None:
    pick(view, "It will be gamed", "N45")
    person.press(Qt.Key.Key_Right, CTRL)
    assert codes(view, "Hand-typed and missing data")[-1] == "N45"
    assert view.note is not None
    assert view.note.code == "N45"
    person.press(Qt.Key.Key_Left, CTRL)
    assert codes(view, "It will be gamed") == ["N21", "N36", "N53", "N45"]


def test_a_note_is_put_into_a_second_cluster_chosen_by_name(person: Person, view: ClustersView) -> None:
    pick(view, "Safety first", "N46")
    person.press(Qt.Key.Key_A)
    person.write("gamed")
    assert "N46" in codes(view, "It will be gamed")
    assert "N46" in codes(view, "Safety first")
    person.press(Qt.Key.Key_Delete)
    assert "N46" not in codes(view, "It will be gamed")
    assert "N46" in codes(view, "Safety first")


def test_two_clusters_are_merged_by_key(person: Person, view: ClustersView) -> None:
    pick(view, "Safety first", "N46")
    person.press(Qt.Key.Key_G)
    person.write("gamed")
    assert codes(view, "It will be gamed") == ["N21", "N36", "N45", "N53", "N32", "N46"]
    assert "Safety first" not in {each.name for each in view.book.clusters.values()}


def test_dragged_notes_move_and_with_ctrl_stay_in_both(view: ClustersView) -> None:
    source, target = column(view, "It will be gamed"), column(view, "Safety first")
    first = source.rows.index(0)

    def drop(held: Qt.KeyboardModifier) -> None:
        mime = source.rows.mimeData([first])
        target.dropEvent(
            QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, held)
        )

    drop(CTRL)
    assert "N21" in codes(view, "Safety first")
    assert "N21" in codes(view, "It will be gamed")
    view.session.undo()
    source, target = column(view, "It will be gamed"), column(view, "Safety first")
    first = source.rows.index(0)
    drop(Qt.KeyboardModifier.NoModifier)
    assert codes(view, "Safety first")[-1] == "N21"
    assert "N21" not in codes(view, "It will be gamed")


def test_what_is_no_note_is_not_taken(view: ClustersView) -> None:
    mime = QMimeData()
    mime.setText("words")
    target = column(view, "Safety first")
    target.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    assert codes(view, "Safety first") == ["N32", "N46"]
    assert not mime.hasFormat(NOTES)


def test_keys_without_a_note_say_why(person: Person, view: ClustersView) -> None:
    view.choose("", "")
    view.acts.do("move")
    assert "Choose a note first" in person.window.notice.text
    view.acts.do("merge")
    assert "Choose a note in a cluster first" in person.window.notice.text


def test_suggestions_are_taken_back_in_one_step(person: Person, view: ClustersView) -> None:
    before = len(view.book.clusters)
    person.click("gallery.cluster_suggest")
    assert len(view.book.clusters) > before + 1
    assert "share words" in person.window.notice.text
    view.session.undo()
    assert len(view.book.clusters) == before


def test_a_name_is_written_in_the_head_of_the_column(person: Person, view: ClustersView) -> None:
    pick(view, "Safety first", "N46")
    person.press(Qt.Key.Key_F2)
    person.write("Nobody gets hurt")
    assert codes(view, "Nobody gets hurt") == ["N32", "N46"]
    person.find(f"cluster-name-{column(view, 'It will be gamed').cluster}", TextField).setFocus()
    person.write("zz")
    assert {each.name for each in view.session.desk.find(Cluster)} >= {"Nobody gets hurt"}


def test_the_room_reads_four_notes_at_a_time(person: Person, view: ClustersView, page: GalleryPage) -> None:
    pick(view, "Hand-typed and missing data", "N10")
    first = page.projected()
    assert first is not None
    assert first.title == "Hand-typed and missing data"
    person.click("read-next")
    second = page.projected()
    assert second is not None
    assert second.items != first.items
    assert "5 to 5 of 5" in view._reads.text()


def test_a_poster_filters_what_is_shown_but_not_what_is_kept(view: ClustersView) -> None:
    wanted = next(key for key, each in view.book.posters.items() if each.code == "G13")
    view.poster.show_value(wanted)
    view.poster.activated.emit(view.poster.currentIndex())
    assert codes(view, "Hand-typed and missing data") == ["N59"]
    there = stand_in(view.session.desk, view.book.gallery.id if view.book.gallery else "")
    assert sum(len(each) for each in there.values()) == 19


def test_a_note_that_goes_leaves_its_columns(person: Person, view: ClustersView, page: GalleryPage) -> None:
    note = notes(page)["N59"]
    pick(view, "Hand-typed and missing data", "N59")
    page.remove_note()
    assert not page.session.desk.find(Note, id=note.id)
    assert "N59" not in codes(view, "Measure it at the tap, not in the office")
    assert view.note is not None
    assert view.note.code == "N40"


def test_tab_from_chosen_cards_to_a_button_keeps_what_is_chosen(person: Person, view: ClustersView) -> None:
    pick(view, "", "N01")
    person.press(Qt.Key.Key_Down, SHIFT)
    tab_to(person, "cluster-new")
    assert [view.book.notes[each].code for each in view.chosen] == ["N01", "N02"]
    person.press(Qt.Key.Key_Space)
    person.write("By a button")
    assert codes(view, "By a button") == ["N01", "N02"]


def test_also_in_a_new_cluster_leaves_the_note_where_it_was(person: Person, view: ClustersView) -> None:
    pick(view, "It will be gamed", "N45")
    person.press(Qt.Key.Key_A)
    person.write("A new cluster")
    person.write("Both")
    assert codes(view, "Both") == ["N45"]
    assert "N45" in codes(view, "It will be gamed")
