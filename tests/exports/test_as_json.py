"""A desk as JSON and back: nothing is lost, and whatever comes from outside is looked at first."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidesk.actions import merging
from kpidesk.desk.ancestry import records_of
from kpidesk.desk.problems import DeskProblem, NotADesk
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, read_desk, save_new
from kpidesk.domain.content import Attachment
from kpidesk.domain.record import Record, fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal
from kpidesk.domain.voting import Ballot
from kpidesk.exports.as_json import write_json
from kpidesk.imports.from_json import read_json


def there_and_back(desk: Desk, folder: Path) -> tuple[bytes, bytes, Desk]:
    one, two = folder / "one.json", folder / "two.json"
    write_json(desk, one)
    again = read_json(one, "Read")
    write_json(again, two)
    return one.read_bytes(), two.read_bytes(), again


def test_the_sample_comes_back_equal(sample_file: Path, tmp_path: Path) -> None:
    desk = read_desk(sample_file)
    before, after, again = there_and_back(desk, tmp_path)
    assert before == after
    assert records_of(again) == records_of(desk)
    assert (again.codes, again.desk_id, again.last_edit) == (desk.codes, desk.desk_id, desk.last_edit)
    assert again.integrity() == ()
    desk.close()
    again.close()


# -- any desk

TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=6)
_BY_KIND: dict[type, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=20),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    tuple: st.lists(TEXTS, max_size=3).map(tuple),
}


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """Up to twelve records of any types, which refer to each other where they must."""
    made: list[Record] = []
    once: set[object] = set()
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(RECORDS))
        values: dict[str, Any] = {"id": f"id-{number}"}
        for field in fields_of(kind)[1:]:
            known = [
                each.id
                for each in made
                if field.reference and field.reference.target in {"*", type(each).__name__}
            ]
            if field.reference and not known and not field.optional:
                break
            if field.optional and (draw(st.booleans()) or (field.reference and not known)):
                values[field.name] = None
            elif field.reference:
                values[field.name] = draw(st.sampled_from(known))
            elif issubclass(field.kind, Enum):
                values[field.name] = draw(st.sampled_from(list(field.kind)))
            else:
                values[field.name] = draw(_BY_KIND[field.kind])
        else:
            keys = {(kind, group, *(values[name] for name in group)) for group in kind.UNIQUE}
            if not keys & once:
                once |= keys
                made.append(kind(**values))
    return made


SHARED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]  # each example writes the files anew


@settings(max_examples=60, deadline=None, suppress_health_check=SHARED)
@given(content=records())
def test_any_desk_comes_back_identical(content: list[Record], tmp_path: Path) -> None:
    desk = new_desk()
    with desk.edit("Fill") as edit:
        edit.put_together(content)
    before, after, again = there_and_back(desk, tmp_path)
    assert before == after
    assert records_of(again) == records_of(desk)
    assert again.codes == desk.codes
    desk.close()
    again.close()


# -- what stands in the file


def test_one_record_stands_on_one_line_and_history_and_papers_do_not(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Secret label") as edit:
        edit.put(Goal(id="a", code="G01", text="Once\nand “twice”"))
        edit.put(Goal(id="b", code="G02", text="Zwölf", owner="Ops"))
        edit.put(Ballot(id="v", about="a", title="Vote"))
        edit.put(Attachment(id="f", digest="d", name="x.png", media_type="image/png", data=b"\x00\xff"))
    desk.drop_paper("v", {("a", "strength"): 4711}, "A paper")
    path = tmp_path / "desk.json"
    write_json(desk, path)
    lines = path.read_text("utf-8").splitlines()
    assert '{"id": "b", "code": "G02", "text": "Zwölf", "source": "", "owner": "Ops", "outcome": ""}' in lines
    assert json.loads(path.read_text("utf-8"))["records"]["attachment"][0]["data"] == "AP8="
    assert not any("Secret label" in line or "4711" in line for line in lines)


def test_the_desk_that_was_read_is_a_copy_that_can_be_merged(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Begin") as edit:
        edit.put(Goal(id="a", code=edit.next_code("G"), text="Once"))
    write_json(desk, tmp_path / "desk.json")
    again = read_json(tmp_path / "desk.json", "Read")
    assert (again.undo(), again.compacted_to) == (None, desk.last_edit)
    with again.edit("More") as edit:
        edit.put(Goal(id="b", code=edit.next_code("G"), text="Twice"))
    plan = merging.compare(desk, again, "")
    assert [(each.id, each.kind.value) for each in plan.differences] == [("b", "new")]
    again.close()


# -- what others send


def valid(folder: Path) -> dict[str, Any]:
    desk = new_desk()
    with desk.edit("Begin") as edit:
        edit.put(Goal(id="a", code="G07", text="Once"))
        edit.put(Ballot(id="v", about="a", title="Vote"))
    write_json(desk, folder / "valid.json")
    desk.close()
    content: dict[str, Any] = json.loads((folder / "valid.json").read_text("utf-8"))
    return content


Harm = Callable[[dict[str, Any]], object]
GOAL: Callable[[dict[str, Any]], dict[str, Any]] = lambda content: content["records"]["goal"][0]  # noqa: E731


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda content: content.clear(), "not a desk"),
        (lambda content: content.update(kind="Spreadsheet"), "not a desk"),
        (lambda content: content.update(format=2), "format 2"),
        (lambda content: content.update(format=None), "format"),
        (lambda content: content.update(more=1), "a part that no desk has: more"),
        (lambda content: content.pop("records"), "no records"),
        (lambda content: content.update(records=[]), "no records"),
        (lambda content: content["records"].update(spell=[]), "no desk has: spell"),
        (lambda content: content["records"].update(goal={}), "goal is no list"),
        (lambda content: content["records"].update(goal=[7]), "goal number 1 is no record"),
        (lambda content: content["records"]["goal"].append(GOAL(content)), "only once"),
        (lambda content: content["records"]["goal"].append({**GOAL(content), "id": "b"}), "only once"),
        (lambda content: GOAL(content).pop("text"), "text"),
        (lambda content: GOAL(content).update(colour="red"), "colour"),
        (lambda content: GOAL(content).update(text=7), "text"),
        (lambda content: GOAL(content).update(text=None), "text"),
        (lambda content: GOAL(content).update(text="\ud800"), "text"),
        (lambda content: GOAL(content).update(id=""), "has no id"),
        (lambda content: GOAL(content).update(id=[]), "id"),
        (lambda content: content["records"]["ballot"][0].update(about="nobody"), "refers by about"),
        (lambda content: content["records"]["ballot"][0].update(best=2**63), "best"),
        (lambda content: content["records"]["ballot"][0].update(best=True), "best"),
        (lambda content: content["records"]["ballot"][0].update(best=1.5), "best"),
        (lambda content: content["records"]["ballot"][0].update(criteria="abc"), "criteria"),
        (lambda content: content["records"]["ballot"][0].update(criteria=[1]), "criteria"),
        (lambda content: content["records"]["ballot"][0].update(opened_on="2025-02-30"), "opened_on"),
        (lambda content: content.update(about=None), "which desk"),
        (lambda content: content.update(about={"made": "x"}), "which desk"),
        (lambda content: content["about"].update(origin="x"), "which desk"),
        (lambda content: content["about"].update(more=7), "which desk"),
        (lambda content: content.update(edit=7), "newest edit"),
        (lambda content: content["edit"].update(number=0), "newest edit"),
        (lambda content: content["edit"].update(number=10**30), "newest edit"),
        (lambda content: content["edit"].update(at="yesterday"), "newest edit"),
        (lambda content: content.update(codes=[]), "codes"),
        (lambda content: content["codes"].update(G=-1), "codes"),
        (lambda content: content["codes"].update(g=1), "codes"),
        (lambda content: content["codes"].update(G="7"), "codes"),
    ],
)  # fmt: skip
def test_whatever_is_wrong_is_one_sentence(harm: Harm, says: str, tmp_path: Path) -> None:
    content = valid(tmp_path)
    harm(content)
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(NotADesk) as raised:
        read_json(path, "Read")
    assert says in str(raised.value)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "line 1"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"PK\x03\x04\x80", "UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 10_000, "too large"),
        (b'{"kind": "KPI Desk",', "line 1"),
        (b'[{"kind": "KPI Desk"}]', "not a desk"),
        (b"NaN", "not a desk"),
    ],
)
def test_what_is_no_json_of_ours_is_one_sentence(raw: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(raw)
    with pytest.raises(NotADesk, match=says):
        read_json(path, "Read")


def test_numbers_that_cannot_be_kept_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    for number in ("1e999", "NaN", "Infinity", '"1"', "true"):
        content = valid(tmp_path)
        content["records"]["partner"] = []
        text = json.dumps(content).replace('"partner": []', f'"cluster": [{{"id": "c", "gallery": "g", '
                                                             f'"name": "", "place": {number}}}]')  # fmt: skip
        path.write_text(text, "utf-8")
        with pytest.raises(NotADesk, match="place"):
            read_json(path, "Read")


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DeskProblem, match="nothing at"):
        read_json(tmp_path / "none.json", "Read")


def test_codes_that_stand_in_records_are_never_given_again(tmp_path: Path) -> None:
    content = valid(tmp_path)
    content["codes"] = {}
    (tmp_path / "less.json").write_text(json.dumps(content), "utf-8")
    desk = read_json(tmp_path / "less.json", "Read")
    with desk.edit("Next") as edit:
        assert edit.next_code("G") == "G08"
    save_new(desk, tmp_path / "desk.kpidesk")
    desk.close()
