"""Workbooks that come back: whatever was done to them, exactly what people changed is what is offered."""

import io
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kpidesk.actions import commitments, goals, measures, results, returning, series
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.anonymous import anonymous
from kpidesk.domain.book_choice import BookChoice
from kpidesk.domain.cell_reading import as_text
from kpidesk.domain.cells import Cell, label, plain, shown
from kpidesk.domain.columns import Column, ColumnType, Lookup, Sheet
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.differences import Kind, Take
from kpidesk.domain.gallery import Note
from kpidesk.domain.people import Person
from kpidesk.domain.record import Record, fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal, Link, Result
from kpidesk.domain.returned import SHEETS, Plan
from kpidesk.domain.series import Value
from kpidesk.exports.workbook import write_workbook
from kpidesk.exports.workbook_parts import escaped
from kpidesk.imports import sample
from kpidesk.imports.returned_plan import Intake, OtherDesk, plan_for
from kpidesk.system.words import Words
from tests.imports.random_desk import ODD_TEXTS, random_desk

DAY = date(2026, 6, 1)
AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
TELL = Words()


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = made_desk()
    yield made
    made.close()


def made_desk() -> Desk:
    made = new_desk()
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    return made


def given_out(desk: Desk) -> Lookup:
    return Lookup(anonymous(desk))


def exported(desk: Desk, *sheets: str, **choice: Any) -> Workbook:
    """The desk's workbook as somebody opens it."""
    out = io.BytesIO()
    wanted = BookChoice(sheets=frozenset(sheets) or None, **choice)
    write_workbook(
        anonymous(desk),
        out,
        words=TELL,
        edit=desk.last_edit,
        exported_on=AT,
        desk=desk.desk_id,
        choice=wanted,
    )
    return openpyxl.load_workbook(out)


def returned(desk: Desk, book: Workbook, folder: Path, **options: Any) -> Intake:
    path = folder / "back.xlsx"
    book.save(path)
    return plan_for(desk, path, DAY, **options)


def columns(page: Worksheet) -> dict[str, int]:
    """The numbers of columns by key, the id's as "id"."""
    keys = {
        str(cell.value).partition(":")[0] if ":" in str(cell.value) else cell.value: cell.column
        for cell in page[1]
    }
    return {("id" if key == page[1][0].value else str(key)): place for key, place in keys.items()}


def cell_of(page: Worksheet, row: int, key: str) -> Any:
    place = next(
        cell.column
        for cell in page[1]
        if cell.value == key or (key == "id" and str(cell.value).endswith(":id"))
    )
    return page.cell(row, place)


def row_of(page: Worksheet, **wanted: object) -> int:
    """The number of the row whose cells hold what is wanted."""
    for row in range(3, page.max_row + 1):
        if all(cell_of(page, row, key).value == value for key, value in wanted.items()):
            return row
    raise AssertionError(wanted)


def take(desk: Desk, plan: Plan, **choices: Take) -> int:
    with desk.edit("Take in") as edit:
        return returning.take(edit, plan.differences, choices)


def said(plan: Plan) -> str:
    return "\n".join(f"{each.sheet} {each.cell}: {each.said}" for each in plan.remarks)


def everything(desk: Desk) -> dict[str, Record]:
    return {record.id: record for kind in RECORDS for record in desk.find(kind)}


# -- one cell, one row


def test_nothing_was_changed(desk: Desk, tmp_path: Path) -> None:
    plan = returned(desk, exported(desk), tmp_path).plan
    assert plan.differences == ()
    assert plan.remarks == ()
    assert plan.untouched > 1000


def test_a_changed_cell_is_taken_and_undone_in_one_step(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk)
    row = row_of(book["Goals"], code="GL01")
    cell_of(book["Goals"], row, "owner").value = "Mara"
    before = everything(desk)
    plan = returned(desk, book, tmp_path).plan
    (change,) = plan.differences
    goal = desk.find(Goal, code="GL01")[0]
    assert (change.kind, change.id, change.field, change.theirs) == (Kind.CHANGED, goal.id, "owner", "Mara")
    assert (change.base, change.ours) == (goal.owner, goal.owner)
    assert change.where.startswith("Goals, ")
    assert everything(desk) == before  # nothing is written before somebody agrees
    take(desk, plan)
    assert desk.get(Goal, goal.id).owner == "Mara"
    desk.undo()
    assert everything(desk) == before


