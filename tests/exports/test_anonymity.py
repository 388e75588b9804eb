"""Who wrote a note of a gallery that takes no names stands in nothing that is given out."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from kpidesk.actions import voting
from kpidesk.cli import main
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, save_new
from kpidesk.domain.anonymous import anonymous, heard_groups, merged
from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentKind, AssessmentSet, Score
from kpidesk.domain.gallery import Gallery, Note
from kpidesk.domain.people import Group
from kpidesk.domain.voting import Criterion
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.gallery_texts import answer_mail
from kpidesk.exports.job import run
from kpidesk.exports.pieces import Also, Options, What
from kpidesk.imports import sample
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words

WRITER = "Zebedee Quillfeather"
CODES = {"FLD": "ZQFA", "CAL": "ZQCB", "FIN": "ZQFC", "EXE": "ZQED", "LAB": "ZQLE", "IT": "ZQIF",
         "PAR": "ZQPG", "CUS": "ZQCH"}  # fmt: skip
SECRETS = (*WRITER.split(), *CODES.values())


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The sample, whose groups have codes that stand nowhere else, and whose notes name their writer."""
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    with made.edit("Secrets") as edit:
        for group in edit.find(Group):
            edit.put(replace(group, key=CODES[group.key]))
        for note in edit.find(Note):
            edit.put(replace(note, writer=WRITER))
    return made


def options(folder: Path, *what: What) -> Options:
    return Options(
        what=what, folder=folder, paper=SHEETS["A4"], tile=None, words=Words(),
        at=datetime(2025, 7, 15, 12, tzinfo=UTC), also=frozenset(Also),
    )  # fmt: skip


def texts(path: Path) -> Iterator[str]:
    """All that a file says, also where nobody looks."""
    yield path.name
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            for page in pdf:
                yield page.get_textpage().get_text_bounded()
        with pikepdf.open(path) as raw:
            yield str(raw.docinfo)
            yield str(raw.Root.get("/Metadata", ""))
            yield str(
                [str(each.get("/Title", "")) for each in raw.objects if isinstance(each, pikepdf.Dictionary)]
            )
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                yield name
                yield parts.read(name).decode("utf-8", errors="ignore")
    elif path.suffix == ".png":
        with Image.open(path) as image:
            yield str(image.info)
    else:
        yield path.read_text(encoding="utf-8", errors="ignore")


@pytest.mark.parametrize("what", list(What))
def test_nothing_tells_who_wrote(what: What, desk: Desk, tmp_path: Path) -> None:
    report = run(desk, options(tmp_path, what))
    said = "\n".join(text for path in report.files for text in texts(path))
    assert [secret for secret in SECRETS if secret in said] == []
    assert not [secret for secret in SECRETS if any(secret in each for each in report.warnings)]


def test_the_workbook_tells_where_names_are_taken(desk: Desk, tmp_path: Path) -> None:
    """The test above can fail: with names taken, the same search finds them."""
    gallery = desk.find(Gallery)[0]
    with desk.edit("Names") as edit:
        edit.put(replace(gallery, names=True))
    report = run(desk, options(tmp_path, What.WORKBOOK))
    said = "\n".join(text for path in report.files for text in texts(path))
    desk.undo()
    assert "ZQFA" in said


def test_a_mail_to_a_group_does_not_say_what_it_wrote(desk: Desk) -> None:
    gallery = desk.find(Gallery)[0]
    mails = [answer_mail(desk, gallery.id, group, Words())[1] for group in desk.find(Group)]
    assert len({mail.split("\n", 1)[1] for mail in mails}) == 1  # but for the name in the first line
    assert not [secret for secret in SECRETS if any(secret in mail for mail in mails)]


