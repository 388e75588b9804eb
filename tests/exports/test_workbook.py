"""Real workbooks, read back: what people see, what an importer needs, and what must never happen."""

import io
import shutil
import subprocess
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.columns import ColumnType, Sheet
from kpidesk.domain.commitments import CheckIn, Commitment, CommitmentStatus, Step
from kpidesk.domain.definitions import DataItem, ItemUse
from kpidesk.domain.designs import Candidate, CandidateDecision, Derivation, Design, Observation
from kpidesk.domain.gallery import Decision, Gallery, Moscow, Note, NoteKind, Poster
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Direction, Measure, Target
from kpidesk.domain.people import Group, Organisation, Person
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record, fields_of
from kpidesk.domain.results import (
    Aside,
    AsideKind,
    Confidence,
    Goal,
    Link,
    LinkKind,
    LinkRole,
    Outcome,
    Result,
    Ring,
    Tag,
    TagFamily,
    Tagging,
    Trace,
    Verdict,
    WordingTest,
)
from kpidesk.domain.series import Baseline, Value
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Challenge,
    ChallengeKind,
    Contribution,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Reflection,
    Snapshot,
    Stand,
)
from kpidesk.domain.sheets import DATA_SHEETS, README
from kpidesk.domain.voting import Criterion, Rating
from kpidesk.exports.workbook import write_workbook
from kpidesk.system.words import Words

MOMENT = datetime(2025, 7, 8, 16, 30, tzinfo=UTC)


class Plain(Words):
    """English as it stands in the program, dates as files have them."""

    def date(self, day: date) -> str:
        return day.isoformat()


class Shouted(Plain):
    """Another language, with words that spreadsheets do not like."""

    def __init__(self) -> None:
        super().__init__("nl")  # there is no catalogue of it

    def __call__(self, message: str, **arguments: object) -> str:
        return "[Ä] " + super().__call__(message, **arguments).upper()