def test_both_sides_changed_the_same_cell(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk)
    page = book["Goals"]
    goal = desk.find(Goal, code="GL01")[0]
    cell_of(page, row_of(page, code="GL01"), "text").value = "What the workbook says"
    with desk.edit("Meanwhile") as edit:
        goals.change(edit, goal.id, text="What the desk says")
    plan = returned(desk, book, tmp_path).plan
    (change,) = plan.differences
    assert (change.kind, change.offered) == (Kind.CONFLICT, (Take.OURS, Take.THEIRS, Take.BOTH))
    assert (change.base, change.theirs, change.ours) == (
        goal.text,
        "What the workbook says",
        "What the desk says",
    )
    take(desk, plan)
    assert desk.get(Goal, goal.id).text == "What the desk says"  # unless somebody chooses otherwise
    take(desk, plan, **{change.key: Take.BOTH})
    assert desk.get(Goal, goal.id).text == "What the desk says\nWhat the workbook says"
    take(desk, plan, **{change.key: Take.THEIRS})
    assert desk.get(Goal, goal.id).text == "What the workbook says"


def test_what_the_desk_says_by_now_as_well_is_no_conflict(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk)
    page = book["Goals"]
    goal = desk.find(Goal, code="GL01")[0]
    cell_of(page, row_of(page, code="GL01"), "owner").value = "Mara"
    with desk.edit("Meanwhile") as edit:
        goals.change(edit, goal.id, owner="Mara", source="The new plan")
    assert returned(desk, book, tmp_path).plan.differences == ()


def test_new_rows_become_records(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk)
    rows = {
        "Goals": {"text": "Be a good neighbour", "owner": "Mara"},
        "Results": {"statement": "Neighbours are told before we dig.", "ring": "Process", "dots": 4},
        "Links": {"source": "R01", "target": "R05", "kind": "companion", "rationale": "Seen in 2024"},
        "Measures": {"name": "Neighbours told", "result": "R01", "owner": "Nobody Known", "unit": "people"},
        "Values": {"measure": "M01", "period": date(2026, 1, 1), "number": 71.5, "source": "by mail"},
        "Notes": {"poster": "G01", "text": "Who checks this?", "kind": "question", "understand": 4},
        "Commitments": {"what": "Ask the neighbours", "who": "Mara", "by_when": date(2026, 9, 1)},
        "Decisions taken": {"text": "We meet monthly", "by": "Board"},
    }  # fmt: skip
    for title, cells in rows.items():
        page = book[title]
        for key, value in cells.items():
            cell_of(page, page.max_row + (key == next(iter(cells))), key).value = value
    plan = returned(desk, book, tmp_path).plan
    assert said(plan) == ""
    assert [each.kind for each in plan.differences] == [Kind.NEW] * len(rows)
    before = everything(desk)
    assert take(desk, plan) == len(rows)
    new = {type(each).__name__: each for key, each in everything(desk).items() if key not in before}
    assert new["Goal"].code == f"GL{len(desk.find(Goal)):02d}"  # type: ignore[attr-defined]
    made: Any = new["Result"]
    assert (made.statement, made.dots) == ("Neighbours are told before we dig.", 4)
    link: Any = new["Link"]
    assert link.rationale == "Seen in 2024"
    measure: Any = new["Measure"]
    assert desk.get(Person, measure.owner).name == "Nobody Known"
    value: Any = new["Value"]
    assert (value.number, value.period, value.source) == (71.5, date(2026, 1, 1), "by mail")
    note: Any = new["Note"]
    assert (note.text, note.understand) == ("Who checks this?", 4)


def test_a_row_that_is_missing_stays_in_the_desk_unless_somebody_agrees(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk)
    page = book["Goals"]
    page.delete_rows(row_of(page, code="GL02"))
    plan = returned(desk, book, tmp_path).plan
    (change,) = plan.differences
    assert (change.kind, change.offered[0]) == (Kind.REMOVED, Take.OURS)
    assert take(desk, plan) == 0
    take(desk, plan, **{change.key: Take.THEIRS})
    assert desk.find(Goal, code="GL02") == ()


