"""Files that nobody should have to open: each ends in a plan or a sentence, quickly; nothing is written."""

import base64
import io
import json
import re
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from kpidesk.desk.store import Desk
from kpidesk.domain.anonymous import anonymous
from kpidesk.domain.book_choice import BookChoice
from kpidesk.domain.measures import Measure
from kpidesk.domain.record import Record
from kpidesk.domain.results import Goal, Result
from kpidesk.domain.returned import Plan
from kpidesk.domain.wording import Refused
from kpidesk.exports.workbook import write_workbook
from kpidesk.imports.files import Bounds, read_sheets
from kpidesk.imports.returned_plan import plan_for
from tests.imports.test_returned import AT, DAY, TELL, everything, made_desk, said

LONGEST: Final = 5.0  # seconds on a slow machine; most take a tenth of one
BOUNDS: Final = Bounds(5_000, 100)
GOALS: Final = "xl/worksheets/sheet2.xml"
BOOK, RELS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = "is damaged, or no workbook"
DECLARES = "holds declarations that no spreadsheet program writes"
TOO_MUCH = "too much for a table"
NO_BOOK = "is no workbook"
NOT_OURS = "not a workbook that KPI Desk wrote"

Parts = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Given:
    """The workbook of a desk, and the desk's records."""

    data: bytes
    records: Mapping[str, Record]

    @property
    def parts(self) -> Parts:
        with zipfile.ZipFile(io.BytesIO(self.data)) as held:
            return {name: held.read(name) for name in held.namelist()}

    def code_of(self, kind: type[Record], code: str) -> str:
        return next(each.id for each in self.records.values() if isinstance(each, kind) and each.code == code)  # type: ignore[attr-defined]


T = TypeVar("T")
Make = Callable[[Given], bytes]


@dataclass(frozen=True, slots=True)
class Case:
    """A file: how it is made, what the two doors say, and what the plan remarks where it is read."""

    name: str
    make: Make
    plan: str = ""
    sheets: str = ""
    remark: str = ""
    file: str = "back.xlsx"


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def with_part(name: str, data: bytes) -> Make:
    return lambda given: packed({**given.parts, name: data})


def without(*names: str) -> Make:
    return lambda given: packed({name: data for name, data in given.parts.items() if name not in names})


def replaced(part: str, old: str, new: str, *, count: int = 1) -> Make:
    def make(given: Given) -> bytes:
        parts = given.parts
        assert re.search(old.encode(), parts[part]), old
        parts[part] = re.sub(old.encode(), lambda _: new.encode(), parts[part], count=count)
        return packed(parts)

    return make


def raw(old: bytes, new: bytes) -> Make:
    """Other bytes in the sheet of goals."""
    return lambda given: packed({**given.parts, GOALS: given.parts[GOALS].replace(old, new)})


def before_goals(text: str, encoding: str = "utf-8") -> Make:
    """Something in front of the sheet's first tag."""

    def make(given: Given) -> bytes:
        parts = given.parts
        head = f'<?xml version="1.0" encoding="{encoding}"?>' + text
        parts[GOALS] = (head + parts[GOALS].decode()).encode(encoding)
        return packed(parts)

    return make


def in_rows(xml: str) -> Make:
    """More rows, or whatever stands there, at the end of the sheet of goals."""
    return replaced(GOALS, "</sheetData>", f"{xml}</sheetData>")


def in_owner(cell: str) -> Make:
    """A cell in the place of the first goal's owner, which is empty."""
    return replaced(GOALS, '(?:<c r="E3"[^>]*?(?:/>|></c>))?<c r="F3"', f'{cell}<c r="F3"')


def edited(change: Callable[[Workbook, Given], object]) -> Make:
    """The workbook as somebody changed it by openpyxl."""

    def make(given: Given) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(given.data))
        change(book, given)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return make


def as_exported(text: str) -> Make:
    """A text as the rows as they were exported."""

    def change(book: Workbook, _: Given) -> None:
        page = book["_base"]
        page.delete_rows(1, page.max_row)
        page.append(["goals", text[:30_000]])
        for start in range(30_000, len(text), 30_000):
            page.append(["goals", text[start : start + 30_000]])

    return edited(change)


