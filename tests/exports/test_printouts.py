"""What makes a print out of date, and what does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kpidesk.actions import printouts as actions
from kpidesk.desk.store import Desk
from kpidesk.domain.gallery import Gallery, Poster, PosterKind
from kpidesk.domain.measures import Measure
from kpidesk.domain.printouts import Fresh, Shown, standing
from kpidesk.domain.record import Record
from kpidesk.domain.results import Result
from kpidesk.domain.series import Value
from kpidesk.domain.walls import Printout
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.tiles_size import Tiling, read_size
from kpidesk.exports.job import prepare
from kpidesk.exports.pieces import Ink, Options, What
from kpidesk.exports.printouts import Made, again, made, standings
from kpidesk.imports import sample as samples
from kpidesk.system.words import Words

AT = datetime(2025, 7, 7, 18, 0, tzinfo=UTC)
TILES = Tiling(SHEETS["A4"])


def options(tile: Tiling | None = None, at: datetime = AT, ink: Ink = Ink.COLOUR) -> Options:
    return Options((What.POSTERS,), Path("nowhere"), SHEETS["A1"], tile, Words(), at, ink=ink)


def shown(desk: Desk, chosen: Options) -> tuple[Made, ...]:
    return made(prepare(desk, chosen))


def note(desk: Desk, chosen: Options) -> None:
    found = [(each.poster, each.paper, each.tile, each.shown) for each in shown(desk, chosen)]
    with desk.edit("Print") as edit:
        actions.note(edit, found, AT, desk.last_edit, "")


def changed(desk: Desk) -> set[str]:
    return {each.poster.code for each in standings(desk, options()) if each.fresh is Fresh.CHANGED}


def change(desk: Desk, record: Record, **fields: object) -> None:
    with desk.edit("Change") as edit:
        edit.put(replace(record, **fields))


@pytest.fixture
def sample(desk: Desk) -> Desk:
    """The sample, to be changed."""
    with desk.edit("Sample", barrier=True) as edit:
        samples.load(edit, samples.read("marrow-valley"))
    return desk


@pytest.fixture
def wall(sample: Desk) -> Desk:
    """The sample, its posters printed on tiles."""
    note(sample, options(TILES))
    return sample


def test_neither_day_nor_ink_nor_marks_count(sample: Desk) -> None:
    with sample.edit("No day") as edit:
        for gallery in sample.find(Gallery):
            edit.put(replace(gallery, opens=None, closes=None))
    first = shown(sample, options(TILES))
    assert shown(sample, options(TILES, AT + timedelta(days=90))) == first
    assert shown(sample, options(TILES, ink=Ink.SAVING)) == first
    assert shown(sample, options(replace(TILES, marks=False, plan=False))) == first


def test_what_nobody_sees_on_a_poster_leaves_it_up_to_date(wall: Desk) -> None:
    assert not changed(wall)
    gallery = wall.find(Gallery)[0]
    change(wall, gallery, purpose="Something else")
    assert not changed(wall)


def test_texts_version_and_chart_count(wall: Desk) -> None:
    poster = next(each for each in wall.find(Poster) if each.kind is PosterKind.MEASURE)
    assert poster.measure is not None
    measure = wall.get(Measure, poster.measure)
    change(wall, poster, version=poster.version + 1)
    assert changed(wall) == {poster.code}
    wall.undo()
    assert not changed(wall)
    value = max(wall.find(Value, measure=measure.id), key=lambda each: each.period)
    change(wall, value, number=(value.number or 0) * 3 + 1)
    assert changed(wall) == {poster.code}
    wall.undo()
    assert not changed(wall)


def test_a_statement_of_the_map_makes_map_and_neighbours_out_of_date(wall: Desk) -> None:
    result = next(each for each in wall.find(Result) if each.statement.startswith("Meters are read"))
    change(wall, result, statement="Meters are read on the very day that was promised.")
    assert "G01" in changed(wall)
    assert len(changed(wall)) < 13
    wall.undo()
    assert not changed(wall)


def test_only_tiles_that_show_the_change_differ(wall: Desk) -> None:
    poster = next(each for each in wall.find(Poster) if each.kind is PosterKind.MEASURE)
    change(wall, poster, version=poster.version + 1)  # stands in the foot
    (found,) = [each for each in standings(wall, options()) if each.fresh is Fresh.CHANGED]
    assert found.differing
    assert min(found.differing) >= 12, "of five rows only the last"
    (prepared,) = again(wall, options(), [found], differing=True)
    assert prepared.options.sheets is not None
    names = prepared.options.sheets[poster.id]
    assert {name[0] for name in names} == {"E"}


def test_each_poster_comes_again_as_it_was_printed(sample: Desk) -> None:
    one, other, *_ = sample.find(Poster)
    found = shown(sample, options())
    by_poster = {each.poster: each for each in found}
    sized = Tiling(SHEETS["A3"], 5, 0, read_size("150%"))
    with sample.edit("Print") as edit:
        for poster, paper, tile in ((one, "A2", ""), (other, "A1", sized.spelled())):
            actions.note(edit, [(poster.id, paper, tile, Shown("old"))], AT, 1, "")
    listed = {each.poster.id: each for each in standings(sample, options())}
    assert {listed[one.id].fresh, listed[other.id].fresh} == {Fresh.CHANGED}
    ways = {
        (each.options.paper.name, each.options.tile.spelled() if each.options.tile else "")
        for each in again(sample, options(), [listed[one.id], listed[other.id]], differing=True)
    }
    assert ways == {("A2", ""), ("A1", "A3 margin=5 overlap=0 size=150%")}
    assert by_poster[one.id].tile == ""


def test_a_print_that_nobody_can_compare_differs_wholly(sample: Desk) -> None:
    poster = sample.find(Poster)[0]
    last = Printout(
        id="p", poster=poster.id, printed_at=AT, edit=1, digest="x", paper="A1", tile="A4", sheets=("a",)
    )
    found = standing(poster, last, Shown("y", ("a", "b", "c")))
    assert (found.fresh, found.differing) == (Fresh.CHANGED, (1, 2))
    assert standing(poster, None, None).fresh is Fresh.NEVER