@pytest.mark.parametrize(
    ("title", "given", "wanted"),
    [("What comes round", {"name": "Health check"}, "First on"), ("Celebrations", {"text": "Cake"}, "Day")],
)
def test_a_new_row_without_the_day_it_needs_is_left_out(
    desk: Desk, tmp_path: Path, title: str, given: dict[str, str], wanted: str
) -> None:
    book = exported(desk)
    page = book[title]
    row = page.max_row + 1
    for key, value in given.items():
        cell_of(page, row, key).value = value
    plan = returned(desk, book, tmp_path).plan
    assert plan.differences == ()
    assert f"A new row needs “{wanted}”, so this one is left out." in said(plan)


def test_a_new_row_on_a_sheet_that_lost_a_needed_column_is_left_out(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, "goals")
    page = book["Goals"]
    page.delete_cols(columns(page)["text"])
    cell_of(page, page.max_row + 1, "owner").value = "Mara"
    plan = returned(desk, book, tmp_path).plan
    assert plan.differences == ()
    assert "so this one is left out." in said(plan)


def test_a_row_goes_after_what_changed_in_rows_that_go_with_it(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, "goals", "tests")
    goal, tests = book["Goals"], book["Tests"]
    cell_of(tests, next(row for row in range(3, tests.max_row) if "GL01" in str(
        [cell.value for cell in tests[row]])), "reason").value = "Said anew"  # fmt: skip
    goal.delete_rows(row_of(goal, code="GL01"))
    plan = returned(desk, book, tmp_path).plan
    assert {each.kind for each in plan.differences} == {Kind.REMOVED, Kind.CHANGED}
    assert take(desk, plan, **{each.key: Take.THEIRS for each in plan.differences}) == 2
    assert desk.find(Goal, code="GL01") == ()


def test_what_stays_in_use_is_not_removed(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk)
    page = book["Notes"]
    code = desk.find(Link)[0].code
    page = book["Links"]
    page.delete_rows(row_of(page, code=code))
    plan = returned(desk, book, tmp_path).plan
    assert [each.kind for each in plan.differences] == [Kind.REMOVED]
    assert page.title == "Links"


# -- what people do to workbooks


def test_sorted_shuffled_recoloured_and_with_moved_columns(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk)
    for page in book.worksheets:
        if ":id" in str(page["A1"].value):
            shuffle_rows(page, random.Random(7))
            move_columns(page, random.Random(11))
            page.sheet_properties.tabColor = "FF0000"
            page.cell(3, 3).fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
            page.auto_filter.ref = None
    plan = returned(desk, book, tmp_path).plan
    assert plan.differences == ()
    assert said(plan) == ""


def shuffle_rows(page: Worksheet, chance: random.Random) -> None:
    rows = [[held(cell) for cell in row] for row in page.iter_rows(min_row=3)]
    chance.shuffle(rows)
    for number, row in enumerate(rows, start=3):
        for place, what in enumerate(row, start=1):
            hold(page.cell(number, place), what)


def move_columns(page: Worksheet, chance: random.Random) -> None:
    order = list(range(1, page.max_column + 1))
    chance.shuffle(order)
    rows = [[held(cell) for cell in row] for row in page.iter_rows()]
    for number, row in enumerate(rows, start=1):
        for place, old in enumerate(order, start=1):
            hold(page.cell(number, place), row[old - 1])


def held(cell: Any) -> tuple[Any, str, str]:
    return cell.value, cell.data_type, cell.number_format


def hold(cell: Any, what: tuple[Any, str, str]) -> None:
    """Put what another cell held: a text that begins with = stays a text, as in a spreadsheet program."""
    cell.value, cell.number_format = what[0], what[2]
    if isinstance(what[0], str):
        cell.data_type = what[1]


def test_renamed_sheets_and_headings_are_known_by_their_hidden_marks(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk)
    book["Goals"].title = "Ziele 2026"
    for cell in book["Ziele 2026"][2]:
        cell.value = f"Mine: {cell.value}"
    cell_of(book["Ziele 2026"], row_of(book["Ziele 2026"], code="GL01"), "owner").value = "Mara"
    plan = returned(desk, book, tmp_path).plan
    assert [(each.field, each.theirs) for each in plan.differences] == [("owner", "Mara")]


