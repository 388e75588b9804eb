"""What migrations do to what people had written."""

import shutil
from pathlib import Path

from kpidesk.actions import clusters
from kpidesk.desk.workfile import open_desk
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.definitions import DataItem, ItemUse
from kpidesk.domain.gallery import Decision, Gallery, Note, Poster, PosterKind
from kpidesk.domain.measures import Measure
from kpidesk.domain.sharing import Centre, Contribution, DrivingMeasure, Partner
from kpidesk.system.paths import Folders

DATA = Path(__file__).parent.parent / "data"


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
