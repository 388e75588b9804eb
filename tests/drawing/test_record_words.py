"""Records in words: whatever a desk holds can be read, and what is gone is said to be gone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.content import Attachment, Translation
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Link, Result, ResultStatus
from kpidesk.domain.series import Baseline, Value
from kpidesk.domain.voting import Ballot, Criterion, Rating
from kpidesk.drawing.record_words import (
    NOTHING,
    counted,
    field_name,
    kind_name,
    record_name,
    record_words,
    value_text,
)
from kpidesk.system.words import Words

WORDS = Words()
CODED = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}|None|<|Enum")


@pytest.fixture(scope="module")
def marrow_desk(sample_file: Path) -> Iterator[Desk]:
    desk = read_desk(sample_file)
    yield desk
    desk.close()


def test_every_record_of_the_sample_reads_as_people_would_say_it(marrow_desk: Desk) -> None:
    for kind in RECORDS:
        for record in marrow_desk.find(kind):
            name = record_name(record, marrow_desk, WORDS)
            assert not CODED.search(name or "None"), (kind, name)
            for field in fields_of(kind)[1:]:
                told = value_text(kind, field.name, getattr(record, field.name), marrow_desk, WORDS)
                assert not CODED.search(told or "None"), (kind, field.name, told)


def test_names_lead_with_the_code_or_say_what_a_record_is_about(marrow_desk: Desk) -> None:
    value = min(marrow_desk.find(Value), key=lambda each: (each.measure, each.period))
    measure = marrow_desk.get(Measure, value.measure)
    assert record_name(value, marrow_desk, WORDS) == f"{measure.code}, Jan 2023"
    link = marrow_desk.find(Link)[0]
    source, target = (marrow_desk.get(Result, each).code for each in (link.source, link.target))
    assert record_name(link, marrow_desk, WORDS) == f"{link.code} {source} → {target}"
    result = marrow_desk.get(Result, link.source)
    assert record_name(result, marrow_desk, WORDS) == f"{result.code} {result.statement}"


def test_kinds_and_fields_are_named() -> None:
    assert kind_name(Link, WORDS) == "Link"
    assert field_name(Link, "lag_months", WORDS) == "Delay in months"


def test_values_of_every_type_are_told() -> None:
    nothing = Collection(())
    told = {
        (Measure, "unit", ""): NOTHING,
        (Measure, "live_since", None): NOTHING,
        (Measure, "live_since", date(2025, 7, 8)): "8 July 2025",
        (Measure, "pilot", True): "yes",
        (Measure, "pilot", False): "no",
        (Measure, "per", 1000.0): "1,000",
        (Value, "number", 0.125): "0.125",
        (Value, "number", 0.0): "0",
        (Measure, "segments", ("north", "south")): "north\nsouth",
        (Result, "status", ResultStatus.AGREED): "agreed",
        (Baseline, "excluded", ("2025-07-01",)): "1 July 2025",
        (Ballot, "criteria", ("strength",)): "strength",
        (Commitment, "qualities", ("clear",)): "clear: who does what by when",
        (Attachment, "data", b"..."): "a picture",
        (Link, "source", "gone"): "something that is gone",
    }
    for (kind, field, value), text in told.items():
        assert value_text(kind, field, value, nothing, WORDS) == text


def test_a_translation_names_the_field(marrow_desk: Desk) -> None:
    result = marrow_desk.find(Result)[0]
    other = Translation(id="t", record=result.id, field="statement", language="de", text="Wasser ist sauber.")
    assert record_name(other, marrow_desk, WORDS) == f"{result.code}, Result, de"


def test_only_what_changed_is_told(marrow_desk: Desk) -> None:
    before = marrow_desk.find(Result)[0]
    after = replace(before, owner="Somebody", dots=3)
    told = record_words(Result, before.id, before, after, marrow_desk, WORDS)
    assert told.what == "changed"
    assert [(each.name, each.before, each.after) for each in told.fields] == [
        ("Owner", before.owner, "Somebody"),
        ("Dots", NOTHING, "3"),
    ]


def test_what_came_or_went_tells_what_it_holds(marrow_desk: Desk) -> None:
    value = replace(marrow_desk.find(Value)[0], number=0.0)
    told = record_words(Value, value.id, None, value, marrow_desk, WORDS)
    fields = {each.name: (each.before, each.after) for each in told.fields}
    assert told.what == "added"
    assert fields["Value"] == ("", "0")
    assert "Why" not in fields
    gone = record_words(Value, value.id, value, None, marrow_desk, WORDS)
    assert gone.what == "removed"
    assert {each.after for each in gone.fields} == {""}


def test_what_is_no_longer_kept_is_said(marrow_desk: Desk) -> None:
    result = marrow_desk.find(Result)[0]
    there = record_words(Result, result.id, None, None, marrow_desk, WORDS)
    assert (there.what, there.fields) == ("lost", ())
    assert there.name.startswith(result.code)
    assert record_words(Result, "gone", None, None, marrow_desk, WORDS).name == ""


def test_what_single_people_gave_in_an_assessment_is_not_told(marrow_desk: Desk) -> None:
    rating = next(each for each in marrow_desk.find(Rating) if each.criterion is Criterion.SCORE)
    told = record_words(Rating, rating.id, None, rating, marrow_desk, WORDS)
    assert {"Number", "Rater"} & {each.name for each in told.fields} == set()
    assert str(rating.rater) not in told.name.split(", ")


def test_records_are_counted_by_what_happened(marrow_desk: Desk) -> None:
    result = marrow_desk.find(Result)[0]
    told = [
        record_words(Result, result.id, None, result, marrow_desk, WORDS),
        record_words(Result, result.id, result, None, marrow_desk, WORDS),
        record_words(Result, result.id, None, result, marrow_desk, WORDS),
    ]
    assert counted(told, WORDS) == "2 added, 1 removed"
    assert counted([], WORDS) == "Nothing is different."
