"""Everything that a desk gives out, through the one door that command line and window use."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from kpidesk.desk.problems import NoAccess
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, read_desk
from kpidesk.domain.gallery import Gallery, Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Collection, Reader
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Map, Result
from kpidesk.domain.wording import Refused
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.tiles_size import Tiling
from kpidesk.exports import job
from kpidesk.exports.gallery_kinds import PAPERS, WORKSHEETS
from kpidesk.exports.job import Cancelled, Report, prepare, run
from kpidesk.exports.pieces import Options, What
from kpidesk.system.words import Words

AT = datetime(2025, 7, 8, 12, 0, tzinfo=UTC)
ALL = tuple(What)
CODES = [f"G{number:02d}" for number in range(1, 14)]
WORKSHOPS = ("workshop-2025-05-13-1", "workshop-2025-06-20-2", "workshop-2025-07-11-3", "workshop-4")
PAPERS_OF_WORKSHOP = ("agenda", "run-sheet", "packing-list")
COMMUNITIES = ("community", "community-2", "community-3", "community-4")
PAPERS_OF_COMMUNITY = (
    "charter-A3", "charter-A4", "roster-A4", "skills-A3", "plan-A3", "year-A4", "briefs-A4", "roles-A4",
    "hand-over-A4",
)  # fmt: skip
MEETINGS = ("2025-04-22", "2025-05-06", "2025-05-20", "2025-06-03", "2025-06-17", "2025-07-01")
SETS = ("diagnostic", "health", "maturity")
SESSIONS = ("diagnostic-2025-03-04", "health-2025-04-01", "health-2025-07-01", "maturity-2025-10-07")
NAMES = sorted(
    [
        "map-A3.pdf",
        "map-A3-on-A4.pdf",
        "map-steps.pdf",
        "designs/R10-A3.pdf",
        "tests-A4.pdf",
        "centre-A3.pdf",
        "centre-A3-on-A4.pdf",
        "matrix-A3.pdf",
        "matrix-A3-on-A4.pdf",
        "board-A3.pdf",
        "board-A3-on-A4.pdf",
        "definitions-A4.pdf",
        "charts-A3.pdf",
        "curves/M11-A3.pdf",
        "curves/M13-A3.pdf",
        "causes-A4.pdf",
        "stocktake-A4.pdf",
        "review-A3.pdf",
        "review-2-A3.pdf",
        "posters-A3.pdf",
        "sharing-A3.pdf",
        "sharing-wall-A1.pdf",
        "sharing-wall-A1-on-A4.pdf",
        "sharing-blank-A1.pdf",
        "sharing-blank-A1-on-A4.pdf",
        "partners-A4.pdf",
        "interviews-A4.pdf",
        "commitments-A4.pdf",
        "plan-A3.pdf",
        "workbook.xlsx",
        "commitments.ics",
        "gallery-report-A4.pdf",
        "slides-16x9.pdf",
        "comments-form.xlsx",
        "door-A3.pdf",
        "door-A3-on-A4.pdf",
        "invitations-A4.pdf",
        "proofs-A4.pdf",
        "health-A3.pdf",
        "health-A3-on-A4.pdf",
        "practices-A4.pdf",
        "hand-outs-A4.pdf",
        *(f"{folder}/{paper}.pdf" for folder in COMMUNITIES for paper in PAPERS_OF_COMMUNITY),
        *(f"community/minutes-{day}-A4.pdf" for day in MEETINGS),
        *(f"forms/{kind}-A4.pdf" for kind in (*SETS, "retrospective")),
        *(f"assessments/{session}-A4.pdf" for session in SESSIONS),
        *(f"{workshop}/{paper}-A4.pdf" for workshop in WORKSHOPS for paper in PAPERS_OF_WORKSHOP),
        *(f"{workshop}/minutes-A4.pdf" for workshop in WORKSHOPS[:3]),
        *(f"{WORKSHOPS[each]}/votes-A4.pdf" for each in (0, 2)),
        *(f"{WORKSHOPS[each]}/ballots-A4.pdf" for each in (0, 2, 3)),
        *(f"day/{key}-A4.pdf" for key in PAPERS),
        *(f"worksheets/{key}.pdf" for key in WORKSHEETS),
        *(f"posters/{code}-A3.pdf" for code in CODES),
        *(f"posters/{code}-A3-on-A4.pdf" for code in CODES),
    ]
)


@pytest.fixture(scope="module")
def shown(sample_file: Path) -> Iterator[Desk]:
    found = read_desk(sample_file)
    yield found
    found.close()


@pytest.fixture(scope="module")
def everything(
    shown: Desk, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Report, list[tuple[int, int]]]:
    """All of the sample on A3 and cut up for A4: the folder, the report and the progress told."""
    folder = tmp_path_factory.mktemp("all")
    told: list[tuple[int, int]] = []
    report = run(shown, options(folder), progress=lambda done, count: told.append((done, count)))
    return folder, report, told


def options(
    folder: Path, what: tuple[What, ...] = ALL, paper: str = "A3", tile: str | None = "A4"
) -> Options:
    return Options(what, folder, SHEETS[paper], Tiling(SHEETS[tile]) if tile else None, Words(), AT)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


class Altered(Collection):
    """A desk's records with some of them changed, as a source for a job."""

    last_edit, desk_id = 7, "desk"

    def __init__(self, source: Reader, change: Callable[[Record], Record | None]) -> None:
        found = (change(record) for kind in RECORDS for record in source.find(kind))
        super().__init__(record for record in found if record is not None)


