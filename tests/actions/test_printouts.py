"""Noting what was printed: one step, and nothing for posters that are gone."""

from datetime import UTC, datetime

from kpidesk.actions import gallery, printouts
from kpidesk.desk.store import Desk
from kpidesk.domain.gallery import Poster, PosterKind
from kpidesk.domain.printouts import Shown, newest
from kpidesk.domain.walls import Printout

AT = datetime(2025, 7, 7, 18, 0, tzinfo=UTC)


def hung(desk: Desk) -> list[Poster]:
    with desk.edit("Begin") as edit:
        made = gallery.begin(edit, "Measures on the wall")
        for kind in (PosterKind.PARKING, PosterKind.LEGEND):
            gallery.add_poster(edit, made.id, kind)
    return list(desk.find(Poster))


def test_prints_are_noted_with_what_they_showed(begun: Desk) -> None:
    one, other = hung(begun)
    printed = [(one.id, "A1", "A4", Shown("d1", ("s1", "s2"))), (other.id, "A3", "", Shown("d2"))]
    with begun.edit("Note") as edit:
        printouts.note(edit, printed, AT, 7, "Office North")
    first, second = sorted(begun.find(Printout), key=lambda each: each.digest)
    assert (first.poster, first.paper, first.tile, first.sheets) == (one.id, "A1", "A4", ("s1", "s2"))
    assert (second.digest, second.edit, second.printer, second.printed_at) == ("d2", 7, "Office North", AT)
    begun.undo()
    assert not begun.find(Printout)


def test_a_poster_that_is_gone_meanwhile_is_left_out(begun: Desk) -> None:
    one, other = hung(begun)
    with begun.edit("Remove") as edit:
        gallery.remove_poster(edit, one.id)
    with begun.edit("Note") as edit:
        printouts.note(edit, [(each.id, "A1", "", Shown("d")) for each in (one, other)], AT, 7, "")
    assert [each.poster for each in begun.find(Printout)] == [other.id]


def test_the_newest_print_counts_and_goes_with_its_poster(begun: Desk) -> None:
    one, _ = hung(begun)
    for day, digest in ((8, "later"), (7, "first")):
        with begun.edit("Note") as edit:
            printouts.note(edit, [(one.id, "A1", "", Shown(digest))], AT.replace(day=day), 7, "")
    found = newest(begun, one.id)
    assert found is not None
    assert found.digest == "later"
    with begun.edit("Remove") as edit:
        gallery.remove_poster(edit, one.id)
    assert not begun.find(Printout)