def months(numbers: list[float | None]) -> list[Value]:
    return [
        Value(id=f"value{i:02}", measure="m1", period=date(2023 + i // 12, i % 12 + 1, 1), number=number)
        for i, number in enumerate(numbers)
    ]


DESK: tuple[Record, ...] = (
    Organisation(id="org", name="Marrow & Sons"),
    Person(id="person", name="Ana Ruiz"),
    Ring(id="ring1", position=1, name="Purpose"),
    Ring(id="ring2", position=2, name="Strategy, long term"),
    LinkKind(id="cause", key="cause", name="leads to", role=LinkRole.CAUSE, directed=True),
    Goal(id="goal", code="O1", text="Be world-class", source="Plan 2025"),
    Result(id="r1", code="R01", statement="The water is safe.", ring="ring1", dots=7),
    Result(
        id="r2",
        code="R02",
        statement="Leaks are found early.",
        ring="ring2",
        owner="Ana",
        off_strategy=True,
    ),
    Aside(id="a1", goal="goal", kind=AsideKind.ACTION, text="Train the crews"),
    Aside(id="a2", goal="goal", kind=AsideKind.TARGET, text="10 % less", measure="m1"),
    Verdict(id="v1", subject="goal", test=WordingTest.CLEAR, outcome=Outcome.FAIL, agreed_by="all of us"),
    Tag(id="up", family=TagFamily.REGION, name="Upper valley"),
    Tag(id="coast", family=TagFamily.REGION, name="Coast"),
    Tagging(id="tag1", tag="up", record="r1"),
    Tagging(id="tag2", tag="coast", record="r1"),
    Trace(id="trace", goal="goal", result="r1"),
    Link(
        id="l1",
        code="L01",
        source="r2",
        target="r1",
        kind="cause",
        confidence=Confidence.ASSUMED,
        lag_months=3,
    ),
    Measure(
        id="m1",
        code="M01",
        name="Minutes Without Water",
        result="r1",
        owner="person",
        direction=Direction.DOWN,
        lower_bound=0.0,
    ),
    Design(id="design", result="r1", best=5),
    Observation(id="ob", design="design", text="The street is dry"),
    Candidate(id="c1", design="design", wording="=hours until dry", decision=CandidateDecision.CHOSEN),
    Candidate(id="c2", design="design", wording="Calls", reason="weak"),
    Derivation(id="dv", candidate="c1", observation="ob"),
    Rating(id="ra1", item="c1", criterion=Criterion.STRENGTH, rater="1", number=5),
    Rating(id="ra2", item="c1", criterion=Criterion.STRENGTH, rater="2", number=4),
    DataItem(id="d1", name="start"),
    DataItem(id="d2", name="end"),
    ItemUse(id="u1", measure="m1", item="d1"),
    ItemUse(id="u2", measure="m1", item="d2"),
    Target(id="t", measure="m1", high=9.0, wording="≤ 9 by 2026-12"),
    *months([*[10.1, 12.3] * 6, *[20.5] * 9, None, 0.1]),
    Baseline(id="b", measure="m1", start=date(2023, 1, 1), excluded=("2023-03-01",), reason="burst main"),
    Centre(id="centre", result="r1", indicator="m1"),
    Partner(id="p1", code="P01", name="Council", centre="centre", critical=True),
    Partner(id="p2", code="P02", name="Club", centre="centre"),
    DrivingMeasure(id="d1", partner="p1", name="gullies cleaned", evidence=Evidence.KNOWN),
    DrivingMeasure(id="d2", partner="p1", name="complaints"),
    PartnerShare(id="s1", measure="m1", partner="p1"),
    PartnerShare(id="s2", measure="m1", partner="p2"),
    Contribution(id="co1", partner="p1", name="Cleans gullies", evidence=Evidence.KNOWN, found="=each May"),
    Contribution(id="co2", partner="p2", name="Watches beaches", noted_on=date(2025, 3, 1), source="web"),
    Alignment(id="al", driving_measure="d1", partner="p2", why="fewer floods"),
    Snapshot(id="sn", centre="centre", day=date(2025, 6, 20), name="First meeting"),
    Stand(id="st", snapshot="sn", partner="p1", action=6, alignment=5),
    Challenge(
        id="ch", centre="centre", text="Same trucks", kind=ChallengeKind.SYSTEM, partner="p1", other="p2"
    ),
    Reflection(id="re", centre="centre", day=date(2025, 10, 2), competition="for trucks"),
    Commitment(
        id="c1",
        what="Share the list",
        who="Ana",
        by_when=date(2025, 9, 15),
        partner="p1",
        note="n1",
        centre="centre",
        status=CommitmentStatus.PARTLY_MET,
        made_on=date(2025, 6, 20),
        qualities=("clear", "doable"),
    ),
    Commitment(
        id="c2", what="Split the list", who="Ana", centre="centre", measure="m1", step=Step.DATA, follows="c1"
    ),
    CheckIn(
        id="ci",
        commitment="c1",
        day=date(2025, 10, 2),
        status=CommitmentStatus.PARTLY_MET,
        happened="half of it",
        learned="9 pipes",
        next="the rest",
        moved_from=date(2025, 9, 1),
    ),
    Gallery(id="g", name="On the Wall"),
    Poster(id="g2", code="G02", gallery="g", measure="m1"),
    Group(id="fld", key="FLD", name="Field"),
    Note(
        id="n1",
        code="N01",
        poster="g2",
        text="Clock starts\ntoo early 🙂",
        kind=NoteKind.CONCERN,
        group="fld",
        understand=5,
        back=2,
        moscow=Moscow.MUST,
        decision=Decision.ADAPT,
        reason="two stamps",
    ),
    Note(id="n2", code="N02", poster="g2", text='=HYPERLINK("x")'),
)


def export(records: tuple[Record, ...] = DESK, **options: Any) -> tuple[bytes, tuple[str, ...]]:
    options = {"words": Plain(), "edit": 412, "exported_on": MOMENT, **options}
    target = io.BytesIO()
    told = write_workbook(Collection(records), target, **options)
    return target.getvalue(), told


def opened(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(export()[0])


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The data rows by column key."""
    keys = ["id", *(cell.value for cell in sheet[1][1:])]
    return [
        {str(key): cell.value for key, cell in zip(keys, row, strict=True)}
        for row in sheet.iter_rows(min_row=3)
        if any(cell.value is not None for cell in row)
    ]


def described(book: Workbook) -> list[Sheet]:
    """The sheets that the book has, in the order of the table; what is optional and empty is left out."""
    found = [sheet for sheet in DATA_SHEETS if sheet.name in book.sheetnames]
    assert all(sheet.optional for sheet in DATA_SHEETS if sheet not in found)
    return found


def data_sheets(book: Workbook) -> Iterator[Worksheet]:
    for sheet in described(book):
        yield book[sheet.name]


def test_sheets_and_counts(book: Workbook) -> None:
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible == [
        "Read me",
        "Goals",
        "Results",
        "Links",
        "Tests",
        "Candidates",
        "Measures",
        "Data items",
        "Values",
        "Values wide",
        "Calculated values",
        "Baselines",
        "Signals",
        "Partners",
        "Contributions",
        "Own measures",
        "Alignments",
        "Shared measures",
        "Action and alignment",
        "Challenges",
        "Reflections",
        "Commitments",
        "Check-ins",
        "Ideas",
        "Stock-take",
        "Invitations",
        "Posters",
        "Clusters",
        "Notes",
        "Charts",
    ]
    counts = {sheet.title: len(rows(sheet)) for sheet in data_sheets(book)}
    signals = counts.pop("Signals")
    assert signals > 0
    expected = [1, 2, 1, 1, 2, 1, 2, 23, 23, 0, 1, 2, 2, 2, 1, 2, 1, 1, 1, 2, 1, 0, 0, 0, 1, 0, 2]
    assert list(counts.values()) == expected


def test_candidates_tell_their_evidence_and_mean_ratings(book: Workbook) -> None:
    first, second = rows(book["Candidates"])
    assert (first["result"], first["wording"], first["evidence"]) == (
        "R01", "=hours until dry", "The street is dry",
    )  # fmt: skip
    assert (first["strength"], first["feasibility"], first["raters"]) == (4.5, None, 2)
    assert (second["raters"], second["reason"]) == (0, "weak")


def test_each_measure_with_values_has_a_native_chart(book: Workbook) -> None:
    page = book["Charts"]
    (chart,) = page._charts
    assert chart.anchor._from.col == 6
    assert chart.display_blanks == "gap"
    told = [[cell.value for cell in row[:5]] for row in page.iter_rows(min_row=3, max_row=25)]
    numbers = [row[1] for row in told if isinstance(row[0], datetime)]
    assert numbers == [*[10.1, 12.3] * 6, *[20.5] * 9, None, 0.1]  # a gap is empty, no zero
    assert len({row[2] for row in told if isinstance(row[0], datetime)}) == 1
    areas = [series.val.numRef.f for series in chart.series]
    assert areas == [f"'Charts'!${letter}$3:${letter}$25" for letter in "BCDE"]


def test_references_are_codes_and_names(book: Workbook) -> None:
    (link,) = rows(book["Links"])
    assert link == {
        "id": "l1",
        "code": "L01",
        "source": "R02",
        "target": "R01",
        "kind": "leads to",
        "confidence": "assumed",
        "lag_months": 3,
        "rationale": None,
        "status": "agreed",
        "proposed_by": None,
        "proposed_on": None,
        "reads": "Leaks are found early. → The water is safe.",
    }
    (goal,) = rows(book["Goals"])
    assert (goal["became"], goal["asides"]) == ("R01", "Train the crews\n10 % less M01")
    first, second = rows(book["Results"])
    assert (first["dots"], first["tags"], first["off_strategy"]) == (7, "Coast, Upper valley", "no")
    assert (second["dots"], second["off_strategy"]) == (None, "yes")
    (test,) = rows(book["Tests"])
    assert (test["code"], test["text"], test["test"], test["outcome"], test["agreed_by"]) == (
        "O1",
        "Be world-class",
        "clear words",
        "fail",
        "all of us",
    )
    (measure,) = rows(book["Measures"])
    assert (measure["result"], measure["owner"], measure["data_items"]) == ("R01", "Ana Ruiz", "start\nend")
    assert (measure["targets"], measure["lower_bound"]) == ("≤ 9 by 2026-12", 0)
    assert [row["measures"] for row in rows(book["Results"])] == ["M01", None]
    council, _ = rows(book["Partners"])
    assert (council["driving"], council["shared"]) == ("gullies cleaned\ncomplaints ?", "M01")
    assert (council["centre"], council["critical"]) == ("R01", "yes")
    assert [row["is_shared"] for row in rows(book["Shared measures"])] == ["yes", "yes"]
    promise, _ = rows(book["Commitments"])
    assert (promise["partner"], promise["note"]) == ("P01", "N01")
    note = rows(book["Notes"])[0]
    assert (note["poster"], note["gallery"], note["group"], note["kind"]) == (
        "G02",
        "On the Wall",
        "FLD",
        "concern",
    )


def test_guesses_are_marked_wherever_partners_are_told_of(book: Workbook) -> None:
    council, club = rows(book["Partners"])
    assert (council["contribution"], club["contribution"]) == ("Cleans gullies", "Watches beaches ?")
    assert (council["strength"], council["contributes"]) == (None, "strong")
    known, guess = rows(book["Contributions"])
    assert (known["guess"], known["evidence"], known["found"]) == (None, "known", "=each May")
    assert (guess["guess"], guess["evidence"], guess["partner"], guess["source"]) == (
        "?",
        "guess",
        "P02",
        "web",
    )
    assert guess["noted_on"] == datetime(2025, 3, 1)  # noqa: DTZ001
    assert [row["guess"] for row in rows(book["Own measures"])] == [None, "?"]


def test_what_partners_do_together_has_its_sheets(book: Workbook) -> None:
    (aligned,) = rows(book["Alignments"])
    assert (aligned["driven"], aligned["driving"], aligned["partner"], aligned["why"]) == (
        "P01", "gullies cleaned", "P02", "fewer floods",
    )  # fmt: skip
    (stand,) = rows(book["Action and alignment"])
    assert (stand["board"], stand["partner"], stand["action"], stand["alignment"]) == (
        "First meeting", "P01", 6, 5,
    )  # fmt: skip
    assert stand["quarter"] == "works hard, each on their own agenda"  # five counts as low
    (challenge,) = rows(book["Challenges"])
    assert (challenge["centre"], challenge["kind"], challenge["other"]) == ("R01", "system", "P02")
    (reflection,) = rows(book["Reflections"])
    assert (reflection["centre"], reflection["competition"]) == ("R01", "for trucks")
    first, second = rows(book["Commitments"])
    assert (first["result"], first["status"], first["qualities"]) == ("R01", "partly met", 2)
    assert (second["measure"], second["step"], second["follows"]) == (
        "M01", "find the data", "Share the list",
    )  # fmt: skip
    (look,) = rows(book["Check-ins"])
    assert (look["what"], look["who"], look["learned"]) == ("Share the list", "Ana", "9 pipes")
    assert look["moved_from"] == datetime(2025, 9, 1)  # noqa: DTZ001


def test_real_dates_and_numbers(book: Workbook) -> None:
    values = rows(book["Values"])
    assert values[0]["period"] == datetime(2023, 1, 1)  # noqa: DTZ001 - a spreadsheet's dates have no zone
    assert [row["number"] for row in values[:2]] == [10.1, 12.3]
    assert values[21]["number"] is None
    assert values[22]["number"] == 0.1
    sheet = book["Values"]
    assert sheet["C3"].number_format == "yyyy-mm-dd"
    assert sheet["C3"].data_type == "d"
    assert sheet["E3"].data_type == "n"
    promise, _ = rows(book["Commitments"])
    assert promise["by_when"] == datetime(2025, 9, 15)  # noqa: DTZ001


def test_values_stand_side_by_side_with_all_their_digits() -> None:
    small = Measure(id="small", code="M91", name="Losses", period_type=PeriodType.QUARTER)
    empty = Measure(id="empty", code="M92", name="Nothing yet")
    typed = (0.022, 0.0, None, 1 / 3)
    quarters = [
        Value(
            id=f"q{n}",
            measure="small",
            period=date(2024, 3 * n + 1, 1),
            period_type=PeriodType.QUARTER,
            number=x,
        )
        for n, x in enumerate(typed)
    ]
    content, _ = export((*DESK, small, empty, *quarters))
    wide = rows(opened(content)["Values wide"])
    assert [row["M91"] for row in wide if row["period_type"] == "quarter"] == list(typed)
    assert all(row["M91"] is None for row in wide if row["period_type"] == "month")
    assert "M92" not in wide[0]
    long = rows(opened(content)["Values"])
    assert sum(row["number"] is not None for row in long) == sum(
        isinstance(number, float | int) for row in wide for key, number in row.items() if key.startswith("M")
    )


def test_signals_are_worked_out(book: Workbook) -> None:
    run = next(row for row in rows(book["Signals"]) if row["rule"] == "long run on one side")
    assert run["id"] is None
    assert (run["measure"], run["side"], run["count"]) == ("M01", "above the centre line", 10)
    assert run["first"] == datetime(2023, 12, 1)  # noqa: DTZ001
    assert isinstance(run["centre"], float)
    assert run["long_run"] == "8 in a row"
    assert run["verdict"] is None


def test_hidden_ids_and_keys(book: Workbook) -> None:
    for sheet, said in zip(data_sheets(book), described(book), strict=True):
        assert sheet.column_dimensions["A"].hidden
        assert sheet.row_dimensions[1].hidden
        keys = [f"{said.key}:id", *(column.key for column in said.columns)]
        assert [cell.value for cell in sheet[1]][: len(keys)] == keys
        for row in rows(sheet):
            assert bool(row["id"]) is (said.record is not None or said.read_back)


def test_tables_heads_and_print(book: Workbook) -> None:
    names = set()
    for sheet in data_sheets(book):
        (table,) = sheet.tables.values()
        names.add(table.displayName)
        headings = [cell.value for cell in sheet[2]]
        assert [column.name for column in table.tableColumns] == headings
        assert len({str(heading).casefold() for heading in headings}) == len(headings)
        last = openpyxl.utils.get_column_letter(len(headings))
        assert table.ref == f"A2:{last}{max(sheet.max_row, 3)}"
        assert sheet.freeze_panes == "C3"
        assert sheet.page_setup.orientation == "landscape"
        most = 4 if sheet.title == "Measures" else 2
        assert 1 <= sheet.page_setup.fitToWidth <= most, sheet.title
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$2:$2"
        assert sheet.HeaderFooter.oddFooter.left.text == "Marrow && Sons"
        assert "&P" in sheet.HeaderFooter.oddFooter.right.text
    assert len(names) == len(described(book))


def test_heads_tell_what_may_be_changed(book: Workbook) -> None:
    for sheet, said in zip(data_sheets(book), described(book), strict=True):
        fills = {cell.fill.fgColor.rgb[-6:] for cell in sheet[2]}
        assert ("DCEEEB" in fills) is said.read_back
    statement = book["Results"]["C3"]
    assert statement.alignment.wrap_text
    assert statement.alignment.vertical == "top"
    assert book["Results"].column_dimensions["C"].width > 50


def test_drop_downs(book: Workbook) -> None:
    found = {str(rule.sqref).split(":")[0]: rule for rule in book["Notes"].data_validations.dataValidation}
    kind = found["F3"]
    assert kind.formula1 == '"support,question,idea,concern,data problem,missing"'
    assert (kind.type, kind.errorStyle, kind.allow_blank) == ("list", "warning", True)
    assert str(kind.sqref) == "F3:F504"


def test_choices_with_commas_go_to_a_hidden_sheet(book: Workbook) -> None:
    rings = next(r for r in book["Results"].data_validations.dataValidation if str(r.sqref).startswith("D3"))
    assert rings.formula1 == "_lists!$A$2:$A$3"
    assert book["_lists"].sheet_state == "hidden"
    assert [cell.value for cell in book["_lists"]["A"]] == ["Ring", "Purpose", "Strategy, long term"]


def test_long_lists_go_to_a_hidden_sheet() -> None:
    results = [Result(id=f"x{i}", code=f"R{i}", statement="So it is.", ring="ring1") for i in range(100, 200)]
    book = opened(export((*DESK, *results))[0])
    source = next(r for r in book["Links"].data_validations.dataValidation if str(r.sqref).startswith("C3"))
    assert source.formula1 == "_lists!$B$2:$B$103"
    assert book["_lists"]["B2"].value == "R01"


def test_where_it_came_from(book: Workbook) -> None:
    meta = book["_kpidesk"]
    assert meta.sheet_state == "veryHidden"
    facts = {row[0].value: row[1].value for row in meta.iter_rows()}
    assert (facts["format"], facts["edit"], facts["desk"], facts["language"]) == (2, 412, "org", "en")
    assert facts["exported_on"] == "2025-07-08T16:30:00+00:00"
    assert {facts[f"sheet:{sheet.key}"] for sheet in (README, *described(book))} <= set(book.sheetnames)
    other = opened(export(desk="0197-desk")[0])
    assert other["_kpidesk"]["B2"].value == "0197-desk"


def test_the_author_is_the_organisation(book: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("Marrow & Sons", "Marrow & Sons")
    assert book.properties.created == book.properties.modified == MOMENT.replace(tzinfo=None)
    monkeypatch.setenv("USER", "secret-user")
    monkeypatch.setenv("LOGNAME", "secret-user")
    with zipfile.ZipFile(io.BytesIO(export()[0])) as archive:
        assert all(b"secret-user" not in archive.read(name) for name in archive.namelist())


def test_the_same_desk_gives_the_same_bytes() -> None:
    assert export()[0] == export()[0]


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "=", "#N/A", "TRUE", "1e5", "2025-01-01", "＝1"],
)
def test_text_stays_text(text: str) -> None:
    book = opened(export((*DESK, Note(id="n3", code="N03", poster="g2", text=text)))[0])
    cell = book["Notes"]["E5"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix is text.startswith(("=", "+", "-", "@", "\t", "＝"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07c\x0bd\x1fe", "abcde"),
        ("line\r\nnext\rlast", "line\nnext\nlast"),
        ("half \ud83d pair \uffff", "half  pair "),
        ("  spaces stay  ", "  spaces stay  "),
        ("_x0041_", "_x005F_x0041_"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("العربية עברית ไทย 🙂", "العربية עברית ไทย 🙂"),
    ],
)
def test_what_xml_cannot_hold_is_left_out_alone(text: str, kept: str) -> None:
    book = opened(export((*DESK, Note(id="n3", code="N03", poster="g2", text=text)))[0])
    assert book["Notes"]["E5"].value == kept


@pytest.mark.parametrize(
    ("text", "cut"),
    [("a" * 32_767, False), ("a" * 32_768, True), ("🙂" * 16_383, False), ("🙂" * 16_384, True)],
)
def test_texts_too_long_for_a_cell(text: str, *, cut: bool) -> None:
    content, told = export((*DESK, Note(id="n3", code="N03", poster="g2", text=text)))
    shown = opened(content)["Notes"]["E5"].value
    assert len(shown.encode("utf-16-le")) // 2 <= 32_767
    if cut:
        assert shown.endswith("a […]" if text[0] == "a" else "🙂 […]")
        assert told == ("Notes, N03: a text was too long for a cell and ends in […].",)
    else:
        assert shown == text
        assert told == ()


def test_an_empty_desk_still_gives_a_workbook() -> None:
    content, told = export(())
    book = opened(content)
    assert told == ()
    assert book.properties.creator in {None, ""}
    assert all(rows(sheet) == [] for sheet in data_sheets(book))
    assert all(next(iter(sheet.tables.values())).ref.endswith("3") for sheet in data_sheets(book))


def test_read_me_tells_what_to_do(book: Workbook) -> None:
    told = [str(cell.value) for row in book["Read me"].iter_rows() for cell in row if cell.value is not None]
    assert told[0] == "Marrow & Sons"
    assert "Workbook from KPI Desk, 2025-07-08, edit 412." in told
    assert "How to send it back" in told
    assert told.count("no, for reading only") == 4
    assert all(sheet.about in told for sheet in described(book))


def test_another_language(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(Collection(DESK), path, words=Shouted(), edit=1, exported_on=MOMENT)
    book = opened(path.read_bytes())
    assert "Ä  SHARED MEASURES" in book.sheetnames
    results = book["Ä  RESULTS"]
    assert results["B1"].value == "code"
    assert results["B2"].value == "[Ä] CODE"
    assert next(iter(results.tables)) == "desk_results"


def test_it_can_be_stopped_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls > 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        export(check_free=stop)
    assert list(tmp_path.iterdir()) == []


def test_the_table_of_sheets_fits_the_records() -> None:
    for sheet in DATA_SHEETS:
        keys = [column.key for column in sheet.columns]
        assert len(set(keys)) == len(keys)
        if sheet.record is None:
            assert sheet.read_back is (sheet.key_of is not None)
            continue
        fields = {each.name: each for each in fields_of(sheet.record)}
        for column in sheet.columns:
            if not column.editable:
                continue
            described = fields[column.key]
            if column.holds is ColumnType.CHOICE and column.refers is None:
                assert described.kind is column.choices
            if column.refers is not None:
                assert described.reference is not None
                assert described.reference.target == column.refers.__name__
            if column.holds is ColumnType.DATE:
                assert described.kind is date


def test_every_choice_has_a_word_of_its_own() -> None:
    enums = {column.choices for sheet in DATA_SHEETS for column in sheet.columns if column.choices}
    for enum in enums:
        words = [LABELS[member] for member in enum]
        assert len(set(words)) == len(words)


def test_spreadsheet_programs_open_it(tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "book.xlsx").write_bytes(export()[0])
    command = [
        program,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")], check=True, timeout=180
    )
    assert (tmp_path / "book.pdf").stat().st_size > 10_000


def test_an_organisation_s_odd_name_does_no_harm() -> None:
    odd = replace(DESK[0], name="=A1 & \x00Co_x0041_")  # type: ignore[call-arg]
    book = opened(export((odd, *DESK[1:]))[0])
    assert book["Read me"]["A1"].data_type == "s"


def test_communities_and_assessments_have_sheets_where_a_desk_has_some(sample_file: Path) -> None:
    desk = read_desk(sample_file)
    out = io.BytesIO()
    write_workbook(desk, out, words=Words(), edit=1, exported_on=MOMENT)
    book = opened(out.getvalue())
    desk.close()
    assert {sheet.name for sheet in DATA_SHEETS} <= set(book.sheetnames)
    nowak = next(row for row in rows(book["Members"]) if row["person"] == "A. Nowak")
    assert (nowak["unit"], nowak["promised_hours"], nowak["joining"]) == ("Safety", 10, "volunteered")
    skills = next(row for row in rows(book["Skills"]) if row["name"] == "Dr L. Okafor")
    assert [value for key, value in skills.items() if key.startswith("skill-")] == [3, 2, 3, 2, 4, 3, 2, 3]
    voted = [row for row in rows(book["Assessments"]) if row["votes"] == 7]
    assert [round(float(row["mean"]), 1) for row in voted] == [
        3.1, 2.3, 3.3, 2.6, 2.0, 3.7, 2.4, 2.1, 2.9, 2.7, 3.0,
    ]  # fmt: skip
