"""A part of a workbook for somebody: its sheets and rows, what is locked, what it says, and its way back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from kpidesk.actions import commitments, returning
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.anonymous import anonymous
from kpidesk.domain.book_choice import BookChoice, file_part, people_of, rows_of
from kpidesk.domain.columns import Lookup, Sheet
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.differences import Kind, Take
from kpidesk.domain.people import Group, Person
from kpidesk.domain.record import OnRemove, fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal, Result
from kpidesk.domain.sharing import Contribution, Partner
from kpidesk.domain.sheets import data_sheets
from kpidesk.exports.workbook import SPARE_ROWS, file_name, write_workbook
from kpidesk.imports import sample
from kpidesk.imports.returned_plan import plan_for
from kpidesk.system.words import Words

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
DAY = date(2026, 6, 1)
HEAD, FIRST = 2, 3  # rows of headings and of the first record


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = new_desk()
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    yield made
    made.close()


@pytest.fixture
def partner(desk: Desk) -> Partner:
    """P03, who has promised something and reported on it."""
    return desk.find(Partner, code="P03")[0]


def exported(desk: Desk, path: Path, choice: BookChoice) -> Workbook:
    write_workbook(
        anonymous(desk), path, words=Words(), edit=desk.last_edit, exported_on=AT, desk=desk.desk_id,
        choice=choice,
    )  # fmt: skip
    return openpyxl.load_workbook(path)


def visible(book: Workbook) -> list[str]:
    return [page.title for page in book if page.sheet_state == "visible"]


def ids(book: Workbook, title: str) -> set[str]:
    cells = [row[0] for row in book[title].iter_rows(min_row=FIRST, max_col=1, values_only=True)]
    return {str(cell) for cell in cells if cell}


def all_ids(book: Workbook) -> set[str]:
    return set().union(*(ids(book, title) for title in visible(book)[1:] if title != "Charts"))


def column(book: Workbook, title: str, key: str) -> int:
    """The number of a column by its hidden key."""
    return next(cell.column for cell in book[title][1] if cell.value == key)


def read_me(book: Workbook) -> str:
    return "\n".join(str(cell) for row in book["Read me"].iter_rows(values_only=True) for cell in row if cell)


# -- sheets and rows


def test_sheets_that_nobody_chose_are_left_out(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, tmp_path / "book.xlsx", BookChoice(sheets=frozenset({"goals", "charts"})))
    assert visible(book) == ["Read me", "Goals", "Charts"]
    without = exported(desk, tmp_path / "book.xlsx", BookChoice(sheets=frozenset({"goals", "measures"})))
    assert visible(without) == ["Read me", "Goals", "Measures"]
    assert len(ids(without, "Goals")) == len(desk.find(Goal))


def test_rows_of_a_partner_with_what_hangs_on_them(desk: Desk, partner: Partner, tmp_path: Path) -> None:
    promise = desk.find(Commitment, partner=partner.id)[0]
    others = next(each for each in desk.find(Commitment) if each.partner not in {None, partner.id})
    with desk.edit("Check in") as edit:
        on_it, off_it = (
            commitments.check_in(edit, each.id, CommitmentStatus.MET) for each in (promise, others)
        )
    book = exported(desk, tmp_path / "book.xlsx", BookChoice(whose=partner.id))
    assert ids(book, "Partners") == {partner.id}
    assert ids(book, "Contributions") == {each.id for each in desk.find(Contribution, partner=partner.id)}
    assert promise.id in ids(book, "Commitments")
    assert on_it.id in ids(book, "Check-ins")
    assert off_it.id not in all_ids(book)
    assert "Goals" not in visible(book)  # none of them is theirs
    assert "Values wide" not in visible(book)


def test_a_sheet_that_is_asked_for_is_there_without_rows(
    desk: Desk, partner: Partner, tmp_path: Path
) -> None:
    choice = BookChoice(sheets=frozenset({"partners", "goals"}), whose=partner.id)
    book = exported(desk, tmp_path / "book.xlsx", choice)
    assert visible(book) == ["Read me", "Goals", "Partners"]
    assert not ids(book, "Goals")


def test_rows_of_a_person_go_by_reference_and_by_name(desk: Desk, tmp_path: Path) -> None:
    person = desk.find(Person)[0]
    with desk.edit("Promise") as edit:
        mine = commitments.promise(edit, "Call the depot", who=person.name)
    book = exported(desk, tmp_path / "book.xlsx", BookChoice(whose=person.id))
    assert mine.id in ids(book, "Commitments")
    named = {each.id for each in desk.find(Commitment) if each.who.casefold() == person.name.casefold()}
    assert named <= ids(book, "Commitments") < {each.id for each in desk.find(Commitment)}


def test_rows_of_an_owner_who_is_nobody_that_the_desk_knows(desk: Desk, tmp_path: Path) -> None:
    owner = next(key for key, name in people_of(desk) if key == name)
    book = exported(desk, tmp_path / "book.xlsx", BookChoice(whose=owner.upper()))
    mine = {each.id for kind in (Goal, Result) for each in desk.find(kind) if each.owner == owner}
    assert mine <= all_ids(book) <= rows_of(desk, owner)
    assert all_ids(book)


def test_rows_of_a_group(desk: Desk, tmp_path: Path) -> None:
    group = next(each for each in desk.find(Group) if rows_of(desk, each.id) - {each.id})
    book = exported(desk, tmp_path / "book.xlsx", BookChoice(whose=group.id))
    assert all_ids(book)
    assert all_ids(book) <= rows_of(anonymous(desk), group.id)


def test_nobody_has_what_hangs_on_others_alone(desk: Desk) -> None:
    """Whatever cannot be without a record of theirs is theirs as well, and nothing is invented."""
    records = {record.id: record for kind in RECORDS for record in desk.find(kind)}
    for whose, _ in people_of(desk):
        mine = rows_of(desk, whose)
        assert mine <= records.keys()
        for record in records.values():
            wholes = [
                getattr(record, field.name) for field in fields_of(type(record))
                if field.reference and field.reference.on_remove is OnRemove.REMOVE and not field.optional
            ]  # fmt: skip
            assert record.id in mine or not mine.intersection(wholes)


@pytest.mark.parametrize(
    ("called", "name"),
    [("P03", "workbook-P03.xlsx"), ("A. Nowak", "workbook-A-Nowak.xlsx"), ("Fleet", "workbook-Fleet.xlsx")],
)
def test_the_file_tells_whose_it_is(desk: Desk, called: str, name: str) -> None:
    whose = next(key for key, told in people_of(desk) if told.startswith(called))
    assert file_name(desk, BookChoice(whose=whose)) == name


def test_a_name_of_signs_alone_is_left_out_of_the_file_s(desk: Desk) -> None:
    assert file_part(desk, "../..") == ""
    assert file_name(desk, BookChoice(whose="../..")) == "workbook.xlsx"
    assert file_name(desk, BookChoice(whose="a/b\\c")) == "workbook-a-b-c.xlsx"


# -- what may be changed


def test_what_is_not_read_back_is_locked_without_a_password(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, tmp_path / "book.xlsx", BookChoice())
    lookup = Lookup(desk)
    for sheet in (each.of(lookup) for each in data_sheets(lookup)):
        page = book[sheet.name]
        assert page.protection.sheet
        assert page.protection.password is None
        assert not page.protection.sort  # allowed
        _unlocked(page, sheet, {each.key for each in sheet.columns if each.editable})


def _unlocked(page: Any, sheet: Sheet, keys: set[str]) -> None:
    """All cells of these columns are open in rows with a record, and no others are."""
    heads = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=FIRST):
        if row[0].value:
            open_ = {heads[place] for place, cell in enumerate(row) if not _is_locked(page, cell)}
            assert open_ == keys, sheet.key
            return


def _is_locked(page: Any, cell: Any) -> bool:
    """Where a row has no cell, spreadsheet programs go by the column."""
    shown = cell if cell.has_style else page.column_dimensions[cell.column_letter]
    return bool(shown.protection.locked)


def test_only_chosen_columns_are_open_and_nothing_can_be_added_without_what_is_needed(
    desk: Desk, tmp_path: Path
) -> None:
    choice = BookChoice(columns=frozenset({"goals.owner", "commitments.what", "commitments.status"}))
    book = exported(desk, tmp_path / "book.xlsx", choice)
    goals = book["Goals"]
    owner, text = column(book, "Goals", "owner"), column(book, "Goals", "text")
    assert not goals.cell(FIRST, owner).protection.locked
    assert goals.cell(FIRST, text).protection.locked
    assert goals.cell(HEAD, owner).comment is not None
    assert goals.cell(HEAD, text).comment is None
    spare = goals.column_dimensions[goals.cell(1, owner).column_letter]
    assert spare.protection.locked  # a goal needs its text, so no row can be added
    promises = book["Commitments"]
    for key, open_ in (("what", True), ("status", True), ("who", False)):
        letter = promises.cell(1, column(book, "Commitments", key)).column_letter
        assert promises.column_dimensions[letter].protection.locked is not open_
    said = dict(_told_of_sheets(book))
    assert said["Goals"] == "yes, under coloured heads"
    assert said["Commitments"] == "yes, and new rows"
    assert said["Results"] == "no, for reading only"


def _told_of_sheets(book: Workbook) -> Iterator[tuple[str, str]]:
    for row in book["Read me"].iter_rows(max_col=3, values_only=True):
        if row[2]:
            yield str(row[0]), str(row[2])


def test_rows_below_the_last_are_open_where_some_can_be_added(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, tmp_path / "book.xlsx", BookChoice())
    page = book["Goals"]
    letter = page.cell(1, column(book, "Goals", "text")).column_letter
    assert not page.column_dimensions[letter].protection.locked
    assert page.column_dimensions["B"].protection.locked  # the code is given by the desk
    results = book["Results"]
    lists = [rule for rule in results.data_validations.dataValidation if str(rule.sqref)]
    last = FIRST + len(desk.find(Result)) - 1 + SPARE_ROWS
    assert all(str(rule.sqref).endswith(str(last)) for rule in lists)


def test_nothing_is_locked_where_nobody_wants_it(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, tmp_path / "book.xlsx", BookChoice(locked=False))
    assert not any(page.protection.sheet for page in book)
    assert "What is locked" not in read_me(book)


# -- what it says


def test_notes_on_heads_tell_what_belongs_there(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, tmp_path / "book.xlsx", BookChoice())

    def note(title: str, key: str) -> str:
        comment = book[title].cell(HEAD, column(book, title, key)).comment
        return comment.text if comment else ""

    assert "A new row needs it." in note("Commitments", "what")
    assert "A day, such as 2027-03-31." in note("Commitments", "by_when")
    assert "Choose from the list." in note("Commitments", "status")
    assert "as it stands in the sheet Partners" in note("Commitments", "partner")
    assert not note("Goals", "code")


def test_a_note_names_no_sheet_that_was_left_out(desk: Desk, tmp_path: Path) -> None:
    book = exported(desk, tmp_path / "book.xlsx", BookChoice(sheets=frozenset({"commitments"})))
    comment = book["Commitments"].cell(HEAD, column(book, "Commitments", "partner")).comment
    assert "by which it is known" in comment.text
    assert "Partners" not in comment.text


@pytest.mark.parametrize(
    ("to", "by", "says"),
    [
        ("", None, "give it to the person who sent it."),
        ("Ana Bell", None, "send it to Ana Bell."),
        ("", date(2027, 3, 31), "give it to the person who sent it by 31"),
        ("Ana Bell", date(2027, 3, 31), "send it to Ana Bell by 31"),
    ],
)
def test_read_me_tells_where_it_goes_back(
    desk: Desk, tmp_path: Path, to: str, by: date | None, says: str
) -> None:
    choice = BookChoice(sheets=frozenset({"goals"}), return_to=to, return_by=by)
    assert says in read_me(exported(desk, tmp_path / "book.xlsx", choice)).replace("\u00a0", " ")


def test_read_me_tells_a_part_from_the_whole(desk: Desk, partner: Partner, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    whole, part = "Everything in the desk as tables", "A part of the desk as tables"
    assert whole in read_me(exported(desk, path, BookChoice(return_to="Ana Bell", locked=False)))
    assert part in read_me(exported(desk, path, BookChoice(whose=partner.id)))
    assert part in read_me(exported(desk, path, BookChoice(sheets=frozenset({"goals"}))))


# -- and back


def test_a_part_that_nobody_touched_changes_nothing(desk: Desk, partner: Partner, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    people = [partner.id, *(key for key, _ in people_of(desk)[::9])]
    for whose in people:
        exported(desk, path, BookChoice(whose=whose)).close()
        plan = plan_for(desk, path, DAY).plan
        assert not plan.differences  # rows of others are missing, which removes none of them
        assert not plan.remarks


def test_a_part_without_some_columns_to_change_comes_back(
    desk: Desk, partner: Partner, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    promise = desk.find(Commitment, partner=partner.id)[0]
    book = exported(
        desk, path, BookChoice(whose=partner.id, columns=frozenset({"commitments.what", "partners.name"}))
    )
    page = book["Commitments"]
    row = next(cell.row for cell in page["A"] if cell.value == promise.id)
    page.cell(row, column(book, "Commitments", "what"), "Asked twice")
    book.save(path)
    intake = plan_for(desk, path, DAY)
    (change,) = intake.plan.differences
    assert (change.kind, change.id, change.theirs) == (Kind.CHANGED, promise.id, "Asked twice")
    with desk.edit("Take") as edit:
        returning.take_row(edit, [change], {change.key: Take.THEIRS})
    assert desk.get(Commitment, promise.id).what == "Asked twice"


def test_a_row_of_a_part_that_is_deleted_is_the_only_one_missing(
    desk: Desk, partner: Partner, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    promise = desk.find(Commitment, partner=partner.id)[0]
    book = exported(desk, path, BookChoice(whose=partner.id))
    page = book["Commitments"]
    page.delete_rows(next(cell.row for cell in page["A"] if cell.value == promise.id))
    book.save(path)
    removed = [each for each in plan_for(desk, path, DAY).plan.differences if each.kind is Kind.REMOVED]
    assert [each.id for each in removed] == [promise.id]