def renamed(source: Desk, kind: type[Record], **fields: object) -> Altered:
    return Altered(source, lambda record: replace(record, **fields) if isinstance(record, kind) else record)


# -- what is written


def test_all_files_of_the_sample_are_there_without_a_warning(everything):
    folder, report, _ = everything
    assert files(folder) == NAMES
    assert sorted(path.relative_to(folder).as_posix() for path in report.files) == NAMES
    assert report.warnings == ()


def size_in_mm(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(value) * 25.4 / 72 for value in page.MediaBox)
    return round(right - left, 2), round(top - bottom, 2)


def test_pages_have_the_size_asked_for(everything):
    folder, _, _ = everything
    for name, pages, size in (
        ("map-A3", 1, (420, 297)),
        ("map-A3-on-A4", 5, None),
        ("posters-A3", 13, None),
        ("posters/G02-A3", 1, (297, 420)),
        ("posters/G02-A3-on-A4", 5, (210, 297)),
        ("sharing-A3", 1, (420, 297)),
    ):
        with pikepdf.open(folder / f"{name}.pdf") as pdf:
            assert len(pdf.pages) == pages, name
            for page in pdf.pages:
                assert size is None or size_in_mm(page) == size, name
            assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
            assert str(pdf.docinfo.Author) == "Marrow Valley Water"
            assert str(pdf.docinfo.Title)
            assert str(pdf.docinfo.CreationDate).startswith("D:20250708120000")


def test_the_workbook_opens_and_knows_the_edit(everything, shown):
    folder, _, _ = everything
    book = openpyxl.load_workbook(folder / "workbook.xlsx")
    assert len(book.sheetnames) > 10
    told = {row[0]: row[1] for row in book["_kpidesk"].iter_rows(values_only=True)}
    assert told["edit"] == shown.last_edit
    book.close()


def test_progress_counts_from_nothing_to_all(everything):
    _, report, told = everything
    count = len(report.files)
    assert told == [(number, count) for number in range(count + 1)]


@pytest.mark.parametrize(
    ("what", "names"),
    [
        (What.MAP, ["map-A2.pdf"]),
        (What.SHARING, ["sharing-A3.pdf"]),
        (What.WORKBOOK, ["workbook.xlsx"]),
    ],
)
def test_only_what_was_asked_for_is_written(shown, tmp_path, what, names):
    report = run(shown, options(tmp_path, (what,), "A2", None))
    assert files(tmp_path) == names
    assert report.warnings == ()


def test_a_second_map_has_a_name_of_its_own(shown, tmp_path):
    other = Map(id="zz", name="Another map")
    records = [record for kind in RECORDS for record in shown.find(kind)]
    both = Altered(Collection([*records, other]), lambda record: record)
    run(both, options(tmp_path, (What.MAP,), "A2", None))
    assert files(tmp_path) == ["map-2-A2.pdf", "map-A2.pdf"]


