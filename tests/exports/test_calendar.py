"""The calendar of promises, read by the library and by a reading of our own that knows RFC 5545 only."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.actions import commitments
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.communities import Community, Meeting, MeetingState, Member
from kpidesk.domain.people import Organisation, Person
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, Partner
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.calendar import calendar, dated, event_count
from kpidesk.exports.job import run
from kpidesk.exports.pieces import Options, What
from kpidesk.system.words import Words

AT = datetime(2025, 10, 8, 12, 0, tzinfo=UTC)
WORDS = Words()
SIGNS = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
PROMISE = Commitment(
    id="0196-a", what="Share the list", who="G. Costa", with_whom="P03", by_when=date(2025, 9, 15),
    partner="p", centre="c",
)  # fmt: skip
BASE = (
    Organisation(id="o", name="Marrow Valley Water"),
    Result(id="r", code="R02", statement="Rivers stay clean.", ring="ring"),
    Centre(id="c", result="r"),
    Partner(id="p", code="P01", name="MVW Wastewater", centre="c"),
)


def written(*promises: Commitment, edit: int = 7, at: datetime = AT) -> bytes:
    return calendar(Collection([*BASE, *promises]), WORDS, edit=edit, at=at)


def events(content: bytes) -> list[dict[str, str]]:
    """The events by the names of their properties, after RFC 5545 3.1 (folding) and 3.3.11 (text)."""
    assert content.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        head, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and head not in {"END", ""}:
            found[-1][head] = re.sub(r"\\[nN,;\\]", lambda sign: SIGNS[sign[0]], value)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2] == "END:VCALENDAR"
    return found


def test_a_promise_is_one_day_of_the_calendar() -> None:
    (event,) = events(written(PROMISE))
    assert event["SUMMARY"] == "G. Costa: Share the list"
    assert event["DTSTART;VALUE=DATE"] == "20250915"
    assert event["DTEND;VALUE=DATE"] == "20250916"
    assert event["STATUS"] == "CONFIRMED"
    for part in ("P01 MVW Wastewater", "R02 Rivers stay clean.", "Status: open", "With: P03"):
        assert part in event["DESCRIPTION"]


def test_the_library_reads_the_same() -> None:
    read = icalendar.Calendar.from_ical(written(PROMISE))
    (event,) = read.walk("VEVENT")
    assert event.decoded("dtstart") == date(2025, 9, 15)
    assert str(event["summary"]) == "G. Costa: Share the list"
    assert event.decoded("dtstamp") == AT
    assert read["prodid"]
    assert read["version"] == "2.0"
    assert not read.errors
    assert not event.errors


def test_only_what_has_a_date_is_written_the_first_first() -> None:
    later = replace(PROMISE, id="b", by_when=date(2025, 12, 1))
    undated = replace(PROMISE, id="c", by_when=None)
    assert [each["UID"] for each in events(written(later, undated, PROMISE))] == [
        "0196-a@kpidesk",
        "b@kpidesk",
    ]


def test_what_was_dropped_is_cancelled() -> None:
    (event,) = events(written(replace(PROMISE, status=CommitmentStatus.DROPPED)))
    assert event["STATUS"] == "CANCELLED"


def test_a_second_export_brings_the_same_event_up_to_date() -> None:
    moved = replace(PROMISE, by_when=date(2025, 10, 20), what="Share the whole list")
    before, after = (
        events(content)[0]
        for content in (written(PROMISE, edit=7), written(moved, edit=9, at=AT + timedelta(days=1)))
    )
    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["LAST-MODIFIED"] > before["LAST-MODIFIED"]
    assert after["DTSTAMP"] > before["DTSTAMP"]
    assert after["DTSTART;VALUE=DATE"] == "20251020"


def test_the_same_moment_gives_the_same_bytes() -> None:
    assert written(PROMISE) == written(PROMISE)


@pytest.mark.parametrize(
    "text",
    [
        "Lists, maps; and a \\ sign",
        "نشارك قائمة المصبات مع البلدية، ثم نراجعها معًا قبل موسم الأمطار" * 3,
        "Abwasserentsorgungsgesellschaft" * 6,
        "🚰" * 60,
        "BEGIN:VEVENT",
        "a\\nb",
    ],
)
def test_texts_come_back_as_they_were_written(text: str) -> None:
    (event,) = events(written(replace(PROMISE, what=text, who="")))
    assert event["SUMMARY"] == text
    (read,) = icalendar.Calendar.from_ical(written(replace(PROMISE, what=text, who=""))).walk("VEVENT")
    assert str(read["summary"]) == text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
def test_any_text_is_folded_and_escaped(text: str) -> None:
    (event,) = events(written(replace(PROMISE, what=text, who="")))
    assert event["SUMMARY"] == text


# -- as a file


def options(folder: Path, *what: What) -> Options:
    return Options(what, folder, SHEETS["A3"], None, WORDS, AT)


def test_the_sample_has_a_day_for_each_promise(sample_file: Path, tmp_path: Path) -> None:
    desk = read_desk(sample_file)
    try:
        report = run(desk, options(tmp_path, What.CALENDAR))
        promises = dated(desk)
    finally:
        desk.close()
    assert [path.name for path in report.files] == ["commitments.ics"]
    every = events(report.files[0].read_bytes())
    assert len(every) == len({each["UID"] for each in every}) == len(promises) + 1  # a meeting fell through
    found = [each for each in every if "DTSTART;VALUE=DATE" in each]
    assert len(found) == len(promises)
    assert [each["DTSTART;VALUE=DATE"] for each in found] == sorted(
        each["DTSTART;VALUE=DATE"] for each in found
    )


def test_after_an_edit_the_same_days_come_with_a_higher_number(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Promise") as edit:
        made = commitments.promise(edit, "Share the list", who="Ana", by_when=date(2025, 9, 15))
    (first,) = run(desk, options(tmp_path / "1", What.CALENDAR)).files
    with desk.edit("Move") as edit:
        commitments.change_promise(edit, made.id, by_when=date(2025, 9, 20))
    (second,) = run(desk, options(tmp_path / "2", What.CALENDAR)).files
    (before,), (after,) = events(first.read_bytes()), events(second.read_bytes())
    assert before["UID"] == after["UID"] == f"{made.id}@kpidesk"
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_without_a_dated_promise_a_sentence_comes_instead_of_a_file(desk: Desk, tmp_path: Path) -> None:
    with desk.edit("Promise") as edit:
        commitments.promise(edit, "Share the list")
    report = run(desk, options(tmp_path, What.CALENDAR))
    assert report.files == ()
    assert any("no calendar" in warning for warning in report.warnings)


def test_meetings_that_are_planned_or_cancelled_have_their_hours() -> None:
    community = Community(id="c", name="Circle", blocks=("Status check", "Action planning"))
    person, member = Person(id="p", name="A. Nowak"), Member(id="m", community="c", person="p")
    planned = Meeting(
        id="one", community="c", on=date(2025, 7, 15), starts="10:00", minutes=45, place="Room 2.04", host="m"
    )
    cancelled = Meeting(
        id="two", community="c", on=date(2025, 7, 29), starts="morning", state=MeetingState.CANCELLED
    )
    held = Meeting(id="three", community="c", on=date(2025, 7, 1), state=MeetingState.HELD)
    desk = Collection([community, person, member, planned, cancelled, held])
    assert event_count(desk) == 2
    read = icalendar.Calendar.from_ical(calendar(desk, WORDS, edit=7, at=datetime(2025, 7, 8, tzinfo=UTC)))
    first, second = read.walk("VEVENT")
    assert first["dtstart"].dt == datetime(2025, 7, 15, 10, 0)  # noqa: DTZ001 - the time of the place
    assert first["dtend"].dt - first["dtstart"].dt == timedelta(minutes=45)
    assert (str(first["summary"]), str(first["location"])) == ("Circle", "Room 2.04")
    assert str(first["description"]) == "Status check\nAction planning\nHost: A. Nowak"
    assert second["dtstart"].dt == date(2025, 7, 29)
    assert (str(first["status"]), str(second["status"])) == ("CONFIRMED", "CANCELLED")
    assert (str(first["uid"]), first["sequence"]) == ("one@kpidesk", 7)
