"""Rows of a list become notes, and what cannot be taken over is told."""

from kpidesk.domain.gallery import Colour, NoteKind
from kpidesk.domain.notes_import import Known, columns_of, rows_of

KNOWN = Known(
    posters={"g02": "G02", "minutes without water": "G02"},
    groups={"fld": "FLD", "field crews": "FLD"},
    languages=("en", "pl"),
    understand=(1, 5),
    back=(1, 5),
)


def test_headings_tell_columns() -> None:
    headings = [
        "No.",
        "Poster",
        "Comment",
        "Kind",
        "I understand it",
        "I would back it",
        "Your group",
        "Paper",
    ]
    assert columns_of(headings) == {
        "poster": 1, "text": 2, "kind": 3, "understand": 4, "back": 5, "colour": 7,
    }  # fmt: skip
    assert columns_of(["U", "B", "Note"]) == {"text": 2, "understand": 0, "back": 1}
    assert columns_of(["12", "all fine"]) == {}


def test_a_row_becomes_a_note() -> None:
    columns = {
        "poster": 0, "text": 1, "kind": 2, "group": 3, "language": 4, "understand": 5, "back": 6, "colour": 7,
        "support": 8, "dots": 9,
    }  # fmt: skip
    cells = [
        ["g02", "Fair to  small\nvillages", "I like", "Field crews", "pl", "5", "4.0", "#pink", "2", "7"]
    ]
    (row,) = rows_of(cells, columns, KNOWN)
    made = row.reading
    assert made is not None
    assert (made.poster, made.text, made.kind) == ("G02", "Fair to  small\nvillages", NoteKind.SUPPORT)
    assert (made.group, made.language, made.understand, made.back) == ("FLD", "pl", 5, 4)
    assert (made.colour, made.dots, row.more) == (Colour.PINK, 7, {"support": 2})
    assert row.findings == ()


def test_a_poster_by_its_code_with_its_name() -> None:
    for typed in ("G02 Minutes Without Water", "Minutes without water"):
        (row,) = rows_of([[typed, "fine"]], {"poster": 0, "text": 1}, KNOWN)
        assert row.reading is not None
        assert row.reading.poster == "G02"


def test_what_cannot_be_a_note_is_told() -> None:
    cells = [["G99", "lost"], ["g02", ""], ["", ""], ["", "no poster named"]]
    rows = list(rows_of(cells, {"poster": 0, "text": 1}, KNOWN, first=2))
    assert [(row.number, row.reading) for row in rows] == [(2, None), (3, None), (5, None)]
    assert [row.findings[0].code for row in rows] == [
        "LIST_POSTER_UNKNOWN", "LIST_NOTE_WITHOUT_WORDS", "LIST_POSTER_UNKNOWN",
    ]  # fmt: skip


def test_cells_that_say_nothing_known_stay_empty_and_are_told() -> None:
    columns = {"text": 0, "kind": 1, "group": 2, "understand": 3, "language": 4, "colour": 5}
    known = Known(KNOWN.posters, KNOWN.groups, KNOWN.languages, (1, 5), (1, 5), poster="G02")
    (row,) = rows_of([["fine", "Z", "nobody", "9", "xx", "gold"]], columns, known)
    assert row.reading is not None
    assert (row.reading.kind, row.reading.group, row.reading.understand) == (None, None, None)
    assert (row.reading.language, row.reading.colour, row.reading.poster) == (None, None, "G02")
    assert len(row.findings) == 5
    assert {each.code for each in row.findings} == {"LIST_CELL_UNKNOWN"}