def test_the_same_moment_gives_the_same_bytes(everything, sample_file, tmp_path):
    folder, _, _ = everything
    again = read_desk(sample_file)
    try:
        run(again, options(tmp_path))
    finally:
        again.close()
    for name in NAMES:
        assert (folder / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_folders_are_made(shown, tmp_path):
    run(shown, options(tmp_path / "new" / "folder", (What.SHARING,)))
    assert files(tmp_path) == ["new/folder/sharing-A3.pdf"]


# -- what a person should know


def test_an_empty_desk_says_what_is_missing(desk, tmp_path):
    report = run(desk, options(tmp_path, (What.MAP, What.POSTERS, What.SHARING)))
    assert files(tmp_path) == []
    said = " ".join(report.warnings)
    assert "no map" in said
    assert "sharing table" in said


def test_an_empty_desk_has_a_workbook_all_the_same(desk, tmp_path):
    run(desk, options(tmp_path, (What.WORKBOOK,)))
    assert files(tmp_path) == ["workbook.xlsx"]


def test_characters_without_a_glyph_are_told_once(shown, tmp_path):
    source = renamed(shown, Result, statement="Everything is 好.")
    report = run(source, options(tmp_path, (What.MAP, What.SHARING)))
    assert len(report.warnings) == len(set(report.warnings)) == 2
    assert all("好" in warning for warning in report.warnings)


def test_what_does_not_fit_on_a_poster_is_told(shown, tmp_path):
    essay = tuple(f"What do you think about this, and about that? {'Really. ' * 60}" for _ in range(30))
    source = Altered(
        shown,
        lambda record: (replace(record, questions=essay) if record.code == "G02" else None)
        if isinstance(record, Poster) else record,
    )  # fmt: skip
    report = run(source, options(tmp_path, (What.POSTERS,), "A4", None))
    assert any("G02" in warning and "A4" in warning for warning in report.warnings)
    assert "posters/G02-A4.pdf" in files(tmp_path)


# -- when something is in the way


@pytest.mark.parametrize("after", [0, 1, 3])
def test_cancelling_leaves_whole_files_only(shown, tmp_path, after):
    begun: list[int] = []
    with pytest.raises(Cancelled):
        run(
            shown,
            options(tmp_path, (What.MAP, What.SHARING, What.WORKBOOK)),
            progress=lambda done, _: begun.append(done),
            cancelled=lambda: len(begun) >= after,
        )
    found = files(tmp_path)
    assert found == sorted(["map-A3.pdf", "map-A3-on-A4.pdf", "sharing-A3.pdf"][:after])
    for name in found:
        with pikepdf.open(tmp_path / name) as pdf:
            assert len(pdf.pages) >= 1


def test_cancelling_within_the_workbook_leaves_no_part_of_it(shown, tmp_path):
    begun: list[int] = []
    asked = iter(range(1000))
    with pytest.raises(Cancelled):
        run(
            shown,
            options(tmp_path, (What.WORKBOOK,)),
            progress=lambda done, _: begun.append(done),
            cancelled=lambda: bool(begun) and next(asked) > 3,
        )
    assert begun == [0]
    assert files(tmp_path) == []


def test_what_does_not_fit_is_known_before_anything_is_written(desk, tmp_path):
    with desk.edit("A poster with too much to say") as edit:
        gallery = edit.put(Gallery(id=edit.new_id(), name="Wall"))
        measure = edit.put(
            Measure(id=edit.new_id(), code="M01", name="Much", formula="a ÷ b + " * 2_000, description="More")
        )
        edit.put(Poster(id=edit.new_id(), code="G01", gallery=gallery.id, measure=measure.id))
    prepared = prepare(desk, options(tmp_path / "out", (What.POSTERS,)))
    assert any("G01" in warning and "does not fit on A3" in warning for warning in prepared.warnings)
    assert not (tmp_path / "out").exists()
    assert prepared.write().warnings == prepared.warnings


def test_what_was_found_on_pieces_is_not_looked_for_again(shown, tmp_path):
    source = renamed(shown, Measure, description="很长 " + "word " * 3_000)
    wanted = options(tmp_path, (What.POSTERS, What.SHARING), "A4")
    known: job.Findings = {}
    asked = iter(range(1000))
    with pytest.raises(Cancelled):
        job.findings(source, wanted, known, lambda: next(asked) >= 2)
    assert [piece.code for piece in known] == CODES[:2], "what was looked through before stays known"
    first = next(iter(known))
    known[first] = ("Known already.",)
    found = job.findings(source, wanted, known)
    assert len(known) == len(CODES) + 1
    assert found[0] == "Known already."
    del known[first]
    assert job.findings(source, wanted, known) == prepare(source, wanted).warnings
    assert len(prepare(source, wanted).warnings) > 10


def test_a_sheet_that_cannot_be_cut_is_refused_but_may_be_looked_at(shown, tmp_path):
    edges = replace(options(tmp_path, (What.BOARD,)), tile=Tiling(SHEETS["A4"], overlap=500))
    for look in (prepare, partial(job.findings, known={})):
        with pytest.raises(Refused):
            look(shown, edges)
    (piece,) = job.pieces(shown, edges)
    assert job.write_piece(shown, piece, edges, tmp_path / "seen.pdf") == ()
    assert len(pikepdf.open(tmp_path / "seen.pdf").pages) == 1


def test_a_file_in_the_place_of_the_folder_is_told_in_a_sentence(shown, tmp_path):
    blocked = tmp_path / "exports"
    blocked.write_text("not a folder")
    with pytest.raises(NoAccess) as problem:
        run(shown, options(blocked, (What.SHARING,)))
    assert str(blocked) in str(problem.value)
    assert str(problem.value).endswith(".")
    assert blocked.read_text() == "not a folder"
    assert files(tmp_path) == ["exports"]


def test_a_file_further_up_is_told_in_a_sentence(shown, tmp_path):
    (tmp_path / "exports").write_text("not a folder")
    with pytest.raises(NoAccess, match="file, not a folder"):
        run(shown, options(tmp_path / "exports" / "deeper", (What.SHARING,)))


def test_a_folder_in_the_place_of_a_file_is_told_and_kept(shown, tmp_path):
    (tmp_path / "sharing-A3.pdf").mkdir()
    (tmp_path / "sharing-A3.pdf" / "keep").write_text("mine")
    with pytest.raises(NoAccess) as problem:
        run(shown, options(tmp_path, (What.SHARING,)))
    assert "sharing-A3.pdf" in str(problem.value)
    assert files(tmp_path) == ["sharing-A3.pdf/keep"]


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("what", "writer", "name"),
    [(What.SHARING, "write_pdf", "sharing-A3.pdf"), (What.WORKBOOK, "write_workbook", "workbook.xlsx")],
)
def test_a_full_disk_leaves_the_older_file_whole(shown, tmp_path, monkeypatch, what, writer, name):
    run(shown, options(tmp_path, (what,)))
    before = (tmp_path / name).read_bytes()
    monkeypatch.setattr(job, writer, full)
    with pytest.raises(NoAccess, match="full"):
        run(renamed(shown, Organisation, name="Another"), options(tmp_path, (what,)))
    assert files(tmp_path) == [name]
    assert (tmp_path / name).read_bytes() == before