def test_without_hidden_rows_headings_lead_and_a_renamed_one_is_asked(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, "goals")
    page = book["Goals"]
    row = row_of(page, code="GL01")
    cell_of(page, row, "owner").value = "Mara"
    owner = cell_of(page, row, "owner").column_letter
    page.delete_rows(1)
    page[f"{owner}1"].value = "Wer"
    intake = returned(desk, book, tmp_path)
    assert intake.plan.differences == ()
    (sheet,) = intake.returned.sheets
    assert sheet.unknown == {owner: "Wer"}
    assert "The column “Owner” is missing" in said(intake.plan)
    plan = returned(desk, book, tmp_path, mapped={("goals", "owner"): owner}).plan
    assert [(each.field, each.theirs) for each in plan.differences] == [("owner", "Mara")]


def test_rows_without_an_id_are_those_with_their_code_or_new(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, "goals")
    page = book["Goals"]
    for row in range(3, page.max_row + 1):
        page.cell(row, 1).value = None
    cell_of(page, row_of(page, code="GL01"), "owner").value = "Mara"
    plan = returned(desk, book, tmp_path).plan
    assert plan.coded == len(desk.find(Goal))
    assert [(each.kind, each.theirs) for each in plan.differences] == [(Kind.CHANGED, "Mara")]
    plan = returned(desk, book, tmp_path, by_code=False).plan
    assert {each.kind for each in plan.differences} == {Kind.NEW, Kind.REMOVED}


def test_a_copied_row_is_new_where_it_was_changed(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, "goals")
    page = book["Goals"]
    row, last = row_of(page, code="GL01"), page.max_row
    for more, text in ((1, None), (2, "Another goal")):
        for cell in page[row]:
            page.cell(last + more, cell.column).value = cell.value
        if text:
            cell_of(page, last + more, "text").value = text
    plan = returned(desk, book, tmp_path).plan
    (change,) = plan.differences
    assert (change.kind, change.value["text"]) == (Kind.NEW, "Another goal")
    assert "This row is there twice" in said(plan)


def test_a_copied_sheet_and_a_missing_one_are_told(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, "goals", "results")
    book.copy_worksheet(book["Goals"]).title = "Goals (2)"
    del book["Results"]
    plan = returned(desk, book, tmp_path).plan
    assert plan.differences == ()
    assert "This sheet is a copy" in said(plan)
    assert "Results : This sheet is missing" in said(plan)


def test_the_workbook_of_another_desk(desk: Desk, tmp_path: Path) -> None:
    other = made_desk()
    book = exported(other, "goals")
    other.close()
    with pytest.raises(OtherDesk, match="another desk"):
        returned(desk, book, tmp_path)


def test_lost_rows_as_exported_are_told_and_the_desk_is_compared_with(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, "goals")
    del book["_base"]
    cell_of(book["Goals"], row_of(book["Goals"], code="GL01"), "owner").value = "Mara"
    plan = returned(desk, book, tmp_path).plan
    assert [each.theirs for each in plan.differences] == ["Mara"]
    assert "is lost from it" in said(plan)


# -- cells as people type them


@pytest.mark.parametrize(
    ("key", "typed", "number_format", "becomes", "remark"),
    [
        ("number", "71,5", "General", 71.5, "The text “71,5” is read as 71.5"),
        ("number", "1 234,5", "General", 1234.5, "is read as 1234.5"),
        ("number", "1,234", "General", None, "may be 1.234 or 1234"),
        ("number", 0.5, "0%", 50.0, "The percentage is read as 50"),
        ("number", "#REF!", "General", None, "is an error of the spreadsheet"),
        ("number", "about 50", "General", None, "is no number"),
        ("number", -3, "General", None, "below the lowest possible value"),
        ("status", "Provisional", "General", "provisional", ""),
        ("status", "finished", "General", None, "is not one of the choices"),
        ("cases", 12.5, "General", None, "is no whole number"),
        ("cases", -3, "General", None, "whole number from 0"),
    ],
)
def test_values_as_typed(
    desk: Desk, tmp_path: Path, key: str, typed: Any, number_format: str, becomes: Any, remark: str
) -> None:
    book = exported(desk, "values")
    page = book["Values"]
    row = row_of(page, measure="M01")
    cell = cell_of(page, row, key)
    cell.value, cell.number_format = typed, number_format
    plan = returned(desk, book, tmp_path).plan
    changed = [each.value for each in plan.differences]
    assert [getattr(each, "value", each) for each in changed] == ([] if becomes is None else [becomes])
    assert remark in said(plan)
    assert not remark or f"Values {cell.coordinate}: " in said(plan)