def test_notes_lose_writer_and_group_but_are_counted(desk: Desk) -> None:
    reader = anonymous(desk)
    assert {(note.writer, note.group) for note in reader.find(Note)} == {("", None)}
    assert reader.get(Note, desk.find(Note)[0].id).writer == ""
    assert reader.find(Note, writer=WRITER) == ()
    groups = heard_groups(reader, desk.find(Gallery)[0].id, "small groups together")
    assert groups == [
        ("Field crews", 17), ("Managers", 11), ("Partners", 8), ("Customer panel", 7),
        ("Customer centre", 6), ("Finance", 5), ("small groups together", 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([("a", 9), ("b", 3)], [("small", 12)]),  # b alone would be known, so a joins
        ([("a", 9), ("b", 5), ("c", 1)], [("a", 9), ("small", 6)]),
        ([("a", 9), ("b", 2), ("c", 3)], [("a", 9), ("small", 5)]),
        ([("a", 1)], [("small", 1)]),
        ([("a", 4), ("b", 4)], [("a", 4), ("b", 4)]),
        ([], []),
    ],
)
def test_small_groups_hide_among_enough(
    counts: list[tuple[str, int]], expected: list[tuple[str, int]]
) -> None:
    assert merged(counts, "small") == expected


def test_neither_logs_nor_messages_nor_reports_tell(
    desk: Desk,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    folders: Folders,
) -> None:
    """The command line's words, what is logged, and all files that the program keeps for itself in text."""
    path = tmp_path / "wall.kpidesk"
    save_new(desk, path)
    caplog.set_level(0)
    assert main(["check", str(path)]) == 0
    assert main(["export", str(path), "gallery-report", "workbook", "--to", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    kept = [each for each in folders.root.rglob("*") if each.suffix in {".txt", ".log", ".json"}]
    everything = "\n".join(
        [said.out, said.err, caplog.text, *(each.read_text(errors="ignore") for each in kept)]
    )
    assert [secret for secret in SECRETS if secret in everything] == []


# -- assessments


def rate_health(desk: Desk, numbers: dict[int, list[int]]) -> None:
    """Give the items of the newest health check these votes, with nothing agreed."""
    (asked,) = desk.find(AssessmentSet, kind=AssessmentKind.HEALTH)
    session = max(desk.find(Assessment, set=asked.id), key=lambda each: each.on)
    with desk.edit("Vote") as edit:
        for score in edit.find(Score, assessment=session.id):
            item = edit.get(AssessmentItem, score.item)
            edit.put(replace(score, agreed=None))
            voting.rate(edit, score.id, Criterion.SCORE, numbers[item.number], 5)


def told_of_votes(desk: Desk, folder: Path) -> list[str]:
    """All that is given out of assessments: the pages, and the cells of the workbook."""
    report = run(desk, options(folder, What.HEALTH, What.ASSESSMENTS, What.WORKBOOK))
    said = [text for path in report.files if path.suffix == ".pdf" for text in texts(path)]
    book = openpyxl.load_workbook(folder / "workbook.xlsx", read_only=True)
    said += [str(row) for row in book["Assessments"].iter_rows(values_only=True)]
    book.close()
    return said


@pytest.fixture
def circle() -> Iterator[Desk]:
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    yield made
    made.close()


def test_what_three_people_voted_is_told_nowhere(circle: Desk, tmp_path: Path) -> None:
    rate_health(circle, {number: [1, 1, 5] for number in range(1, 12)})
    low = told_of_votes(circle, tmp_path / "low")
    rate_health(circle, {number: [5, 5, 4] for number in range(1, 12)})
    assert told_of_votes(circle, tmp_path / "high") == low


def test_who_of_seven_gave_which_vote_is_told_nowhere(circle: Desk, tmp_path: Path) -> None:
    votes = {number: [1, 2, 3, 4, 5, 5, 2] for number in range(1, 12)}
    rate_health(circle, votes)
    one = told_of_votes(circle, tmp_path / "one")
    rate_health(
        circle, {number: votes[number][number % 7 :] + votes[number][: number % 7] for number in votes}
    )
    assert told_of_votes(circle, tmp_path / "other") == one
    rate_health(circle, {number: [5] * 7 for number in votes})
    assert told_of_votes(circle, tmp_path / "changed") != one  # so the tests above can fail
