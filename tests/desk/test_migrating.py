"""What migrations do to what people had written."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.actions import clusters, votes
from kpidesk.desk import migrations
from kpidesk.desk.header import FORMAT, check_header, format_text
from kpidesk.desk.workfile import open_desk
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.definitions import DataItem, ItemUse
from kpidesk.domain.gallery import Decision, Gallery, Note, Poster, PosterKind
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, Contribution, DrivingMeasure, Partner
from kpidesk.domain.votes import outcome
from kpidesk.domain.voting import Ballot, Method
from kpidesk.domain.workshops import running
from kpidesk.system.paths import Folders

DATA = Path(__file__).parent.parent / "data"
KEPT = {check_header(path): path for path in sorted(DATA.glob("format-*.kpidesk"))}


def test_a_desk_of_each_format_is_kept() -> None:
    assert {*migrations.formats()} - {FORMAT} <= {*KEPT}
    assert [path.stem for path in KEPT.values()] == [f"format-{format_text(each)}" for each in KEPT]


@pytest.mark.parametrize("kept", KEPT, ids=format_text)
def test_a_kept_desk_loses_nothing(kept: int, folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "old.kpidesk"
    shutil.copyfile(KEPT[kept], path)
    with closing(sqlite3.connect(path)) as driver:
        tables = [name for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: driver.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    assert kept < 108 or all(rows.values()), "from 1.8 on there is something in every table"
    opened = open_desk(path, folders)
    assert opened.desk.integrity() == ()
    now = opened.desk.counts()
    assert {name: count for name, count in rows.items() if now.get(name, count) < count} == {}
    opened.publish()
    opened.close()
    assert check_header(path) == FORMAT


def test_votes_undo_and_a_workshop_that_runs_outlive_their_format(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "old.kpidesk"
    shutil.copyfile(DATA / "format-1.8.kpidesk", path)
    opened = open_desk(path, folders)
    desk = opened.desk
    found = {each.method: outcome(desk, each) for each in desk.find(Ballot) if each.revealed_on}
    told = {method: (each.leads[0].item.text[:3], each.given) for method, each in found.items()}
    assert told == {Method.DOTS: ("R10", 40), Method.PAIRS: ("R10", 60), Method.FIST: ("N09", 28)}
    (vote,) = desk.find(Ballot, revealed_on=None)
    assert desk.redo_label == "Rename"
    desk.redo()
    assert desk.find(Result, code="R01")[0].statement == "This was taken back"
    desk.undo()
    under_way = running(desk)
    assert under_way is not None
    assert under_way.name == "First review of measures"
    desk.undo()
    assert running(desk) is None
    papers = desk.papers(vote.id)  # which are in no history, and what is taken back leaves them alone
    with desk.edit("Reveal") as edit:
        over = votes.reveal(edit, vote.id, papers)
    figures = [(each.mark, each.figure and round(each.figure, 2)) for each in outcome(desk, over).in_order]
    assert figures == [("A", 4.67), ("B", 2.0), ("C", None), ("D", None)]
    opened.close()


def test_data_items_become_records_shared_by_name(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "old.kpidesk"
    shutil.copyfile(DATA / "format-1.1.kpidesk", path)
    opened = open_desk(path, folders)
    desk = opened.desk
    names = {item.id: item.name for item in desk.find(DataItem)}
    measures = {measure.code: measure for measure in desk.find(Measure)}

    def used(code: str) -> list[str]:
        return [names[use.item] for use in desk.find(ItemUse, measure=measures[code].id)]

    assert used("M01") == ["outage start", "outage end", "properties affected"]
    assert used("M04") == ["contact id", "property", "topic", "time"]
    assert len(names) == len({name.casefold() for name in names.values()})
    assert (measures["M01"].effort_hours, measures["M01"].per) == (30, 1.0)
    assert desk.integrity() == ()
    opened.close()


def test_galleries_keep_their_posters_notes_and_ratings(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "old.kpidesk"
    shutil.copyfile(DATA / "format-1.3.kpidesk", path)
    opened = open_desk(path, folders)
    desk = opened.desk
    (gallery,) = desk.find(Gallery)
    assert (gallery.rated, gallery.names, gallery.visitors) == (True, False, 71)  # its notes have ratings
    posters = desk.find(Poster)
    assert [each.kind for each in posters[:2]] == [PosterKind.MAP, PosterKind.MEASURE]
    notes = {note.code: note for note in desk.find(Note)}
    assert len(notes) == 60
    assert (notes["N29"].understand, notes["N29"].decision, notes["N29"].dots) == (5, Decision.ADAPT, 0)
    assert {each.note for each in desk.find(Commitment)} == {None}
    assert desk.integrity() == ()
    with desk.edit("Clusters") as edit:
        clusters.add(edit, gallery.id, "Safety", [notes["N32"].id])
    desk.undo()
    opened.close()


def test_contributions_become_records_and_promises_know_their_result(
    folders: Folders, tmp_path: Path
) -> None:
    path = tmp_path / "old.kpidesk"
    shutil.copyfile(DATA / "format-1.2.kpidesk", path)
    opened = open_desk(path, folders)
    desk = opened.desk
    partners = {each.id: each for each in desk.find(Partner)}
    gives = {partners[each.partner].code: each for each in desk.find(Contribution)}
    assert len(gives) == len(partners) == 10
    assert (gives["P01"].name, gives["P01"].is_guess) == ("Clears blockages, keeps pumps alive", False)
    assert (gives["P06"].name, gives["P06"].is_guess) == ("Keeps fat out of sewers", True)
    assert (partners[gives["P06"].partner].strategy, partners[gives["P06"].partner].why_not) == (
        "Grease collection that pays for itself", "seen as a fine, not a saving",
    )  # fmt: skip
    promises = desk.find(Commitment)
    assert len(promises) == 10
    assert {each.centre for each in promises} == {desk.find(Centre)[0].id}
    assert len(desk.find(DrivingMeasure)) == 20
    assert desk.integrity() == ()
    opened.close()