@pytest.mark.parametrize(
    ("typed", "becomes", "remark"),
    [
        ("2026-09-30", date(2026, 9, 30), ""),
        (datetime(2026, 9, 30), date(2026, 9, 30), ""),  # noqa: DTZ001 - as spreadsheets have it
        ("30.09.2026", date(2026, 9, 30), "The text “30.09.2026” is read as 2026-09-30"),
        ("30 September 2026", date(2026, 9, 30), "is read as 2026-09-30"),
        ("03/04/2026", None, "may be read in two ways"),
        ("soon", None, "is no day"),
    ],
)
def test_days_as_typed(desk: Desk, tmp_path: Path, typed: Any, becomes: date | None, remark: str) -> None:
    book = exported(desk, "commitments")
    cell_of(book["Commitments"], 3, "by_when").value = typed
    plan = returned(desk, book, tmp_path).plan
    assert [each.value for each in plan.differences] == ([] if becomes is None else [becomes])
    assert remark in said(plan)


def test_values_side_by_side_are_read_back(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk)
    page, wide = book["Values"], book["Values wide"]
    row = row_of(wide, period=datetime(2024, 1, 1), period_type="month")  # noqa: DTZ001 - as above
    cell_of(wide, row, "M01").value = 66.6
    plan = returned(desk, book, tmp_path).plan
    (change,) = plan.differences
    value = desk.get(Value, change.id)
    assert (change.field, change.value, value.period) == ("number", 66.6, date(2024, 1, 1))
    cell_of(page, row_of(page, id=value.id), "number").value = 55.5
    plan = returned(desk, book, tmp_path).plan
    assert [each.kind for each in plan.differences] == [Kind.CHANGED, Kind.CONFLICT]
    cell_of(page, row_of(page, id=value.id), "number").value = 66.6
    plan = returned(desk, book, tmp_path).plan
    assert len(plan.differences) == 1
    take(desk, plan)
    assert desk.get(Value, change.id).number == 66.6


def test_who_wrote_a_note_is_not_lost_by_a_workbook_that_hides_it(desk: Desk, tmp_path: Path) -> None:
    before = {note.id: (note.writer, note.group) for note in desk.find(Note)}
    book = exported(desk, "notes")
    cell_of(book["Notes"], 3, "support").value = 7
    plan = returned(desk, book, tmp_path).plan
    assert [each.field for each in plan.differences] == ["support"]
    take(desk, plan)
    assert {note.id: (note.writer, note.group) for note in desk.find(Note)} == before


def test_what_is_read_for_new_rows_only_is_told_where_it_was_changed(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, "notes")
    cell_of(book["Notes"], 3, "text").value = "Other words"
    plan = returned(desk, book, tmp_path).plan
    assert plan.differences == ()
    assert "read for new rows only, so “Other words” is left out" in said(plan)