def test_a_disk_that_fills_half_way_leaves_no_half_file(shown, tmp_path, monkeypatch):
    real = job.write_pdf

    def half(pages: object, target: Path, **rest: object) -> int:
        real(pages, target, **rest)  # type: ignore[arg-type]
        with target.open("rb+") as file:
            file.truncate(1000)
        full()
        return 0

    monkeypatch.setattr(job, "write_pdf", half)
    with pytest.raises(NoAccess):
        run(shown, options(tmp_path, (What.SHARING,)))
    assert files(tmp_path) == []


def test_a_snapshot_serves_as_well_as_the_desk(sample_file, tmp_path):
    """What is exported is the desk as it was when the snapshot was taken."""
    opened = new_desk(who="tester")
    try:
        with opened.edit("Name") as edit:
            edit.put(Organisation(id="o", name="Before"))
        snapshot = opened.snapshot()
        try:
            with opened.edit("Rename") as edit:
                edit.put(Organisation(id="o", name="After"))
            run(snapshot, options(tmp_path, (What.WORKBOOK,)))
        finally:
            snapshot.close()
    finally:
        opened.close()
    book = openpyxl.load_workbook(tmp_path / "workbook.xlsx")
    assert book.worksheets[0]["A1"].value == "Before"
    book.close()