def zipped(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode()


def fact(key: str, value: Any) -> Make:
    """Another fact of the hidden sheet."""

    def change(book: Workbook, _: Given) -> None:
        for row in book["_kpidesk"].iter_rows():
            if row[0].value == key:
                row[1].value = value

    return edited(change)


def ids(change: Callable[[Any, Given], object], sheet: str = "Goals") -> Make:
    return edited(lambda book, given: change(book[sheet], given))


def swap(page: Any, _: Given) -> None:
    page["A3"].value, page["A4"].value = page["A4"].value, page["A3"].value


def repeat(page: Any, _: Given) -> None:
    for row in range(20, 3020):
        page.cell(row, 1).value, page.cell(row, 3).value = page["A3"].value, f"Another goal {row}"


def own_denominator(page: Any, _: Given) -> None:
    place = next(cell.column for cell in page[1] if cell.value == "denominator")
    page.cell(3, place).value = page["B3"].value


def other_types(page: Any, given: Given) -> None:
    page["A3"].value = given.code_of(Result, "R01")
    page["C3"].value = "Said of a result"


def flagged(data: bytes) -> bytes:
    """All parts marked as encrypted, in both places of the zip."""
    out = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(sign)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(sign, at + 4)
    return bytes(out)


def wrong_sum(given: Given) -> bytes:
    """One bit of a sheet is another one."""
    data = bytearray(packed(given.parts, zipfile.ZIP_STORED))
    at = data.find(b"Deliver world-class")
    data[at] ^= 1
    return bytes(data)


def twice(given: Given) -> bytes:
    out = io.BytesIO(given.data)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as made:
        made.writestr(GOALS, b"<worksheet/>")
    return out.getvalue()


def lying_size(given: Given) -> bytes:
    """The directory says that a part is small, while it swells a thousand times."""
    bomb = packed({**given.parts, GOALS: b" " * 30_000_000})
    return bomb.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 1_000))


def nested(depth: int) -> str:
    return "<x>" * depth + "</x>" * depth