def test_a_formula_gives_its_last_value_with_a_note(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, "values")
    cell = cell_of(book["Values"], 3, "number")
    cell.value = 61.5
    path = tmp_path / "back.xlsx"
    book.save(path)
    # As spreadsheet programs store it: the formula and beside it what it came to.
    place = f'<c r="{cell.coordinate}"'.encode()
    stored = place + rb"([^>]*)><v>61.5</v>"
    rewrite(path, lambda text: re.sub(stored, place + rb"\1><f>60+1.5</f><v>61.5</v>", text))
    plan = plan_for(desk, path, DAY).plan
    assert [each.value for each in plan.differences] == [61.5]
    assert f"Values {cell.coordinate}: There is a formula; its last value is read: 61.5." in said(plan)


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the text of all sheets of a workbook."""
    with zipfile.ZipFile(path) as parts:
        texts = {name: parts.read(name) for name in parts.namelist()}
    with zipfile.ZipFile(path, "w") as parts:
        for name, text in texts.items():
            parts.writestr(name, change(text) if name.startswith("xl/worksheets/sheet") else text)


def test_merged_cells_count_by_their_first(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, "goals")
    page = book["Goals"]
    first, second = cell_of(page, 3, "owner"), cell_of(page, 4, "owner")
    first.value = "Mara"
    page.merge_cells(f"{first.coordinate}:{second.coordinate}")
    plan = returned(desk, book, tmp_path).plan
    assert [(each.row, each.theirs) for each in plan.differences] == [(3, "Mara")]
    assert f"Goals {first.coordinate}: These cells are merged; only the first of them counts." in said(plan)


# -- any edits of any desk

TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"),
    min_size=1,
    max_size=40,
).map(lambda text: f"{text.strip()} x".strip())
ODD = st.sampled_from(ODD_TEXTS)
SHEET_KEYS = (
    "goals",
    "results",
    "links",
    "measures",
    "values",
    "partners",
    "notes",
    "commitments",
    "stocktake",
    "members",
)
# What an action changes along with it, or may refuse, is told apart elsewhere.
LEFT_ALONE = {
    (sheet, field)
    for sheet, fields in {
        "measures": "name calculation denominator lower_bound upper_bound status decimals per",
        "notes": "decision reason writer group",
        "links": "kind",
        "stocktake": "fate",
        "values": "number",
        "members": "left joined",
    }.items()
    for field in fields.split()
}


def fitting_value(column: Column, lookup: Lookup, data: st.DataObject) -> Any:
    """Something that a person could type into a column."""
    if column.refers is not None:
        return data.draw(
            st.sampled_from([lookup.label(column.refers, key) for key in lookup.all(column.refers)])
        )
    if column.choices is not None:
        return data.draw(st.sampled_from([label(each, TELL) for each in column.choices]))
    drawn: dict[ColumnType, st.SearchStrategy[Any]] = {
        ColumnType.FLAG: st.sampled_from(["yes", "no"]),
        ColumnType.DATE: st.dates(date(1999, 1, 1), date(2060, 12, 31)),
        ColumnType.INTEGER: st.integers(0, 5),
        ColumnType.NUMBER: st.floats(0, 700, allow_nan=False).map(lambda number: round(number, 3)),
    }
    return data.draw(drawn.get(column.holds, st.one_of(TEXTS, ODD.filter(lambda text: text != "#N/A"))))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_exactly_what_was_edited_comes_back(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = random_desk(data.draw(st.integers(0, 2**32)))
    try:
        wanted = data.draw(st.lists(st.sampled_from(SHEET_KEYS), min_size=1, max_size=2, unique=True))
        book, lookup = exported(desk, *wanted), given_out(desk)
        expected: dict[str, Cell] = {}
        for key in wanted:
            expected |= edit_cells(book[SHEETS[key].name], SHEETS[key], lookup, data)
            if data.draw(st.booleans()):
                shuffle_rows(book[SHEETS[key].name], random.Random(data.draw(st.integers(0, 99))))
        before = everything(desk)
        intake = returned(desk, book, tmp_path_factory.mktemp("back"))
        assert not [each for each in intake.plan.remarks if each.lost], said(intake.plan)
        found = {each.key: each.theirs for each in intake.plan.differences}
        assert found == expected
        assert {each.kind for each in intake.plan.differences} <= {Kind.CHANGED}
        take(desk, intake.plan)
        after = everything(desk)
        touched = {each.id for each in intake.plan.differences}
        assert {key for key in before | after if before.get(key) != after.get(key)} <= touched | {
            each.id for each in desk.find(Person) if each.id not in before
        }
        check_taken(desk, expected)
    finally:
        desk.close()


def edit_cells(page: Worksheet, sheet: Sheet, lookup: Lookup, data: st.DataObject) -> dict[str, Cell]:
    """Change some cells; what the plan is expected to offer by key."""
    expected: dict[str, Cell] = {}
    fields = {each.name: each for each in fields_of(sheet.record or Record)}
    open_ = [
        each
        for each in sheet.columns
        if each.editable and (sheet.key, each.key) not in LEFT_ALONE
        if each.refers is None or lookup.all(each.refers)
    ]
    numbers = st.lists(st.integers(3, page.max_row), max_size=4, unique=True)
    some = st.lists(st.sampled_from(open_), max_size=3, unique_by=lambda each: each.key)
    for row in data.draw(numbers):
        identity = str(page.cell(row, 1).value)
        for column in data.draw(some):
            field = fields[column.key]
            may_be_empty = field.optional or (column.holds is ColumnType.TEXT and field.kind is str)
            emptied = may_be_empty and not column.needed and data.draw(st.booleans())
            value = None if emptied else fitting_value(column, lookup, data)
            cell = cell_of(page, row, column.key)
            was = shown(column.value(lookup.all(sheet.record or Record)[identity], lookup), TELL)
            cell.value = escaped(value) if isinstance(value, str) else value  # as spreadsheets store it
            if isinstance(value, str):
                cell.data_type = "s"
            text = plain(value)
            if as_text(text) != as_text(was):
                expected[f"{sheet.key}:{identity}:{column.key}"] = text
            else:
                cell.value = None if was == "" else was
    return expected


def check_taken(desk: Desk, expected: dict[str, Cell]) -> None:
    lookup = given_out(desk)
    for key, cell in expected.items():
        sheet_key, identity, field = key.split(":")
        sheet = SHEETS[sheet_key]
        column = next(each for each in sheet.columns if each.key == field)
        now = shown(column.value(lookup.all(sheet.record or Record)[identity], lookup), TELL)
        assert " ".join(as_text(now).split()) == " ".join(as_text(cell).split())


# -- through another program


def set_up_in(folder: Path, language: str) -> str:
    """LibreOffice with settings of its own, in a country: with decimal commas, for one."""
    settings_of_its_own = folder / "user" / "registrymodifications.xcu"
    settings_of_its_own.parent.mkdir(parents=True)
    settings_of_its_own.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        f"<value>{language}</value></prop></item></oor:items>",
        encoding="utf-8",
    )
    return f"-env:UserInstallation={folder.as_uri()}"


@pytest.mark.parametrize("language", ["en-US", "de-DE"])
def test_through_libreoffice_nothing_has_changed(desk: Desk, tmp_path: Path, language: str) -> None:
    """Zeros, blanks, negatives, leap days, Arabic, CJK and texts like formulas survive opening and saving."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    numbers = (0, -1.5, 1e-9, 123456789.5, None)
    days = {date(1999, month, 1): number for month, number in enumerate(numbers, 1)}
    with desk.edit("Odd") as edit:
        measure = measures.add(edit, "Odd numbers", None).id
        for odd, goal in zip(ODD_TEXTS, cycle(desk.find(Goal)), strict=False):
            goals.change(edit, goal.id, outcome=f"{edit.get(Goal, goal.id).outcome}\n{odd}")
        for odd, goal in zip(ODD_TEXTS[:6], desk.find(Goal), strict=False):
            goals.change(edit, goal.id, owner=odd)
        series.set_values(edit, measure, days)
        for result in desk.find(Result)[:1]:
            results.change(edit, result.id, dots=0)
        for promise in desk.find(Commitment)[:1]:
            commitments.change_promise(edit, promise.id, by_when=date(2028, 2, 29))
    source = tmp_path / "there.xlsx"
    exported(desk).save(tmp_path / "unused.xlsx")  # openpyxl itself changes nothing either
    assert plan_for(desk, tmp_path / "unused.xlsx", DAY).plan.differences == ()
    with source.open("wb") as file:
        write_workbook(
            anonymous(desk), file, words=TELL, edit=desk.last_edit, exported_on=AT, desk=desk.desk_id
        )
    subprocess.run(
        [program, set_up_in(tmp_path / "office", language), "--headless",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "back"), str(source)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    plan = plan_for(desk, tmp_path / "back" / "there.xlsx", DAY).plan
    assert [(each.where, each.base, each.theirs) for each in plan.differences] == []
    assert said(plan) == ""
    assert plan.untouched > 1000
