"""Lists that somebody else made: whatever file they are in, their rows come in once and nothing is lost."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidesk.actions import goals, lists
from kpidesk.desk.store import Desk
from kpidesk.domain.cells import shown
from kpidesk.domain.columns import Lookup
from kpidesk.domain.communities import Community, Member
from kpidesk.domain.differences import Kind, Take
from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.keeping import ListLayout
from kpidesk.domain.list_reading import Listing, can_grow, guess, likely_kind, offered
from kpidesk.domain.people import Person
from kpidesk.domain.results import Goal, Result
from kpidesk.domain.returned import SHEETS, Plan
from kpidesk.domain.sharing import Partner
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.values_table import Table
from kpidesk.domain.wording import Refused
from kpidesk.exports.workbook_parts import escaped
from kpidesk.imports.list_intake import ListIntake, plan_list, tongues
from kpidesk.imports.list_said import Said, plan_as_said
from kpidesk.imports.tables import read_tables
from kpidesk.system.words import Words
from tests.imports.test_returned import everything, exported, made_desk, said

WORDS = Words()
Rows = Sequence[Sequence[Any]]


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = made_desk()
    yield made
    made.close()


def workbook(folder: Path, rows: Rows, title: str = "List") -> Path:
    """The rows as somebody typed them into a spreadsheet program."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = title
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = page.cell(number, place)
            cell.value = escaped(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
    path = folder / "list.xlsx"
    book.save(path)
    return path


def text_file(folder: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ";") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path = folder / "list.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def planned(desk: Desk, path: Path, kind: str, **options: Any) -> ListIntake:
    return plan_as_said(desk, path, Said(kind, **options), WORDS)


def take(desk: Desk, intake: ListIntake, **choices: Take) -> int:
    with desk.edit("Take a list") as edit:
        return lists.take_list(edit, intake.plan.differences, choices, intake.layout)


def kinds(plan: Plan) -> list[Kind]:
    return [change.kind for change in plan.differences]


# -- any goals in any file

TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"), blacklist_characters="\ufffe\uffff"),
    min_size=1,
    max_size=30,
).map(lambda text: f"{text.strip()} x".strip())
ODD = st.sampled_from(
    ["=1+1", "+49 30", "-5", "007", "1e5", "TRUE", "مرحبا", "水道", "_x0041_", "a; b, c", '"so"']
)
GOALS = st.lists(
    st.tuples(st.one_of(TEXTS, ODD), st.one_of(st.just(""), TEXTS, ODD)), min_size=1, max_size=12
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=GOALS, as_workbook=st.booleans(), sign=st.sampled_from(",;\t"))
def test_a_list_comes_in_as_exactly_its_rows_and_only_once(
    rows: list[tuple[str, str]], as_workbook: bool, sign: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, desk = tmp_path_factory.mktemp("lists"), made_desk()
    try:
        table = [("Goal", "Owner"), *rows]
        path = workbook(folder, table) if as_workbook else text_file(folder, table, delimiter=sign)
        before = {goal.id for goal in desk.find(Goal)}
        intake = planned(desk, path, "goals")
        assert [remark for remark in intake.plan.remarks if remark.lost] == [], said(intake.plan)
        assert {*kinds(intake.plan)} == {Kind.NEW}
        take(desk, intake)
        made = [(goal.text, goal.owner) for goal in desk.find(Goal) if goal.id not in before]
        expected = {(" ".join(text.split()), " ".join(owner.split())) for text, owner in rows}
        assert {(" ".join(text.split()), " ".join(owner.split())) for text, owner in made} == expected
        assert len(made) == len({(text.strip(), owner.strip()) for text, owner in rows})
        again = planned(desk, path, "goals").plan
        assert again.differences == ()
        assert again.untouched == len(made)
    finally:
        desk.close()


# -- files as people have them


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_text_files(desk: Desk, tmp_path: Path, encoding: str, sign: str) -> None:
    path = text_file(
        tmp_path, [("Ziel", "Owner"), ("Größere Rohre", "Jörg"), ("Mehr, viel mehr", "")], encoding, sign
    )
    plan = planned(desk, path, "goals").plan
    assert [change.value for change in plan.differences] == [
        {"text": "Größere Rohre", "owner": "Jörg"},
        {"text": "Mehr, viel mehr"},
    ]
    assert [change.where for change in plan.differences] == ["list, A2", "list, A3"]


def test_titles_above_empty_rows_and_strange_columns(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ("Members of the circle",), (), ("No.", "Person", "Role", "Since", "Hours a month promised", "Mood"),
        (1, "Ana Real", "host", date(2026, 1, 5), "2,5", "fine"), (),
        (2, "Bo Real", None, datetime(2026, 2, 1), 4, None),  # noqa: DTZ001 - as spreadsheets have it
    ]  # fmt: skip
    name = desk.find(Community)[0].name
    intake = planned(desk, workbook(tmp_path, rows, "Circle"), "members", every=[f"community={name}"])
    assert said(intake.plan) == ""
    assert [change.where for change in intake.plan.differences] == ["Circle, B4", "Circle, B6"]
    take(desk, intake)
    people = {person.name: person.id for person in desk.find(Person)}
    (ana,), (bo,) = (desk.find(Member, person=people[each]) for each in ("Ana Real", "Bo Real"))
    assert (ana.role, ana.joined, ana.promised_hours) == ("host", date(2026, 1, 5), 2.5)
    assert (bo.role, bo.joined, bo.promised_hours) == ("", date(2026, 2, 1), 4.0)


def test_a_range_of_rows_and_no_headings(desk: Desk, tmp_path: Path) -> None:
    path = text_file(tmp_path, [("One is kept", "x"), ("Two is kept", "y"), ("Three is kept", "z")])
    intake = planned(desk, path, "goals", rows=(2, 2))
    assert [change.value["text"] for change in intake.plan.differences] == ["Two is kept"]
    assert intake.layout is None
    intake = planned(desk, path, "goals", mapped=["B=owner"])
    assert [change.value["owner"] for change in intake.plan.differences] == ["x", "y", "z"]


def test_what_cannot_be_read_is_named_with_sheet_and_cell(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ("What", "By when", "Status"),
        ("Ask the council", "soon", "open"),
        ("Call back", "2026-09-01", "later"),
    ]
    intake = planned(desk, workbook(tmp_path, rows, "Promises"), "commitments")
    assert "Promises B2: “soon” is no day" in said(intake.plan)
    assert "Promises C3: “later” is not one of the choices" in said(intake.plan)
    assert [sorted(change.value) for change in intake.plan.differences] == [
        ["status", "what"],
        ["by_when", "what"],
    ]


def test_errors_and_percents_of_spreadsheets(desk: Desk, tmp_path: Path) -> None:
    rows = [("Name", "Hours a month"), ("Share of leaks", "#REF!"), ("Share of calls", 0.5)]
    path = workbook(tmp_path, rows)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B3"].number_format = "0%"
    book.save(path)
    plan = planned(desk, path, "stocktake").plan
    assert "List B2: #REF! is an error of the spreadsheet" in said(plan)
    assert [change.value.get("hours") for change in plan.differences] == [None, 50.0]


def test_what_the_actions_refuse_is_told_before(desk: Desk, tmp_path: Path) -> None:
    poster = desk.find(Poster)[0].code
    rows = [("Poster", "Note", "Dots"), (poster, "A fine thing", -1), (poster, "Another thing", 3)]
    plan = planned(desk, workbook(tmp_path, rows, "Notes"), "notes").plan
    assert [change.value["text"] for change in plan.differences] == ["Another thing"]
    assert "Notes A2: Not taken:" in said(plan)


# -- rows that are there already


def test_empty_cells_of_the_desk_are_filled_and_others_stay_unless_somebody_decides(
    desk: Desk, tmp_path: Path
) -> None:
    first, second = desk.find(Goal)[:2]
    with desk.edit("Owners") as edit:
        goals.change(edit, first.id, owner="")
        goals.change(edit, second.id, owner="Mara")
    rows = [
        ("Goal", "Owner"),
        (first.text.upper(), "Ana"),
        (second.text, "Ana"),
        (desk.find(Goal)[2].text, ""),
    ]
    intake = planned(desk, workbook(tmp_path, rows), "goals")
    _, conflict = intake.plan.differences
    assert [(e.field, e.kind, e.offered[0], e.ours, e.theirs) for e in intake.plan.differences] == [
        ("owner", Kind.CHANGED, Take.THEIRS, "", "Ana"),
        ("owner", Kind.CONFLICT, Take.OURS, "Mara", "Ana"),
    ]
    assert intake.plan.untouched == 1
    take(desk, intake)
    assert (desk.get(Goal, first.id).owner, desk.get(Goal, second.id).owner) == ("Ana", "Mara")
    assert desk.get(Goal, first.id).text == first.text  # its capitals are the desk's
    take(desk, intake, **{conflict.key: Take.BOTH})
    assert desk.get(Goal, second.id).owner == "Mara Ana"


def test_rows_are_known_by_their_code(desk: Desk, tmp_path: Path) -> None:
    goal = desk.find(Goal, code="GL02")[0]
    rows = [
        ("Code", "Goal", "Owner"), ("gl02", "Said otherwise", goal.owner), ("A7", "New here", ""),
        ("GL02", "Once more", ""),
    ]  # fmt: skip
    plan = planned(desk, workbook(tmp_path, rows), "goals").plan
    assert [(each.kind, each.id, each.field) for each in plan.differences[:1]] == [
        (Kind.CONFLICT, goal.id, "text")
    ]
    assert [each.value for each in plan.differences[1:]] == [{"text": "New here"}]
    assert "1 codes are none of the desk's, such as A7" in said(plan)
    assert "List A4: An earlier row has the same code" in said(plan)


def test_the_same_words_on_another_poster_are_another_note(desk: Desk, tmp_path: Path) -> None:
    note = desk.find(Note)[0]
    here = desk.get(Poster, note.poster)
    other = next(each for each in desk.find(Poster) if each.id != here.id and each.gallery == here.gallery)
    rows = [("Poster", "Note"), (here.code, note.text), (other.code, note.text)]
    plan = planned(desk, workbook(tmp_path, rows), "notes").plan
    assert plan.untouched == 1
    assert [each.value["poster"] for each in plan.differences] == [other.id]


def test_rows_of_a_list_that_are_there_twice_count_once(desk: Desk, tmp_path: Path) -> None:
    rows = [("Goal",), ("Be there once",), ("Be there once ",)]
    plan = planned(desk, workbook(tmp_path, rows), "goals").plan
    assert kinds(plan) == [Kind.NEW]
    assert "List 3: This row is there twice" in said(plan)


def test_a_plan_writes_nothing_and_one_step_takes_it_back(desk: Desk, tmp_path: Path) -> None:
    before = everything(desk)
    rows = [("Who can contribute?", "Result", "Contact"), ("The weather office", "", "mail@office"),
            (desk.find(Partner)[0].name, "", "other@mail")]  # fmt: skip
    intake = planned(desk, workbook(tmp_path, rows), "partners")
    assert everything(desk) == before
    take(desk, intake)
    assert everything(desk) != before
    desk.undo()
    assert everything(desk) == before


# -- what holds what


def test_how_a_list_was_read_is_remembered_and_proposed_again(desk: Desk, tmp_path: Path) -> None:
    rows = [("Lfd", "Was wir wollen", "Chef"), (1, "Nah am Menschen", "Ana")]
    path = workbook(tmp_path, rows)
    said_so = ["Was wir wollen=text", "Chef=owner"]
    intake = planned(desk, path, "goals", mapped=said_so, headings=1)
    take(desk, intake)
    take(desk, planned(desk, path, "goals", mapped=said_so, headings=1))
    (layout,) = desk.find(ListLayout)
    assert (layout.kind, layout.headings, layout.columns) == (
        "goals", ("Lfd", "Was wir wollen", "Chef"), ("", "text", "owner"),
    )  # fmt: skip
    again = workbook(tmp_path, [*rows, (2, "Schnell am Telefon", "Bo")])
    assert [each.value for each in planned(desk, again, "goals").plan.differences] == [
        {"text": "Schnell am Telefon", "owner": "Bo"}
    ]


@pytest.mark.parametrize(
    ("kind", "headings", "columns"),
    [
        ("goals", ["No", "Objective", "Responsible"], ["", "text", "owner"]),
        ("results", ["Ergebnis", "Ring", "Zuständig"], ["statement", "ring", "owner"]),
        (
            "measures",
            ["KPI", "Formula", "Unit", "Effort in hours"],
            ["name", "formula", "unit", "effort_hours"],
        ),
        ("partners", ["Organisation", "E-mail", "Strategy"], ["name", "contact", "strategy"]),
        ("notes", ["Slide", "Comment", "Team"], ["poster", "text", "group"]),
        ("members", ["Name", "Team", "Function", "Until"], ["person", "community", "role", "left"]),
        ("commitments", ["Action", "Owner", "Deadline"], ["what", "who", "by_when"]),
        ("stocktake", ["Kennzahl", "Bericht", "Stunden"], ["name", "report", "hours"]),
        ("invitations", ["Guest", "Group", "How many"], ["name", "group", "people"]),
        ("results", ["by_host", "off strategy", "Result"], ["by_host", "off_strategy", "statement"]),
    ],
)
def test_headings_are_understood(kind: str, headings: list[str], columns: list[str]) -> None:
    table = Table("List", (tuple(headings), ("x",) * len(headings)))
    assert guess(table, kind, tongues(WORDS)) == Listing(kind, tuple(columns))


def test_the_workbook_of_another_desk_is_a_list_whose_codes_mean_nothing_here(
    desk: Desk, tmp_path: Path
) -> None:
    other = made_desk()
    with other.edit("Another goal") as edit:
        goals.add(edit, "Be kind to strangers", owner="Ana")
        goals.change(edit, other.find(Goal, code="GL02")[0].id, text="Be swift")
    path = tmp_path / "other.xlsx"
    exported(other, "goals").save(path)
    other.close()
    tables = read_tables(path).tables
    assert [table.name for table in tables] == ["Read me", "Goals"]  # what programs keep there is no list
    assert likely_kind(tables[1], tongues(WORDS)) == "goals"
    plan = planned(desk, path, "goals", sheet="Goals").plan
    assert said(plan) == ""
    assert [each.value["text"] for each in plan.differences] == ["Be swift", "Be kind to strangers"]
    assert plan.untouched == len(desk.find(Goal)) - 1


def test_what_a_list_is_of_is_guessed() -> None:
    for kind, headings in (
        ("members", ("Person", "Role", "Since")),
        ("commitments", ("What", "Who", "By when")),
        ("notes", ("Poster", "Note", "Group")),
    ):
        assert likely_kind(Table("List", (headings,)), tongues(WORDS)) == kind


def test_without_the_column_by_which_rows_are_known_nothing_is_planned(desk: Desk) -> None:
    table = Table("List", (("Owner",), ("Mara",)))
    with pytest.raises(Refused, match="Say which column holds “Goal as found”"):
        plan_list(desk, "list.csv", table, Listing("goals", ("owner",)), WORDS)


def test_new_rows_need_what_a_column_or_every_row_says(desk: Desk) -> None:
    there = desk.find(Result)[0].statement
    table = Table("List", (("Result",), ("Somebody answers.",), ("Somebody calls.",), (there,)))
    plan = plan_list(desk, "list.csv", table, Listing("results", ("statement",)), WORDS).plan
    assert (plan.differences, plan.untouched) == ((), 1)
    assert said(plan) == "\n".join(
        f"List {row}: A new row needs “Ring”, so this one is left out." for row in (2, 3)
    )
    listing = Listing("results", ("statement",), every={"ring": "Process"})
    assert kinds(plan_list(desk, "list.csv", table, listing, WORDS).plan) == [Kind.NEW, Kind.NEW]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"kind": "charts"}, "There are no lists of “charts”; there are: goals"),
        ({"sheet": "Other"}, "There is no sheet “Other”; there is: List"),
        ({"mapped": ["Colour=owner"]}, "There is no column “Colour”"),
        ({"mapped": ["Goal=colour"]}, "There is no field “colour”; there is: code, text"),
        ({"mapped": ["Goal"]}, "has no = between two names"),
        ({"headings": 9}, "There is no row 9"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_list_that_is_not_so(
    desk: Desk, tmp_path: Path, options: dict[str, Any], says: str
) -> None:
    path = workbook(tmp_path, [("Goal",), ("Be kind",)])
    with pytest.raises(Refused, match=says):
        planned(desk, path, **{"kind": "goals", **options})


@pytest.mark.parametrize("kind", [key for key in SHEETS if can_grow(key) and key != "values"])
def test_the_rows_of_the_desk_itself_are_all_there_already(desk: Desk, kind: str) -> None:
    lookup = Lookup(desk)
    columns = [column for column in offered(kind) if column.key != "code"]
    rows = [
        tuple(shown(column.value(item, lookup), WORDS) for column in columns)
        for item in SHEETS[kind].items(lookup)
    ]
    table = Table("List", (tuple(column.heading for column in columns), *rows))
    listing = guess(table, kind, tongues(WORDS))
    assert listing.columns == tuple(column.key for column in columns)
    plan = plan_list(desk, "list.csv", table, listing, WORDS).plan
    assert plan.differences == ()
    assert [remark for remark in plan.remarks if remark.lost] == [], said(plan)
    assert plan.untouched == len({*rows} - {("",) * len(columns)})


def test_a_list_of_many_rows(desk: Desk, tmp_path: Path) -> None:
    path = text_file(tmp_path, [("Name", "Owner"), *((f"Measure number {n}", "Mara") for n in range(2000))])
    intake = planned(desk, path, "stocktake")
    assert len(intake.plan.differences) == 2000
    take(desk, intake)
    assert len(desk.find(ExistingMeasure)) >= 2000
    assert planned(desk, path, "stocktake").plan.differences == ()
    assert len(read_tables(path).tables[0].rows) == 2001