ALL_MERGED: Final = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
TEXT: Final = '<c r="E3" t="inlineStr"><is><t>{}</t></is></c>'
NUMBER: Final = '<c r="E3"><v>{}</v></c>'
DATED: Final = '<c r="E3" t="d"><v>{}</v></c>'
LAUGHS: Final = (
    '<!DOCTYPE worksheet [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
ENTITY: Final = '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
MISSING: Final = "Goals : This sheet is missing"
WEB: Final = 'TargetMode="External" Target="http://example.org/x.xml"'
OUTSIDE: Final = 'Target="/xl/worksheets/sheet2.xml"'

CASES: Final = (
    # No workbooks
    Case("empty", lambda _: b"", DAMAGED, DAMAGED),
    Case("text", lambda _: b"Goal;Owner\nBe kind;Mara\n", DAMAGED, DAMAGED),
    Case("text-of-its-own", lambda _: b"Goal;Owner\nBe kind;Mara\n", NO_BOOK, "", file="back.csv"),
    Case("truncated", lambda given: given.data[: len(given.data) // 2], DAMAGED, DAMAGED),
    Case("only-the-end", lambda given: b"PK\x03\x04" + given.data[-400:], DAMAGED, DAMAGED),
    Case(
        "protected",
        lambda _: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "password",
        "password",
    ),
    Case("old-xls", lambda _: OLE + b"\0" * 600 + b"Workbook", "old format", "old format"),
    Case(
        "opendocument",
        lambda _: packed({"mimetype": b"x", "content.xml": b"<x/>"}),
        "OpenDocument",
        "OpenDocument",
    ),
    Case("docx", lambda _: packed({TYPES: b"<x/>", "word/document.xml": b"<x/>"}), NO_BOOK, NO_BOOK),
    Case("pptx", lambda _: packed({TYPES: b"<x/>", "ppt/presentation.xml": b"<x/>"}), NO_BOOK, NO_BOOK),
    Case("zip-of-nothing", lambda _: packed({}), DAMAGED, DAMAGED),
    Case("of-somebody-else", edited(lambda book, _: book.remove(book["_kpidesk"])), NOT_OURS, ""),
    # Too large
    Case("swelling-part", with_part("xl/media/image1.png", b"\0" * 30_000_000), TOO_MUCH, TOO_MUCH),
    Case(
        "many-parts",
        lambda given: packed({**given.parts, **{f"xl/media/{n}.bin": b"\0" * 8_000_000 for n in range(40)}}),
        TOO_MUCH,
        TOO_MUCH,
    ),
    Case("nested-bomb", with_part("xl/embeddings/more.zip", packed({"bomb": b"\0" * 30_000_000}))),
    Case("huge-styles", with_part("xl/styles.xml", b"<x/>" * 5_100_000), TOO_MUCH, TOO_MUCH),
    Case("lying-size", lying_size, DAMAGED, DAMAGED),
    # XML that does more than hold data
    Case("billion-laughs", before_goals(LAUGHS), DECLARES, DECLARES),
    Case("external-entity", before_goals(ENTITY), DECLARES, DECLARES),
    Case("entity-in-utf16", before_goals(ENTITY, "utf-16"), DECLARES, DECLARES),
    Case("late-entity", before_goals(f"<!--{'-x' * 5000}-->{LAUGHS}"), DAMAGED, DAMAGED),
    Case(
        "doctype", before_goals('<!DOCTYPE worksheet SYSTEM "http://example.org/x.dtd">'), DECLARES, DECLARES
    ),
    Case(
        "entity-in-the-book",
        with_part(BOOK, ENTITY.encode() + b"<workbook>&a;</workbook>"),
        DECLARES,
        DECLARES,
    ),
    Case("deep", in_rows(nested(100_000))),
    Case("deep-cell", in_owner(f'<c r="E3" t="inlineStr"><is>{nested(20_000)}</is></c>')),
    Case("not-closed", replaced(GOALS, "</worksheet>", ""), DAMAGED, DAMAGED),
    Case("broken-utf8", raw(b"Deliver", b"\xff\xfe"), DAMAGED, DAMAGED),
    Case("null-bytes", raw(b"Deliver", b"\0"), DAMAGED, DAMAGED),
    # Parts that are missing, or lead elsewhere
    Case("no-book", without(BOOK), DAMAGED, DAMAGED),
    Case("no-styles", without("xl/styles.xml")),
    Case("no-rels", without(RELS), DAMAGED, DAMAGED),
    Case("no-types", without(TYPES), NO_BOOK, NO_BOOK),
    Case("no-sheet", without(GOALS), remark=MISSING),
    Case("no-shared-strings", in_owner('<c r="E3" t="s"><v>0</v></c>'), DAMAGED, DAMAGED),
    Case("shared-string-below", in_owner('<c r="E3" t="s"><v>-5</v></c>'), DAMAGED, DAMAGED),
    Case("no-such-style", in_owner('<c r="E3" s="99999"><v>5</v></c>')),
    Case("absolute-path", replaced(RELS, OUTSIDE, 'Target="/etc/passwd"'), remark=MISSING),
    Case("path-upwards", replaced(RELS, OUTSIDE, 'Target="../../../../etc/passwd"'), remark=MISSING),
    Case("web-address", replaced(RELS, OUTSIDE, WEB), remark=MISSING),
    Case("encrypted-parts", lambda given: flagged(given.data), "password", "password"),
    Case("wrong-sum", wrong_sum, DAMAGED, DAMAGED),
    Case("same-part-twice", twice, DAMAGED, DAMAGED),
    Case("names-upwards", with_part("../../evil.txt", b"evil")),
    Case("absolute-names", with_part("/tmp/evil.txt", b"evil")),
    Case("macros", with_part("xl/vbaProject.bin", OLE + b"\0" * 600), file="back.xlsm"),
    # Rows, columns and cells beyond all bounds
    Case("column-beyond", in_owner('<c r="XFE3"><v>5</v></c>')),
    Case("column-far-beyond", in_owner('<c r="AAAAAAAA3"><v>5</v></c>'), DAMAGED, DAMAGED),
    Case("row-beyond", in_rows('<row r="99999999"><c r="A99999999"><v>5</v></c></row>')),
    Case("row-far-beyond", in_rows('<row r="999999999999"><c><v>5</v></c></row>')),
    Case("row-below-zero", in_rows('<row r="-5"><c r="A-5"><v>5</v></c></row>'), DAMAGED, DAMAGED),
    Case("row-without-number", in_rows('<row r="x"><c><v>5</v></c></row>'), DAMAGED, DAMAGED),
    Case("empty-rows", in_rows("".join(f'<row r="{n}" s="1"/>' for n in range(20, 1_048_577)))),
    Case("empty-cells", in_rows('<row r="20">' + '<c s="1"/>' * 1_000_000 + "</row>"), TOO_MUCH, TOO_MUCH),
    Case("all-merged", replaced(GOALS, "</sheetData>", f"</sheetData>{ALL_MERGED}")),
    Case(
        "too-large-dimension", replaced(GOALS, "<sheetViews>", '<dimension ref="A1:XFD1048576"/><sheetViews>')
    ),
    Case("too-small-dimension", replaced(GOALS, "<sheetViews>", '<dimension ref="A1:B2"/><sheetViews>')),
    # Cells
    Case("formula-without-value", in_owner('<c r="E3"><f>SUM(A1:A9)</f></c>')),
    Case(
        "formula-with-error",
        in_owner('<c r="E3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
        remark="#DIV/0! is an error",
    ),
    Case("too-large-number", in_owner(NUMBER.format("1e400"))),
    Case("not-a-number", in_owner(NUMBER.format("NaN")), DAMAGED, DAMAGED),
    Case("below-all-numbers", in_owner(NUMBER.format("-inf")), DAMAGED, DAMAGED),
    Case("text-as-number", in_owner('<c r="E3"><v>five</v></c>'), DAMAGED, DAMAGED),
    Case("far-date", in_owner('<c r="E3" s="12"><v>1e10</v></c>')),
    Case("date-below-zero", in_owner('<c r="E3" s="12"><v>-400000</v></c>')),
    Case("no-date", in_owner(DATED.format("2026-99-99")), DAMAGED, DAMAGED),
    Case("long-text", in_owner(TEXT.format("x" * 40_000)), remark="Not taken"),
    Case("control-characters", in_owner(TEXT.format("a_x0000__x0007_b_xD800_c"))),
    Case("right-to-left-marks", in_owner(TEXT.format("\u202egnp.exe\u202c\u200f"))),
    Case("unknown-type", in_owner('<c r="E3" t="evil"><v>5</v></c>')),
    # What the hidden sheets say
    Case("base-of-garbage", as_exported("!!! no base at all"), remark="is lost from it"),
    Case(
        "base-of-noise",
        as_exported(base64.b64encode(bytes(range(256)) * 9).decode()),
        remark="is lost from it",
    ),
    Case("base-bomb", as_exported(zipped(b"[" + b" " * 250_000_000)), remark="is lost from it"),
    Case("base-of-words", as_exported(zipped(b'{"goals": 5}')), remark="is lost from it"),
    Case(
        "base-of-other-rows",
        as_exported(zipped(json.dumps([5, "x", None]).encode())),
        remark="is lost from it",
    ),
    Case("base-of-odd-cells", as_exported(zipped(b'[["id",{},null],[["x"],{"a":1},true],[]]'))),
    Case("base-nested", as_exported(zipped(b"[" * 200_000)), remark="is lost from it"),
    Case("base-of-digits", as_exported(zipped(b"[[" + b"9" * 10_000 + b"]]")), remark="is lost from it"),
    Case("newer", fact("format", 99), "newer KPI Desk", ""),
    Case("format-in-words", fact("format", "ninety-nine")),
    Case("no-desk", fact("desk", None), "another desk", ""),
    Case("edit-in-words", fact("edit", "yesterday")),
    Case("no-such-language", fact("language", "../../etc")),
    Case("sheets-by-other-names", fact("sheet:goals", 7)),
    Case("ids-of-other-records", ids(other_types)),
    Case("ids-swapped", ids(swap)),
    Case("ids-repeated", ids(repeat)),
    Case("ids-that-are-numbers", ids(lambda page, _: page.__setitem__("A3", 1e300))),
    Case("its-own-denominator", ids(own_denominator, "Measures"), remark="Not taken"),
    Case(
        "sheet-names-with-markup",
        edited(lambda book, _: setattr(book["Goals"], "title", "<b>&amp;'")),
    ),
)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    made = made_desk()
    yield made
    made.close()


@pytest.fixture(scope="module")
def given(desk: Desk) -> Given:
    out = io.BytesIO()
    choice = BookChoice(sheets=frozenset({"goals", "measures"}))
    write_workbook(
        anonymous(desk),
        out,
        words=TELL,
        edit=desk.last_edit,
        exported_on=AT,
        desk=desk.desk_id,
        choice=choice,
    )
    return Given(out.getvalue(), everything(desk))


def test_there_are_many() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 40


def outcome(door: Callable[[], T]) -> tuple[T | None, str, float]:
    """What a door gives back, or the sentence with which it refuses, and how long that took."""
    began = time.perf_counter()
    try:
        return door(), "", time.perf_counter() - began
    except Refused as refused:
        return None, str(refused), time.perf_counter() - began


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_returned_workbook_that_is_not_what_it_seems(
    case: Case, desk: Desk, given: Given, tmp_path: Path
) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.make(given))
    before = path.read_bytes()
    intake, sentence, took = outcome(lambda: plan_for(desk, path, DAY))
    assert bool(sentence) is bool(case.plan), sentence
    assert re.search(case.plan, sentence)
    assert took < LONGEST
    if intake is None:
        assert sentence.startswith(case.file)
    else:
        assert case.remark in said(intake.plan)
    untouched(desk, given, tmp_path, path, before)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_list_that_is_not_what_it_seems(case: Case, desk: Desk, given: Given, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.make(given))
    before = path.read_bytes()
    sheets, sentence, took = outcome(lambda: read_sheets(path, BOUNDS))
    assert bool(sentence) is bool(case.sheets), sentence
    assert re.search(case.sheets, sentence)
    assert took < LONGEST
    assert sentence.startswith(case.file) is not bool(sheets)
    assert all(len(sheet.rows) <= BOUNDS.rows for sheet in sheets or ())
    untouched(desk, given, tmp_path, path, before)


def untouched(desk: Desk, given: Given, folder: Path, path: Path, before: bytes) -> None:
    """Nothing was written: not to the desk, not to the file, not beside it."""
    assert everything(desk) == given.records
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [path]
    assert not Path("/tmp/evil.txt").exists()


def test_a_file_of_200_megabytes_is_not_read(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "back.xlsx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    for door in (lambda: plan_for(desk, path, DAY), lambda: read_sheets(path, BOUNDS)):
        began = time.perf_counter()
        with pytest.raises(Refused, match="has 200 MB; at most 20 MB are read"):
            door()
        assert time.perf_counter() - began < 1


def planned(desk: Desk, given: Given, make: Make, folder: Path) -> Plan:
    path = folder / "back.xlsx"
    path.write_bytes(make(given))
    return plan_for(desk, path, DAY).plan


def test_the_parser_knows_what_xml_may_not_do() -> None:
    assert openpyxl.DEFUSEDXML


def test_what_stands_beyond_the_size_that_a_sheet_tells_is_read(
    desk: Desk, given: Given, tmp_path: Path
) -> None:
    plan = planned(
        desk, given, replaced(GOALS, "<sheetViews>", '<dimension ref="A1:B2"/><sheetViews>'), tmp_path
    )
    assert (plan.differences, plan.remarks) == ((), ())
    assert plan.untouched > len(desk.find(Goal))


def test_swapped_ids_are_what_they_say(desk: Desk, given: Given, tmp_path: Path) -> None:
    plan = planned(desk, given, ids(swap), tmp_path)
    changed = {(each.id, each.field) for each in plan.differences}
    one, two = given.code_of(Goal, "GL01"), given.code_of(Goal, "GL02")
    assert {(one, "text"), (two, "text")} <= changed
    assert {each.id for each in plan.differences} == {one, two}


def test_the_id_of_another_kind_of_record_is_none(desk: Desk, given: Given, tmp_path: Path) -> None:
    plan = planned(desk, given, ids(other_types), tmp_path)
    assert given.code_of(Result, "R01") not in {each.id for each in plan.differences}
    assert {each.record_type for each in plan.differences} == {Goal}


def test_a_measure_is_not_its_own_denominator(desk: Desk, given: Given, tmp_path: Path) -> None:
    plan = planned(desk, given, ids(own_denominator, "Measures"), tmp_path)
    assert [each for each in plan.differences if each.record_type is Measure] == []
