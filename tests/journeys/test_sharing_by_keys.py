"""Sharing without a mouse: the sample's ten partners are typed, and a promise moves to another day."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kpidesk.actions import results
from kpidesk.cli import main
from kpidesk.desk.edits import Edit
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.results import Map, Result, Ring
from kpidesk.domain.sharing import (
    Centre,
    Challenge,
    ChallengeKind,
    Contribution,
    DrivingMeasure,
    Partner,
    PartnerShare,
    Quarter,
    Snapshot,
    Stand,
)
from kpidesk.domain.sharing_checks import check_centre
from kpidesk.system.resources import resource
from kpidesk.ui import fields
from kpidesk.ui.sharing.commitments_view import CommitmentsView
from kpidesk.ui.sharing.page import SharingPage
from tests.exports.test_calendar import events
from tests.ui.conftest import Person
from tests.ui.sharing.conftest import tab_to

Row = Mapping[str, Any]

CTRL: Final = Qt.KeyboardModifier.ControlModifier
SAMPLE: Final = json.loads(resource("samples", "marrow-valley.json").read_text(encoding="utf-8"))
PRINTED: Final = json.loads(
    Path(__file__).parents[1].joinpath("data", "marrow-valley-more.json").read_text(encoding="utf-8")
)["partners"]
NAMES: Final = {each["code"]: each["name"] for each in SAMPLE["measure"]}
TARGETS: Final = {each["measure"]: each for each in SAMPLE["target"]}
JULY: Final = date(2025, 7, 8)

# What comes out, by hand. Dry-weather overflows (SM1) is shared by P01 and P03, all others have one partner.
ALONE: Final = {
    "P01": "SM2", "P02": "SM3", "P03": "SM4", "P04": "SM5", "P05": "SM6", "P06": "SM7", "P07": "SM8",
    "P08": "SM9", "P09": "SM10", "P10": "SM11",
}  # fmt: skip
GUESSED: Final = {
    ("P06", "Kitchen cost"), ("P06", "Hygiene score"), ("P08", "Illness reports"), ("P09", "Homes finished"),
    ("P09", "Snags"), ("P10", "Yield"), ("P10", "Subsidy audits"),
}  # fmt: skip
# Action and alignment; five counts as low.
STANDS: Final = {
    "P01": (8, 5, Quarter.OWN_WAY), "P02": (6, 6, Quarter.TOGETHER), "P03": (4, 6, Quarter.FRIENDLY),
    "P04": (7, 3, Quarter.OWN_WAY), "P05": (7, 7, Quarter.TOGETHER), "P06": (2, 1, Quarter.WATCHING),
    "P07": (5, 5, Quarter.WATCHING), "P08": (6, 8, Quarter.TOGETHER), "P09": (2, 2, Quarter.WATCHING),
    "P10": (3, 2, Quarter.WATCHING),
}  # fmt: skip
CHALLENGES: Final = {
    ("Both need the same jetting trucks in the same weeks.", ChallengeKind.SYSTEM, "P01", "P03"),
    ("The officer may not share draft data.", ChallengeKind.ROLE, "P04", None),
    ("The owner distrusts MVW.", ChallengeKind.PERSON, "P06", None),
}


def go_to_sharing(person: Person) -> SharingPage:
    """To the page by its key."""
    person.press(Qt.Key.Key_5, CTRL)
    page = person.window.pages["sharing"]
    assert isinstance(page, SharingPage)
    assert person.window.current == page.key
    return page


def close(person: Person) -> None:
    """Close the window, which writes the file, without anything left unfinished."""
    assert not person.window.notice.text
    person.window.close()
    assert not person.window.isVisible(), person.answers.asked


def begin(edit: Edit) -> None:
    """The result R02 and its map, and nothing else; R01 was given up."""
    (statement,) = (each["statement"] for each in SAMPLE["result"] if each["code"] == "R02")
    map_id, ring = edit.find(Map)[0].id, min(edit.find(Ring), key=lambda each: each.position)
    results.remove(edit, results.add(edit, map_id, ring.id, "Everybody has water.").id)
    assert results.add(edit, map_id, ring.id, statement).code == "R02"


def rows(kind: str, partner: str) -> list[Row]:
    """The sample's rows of a kind that are about a partner."""
    return [each for each in SAMPLE[kind] if each.get("partner") == partner]


# -- by keys


def push(person: Person, name: str, *, back: bool = False) -> QWidget:
    """Tab to a button and press it."""
    found = tab_to(person, name, back)
    person.press(Qt.Key.Key_Space)
    return found


def write_signs(person: Person, text: str) -> None:
    """Type a text with signs such as ≤, for which Qt's tests know no key."""
    for sign in text:
        QApplication.sendEvent(
            person.focus, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
        )


def put_in_centre(person: Person) -> None:
    push(person, "sharing.centre")
    person.write("rivers beaches")
    assert person.focus.objectName() == "sharing.add", "what comes next is at hand"


def to_view(person: Person, page: SharingPage, key: str) -> None:
    """Tab to the choice of views, then arrows."""
    tab_to(person, f"segment-{page.segments.current}")
    order = list(page.segments.buttons)
    steps = order.index(key) - order.index(page.segments.current)
    for _ in range(abs(steps)):
        person.press(Qt.Key.Key_Right if steps > 0 else Qt.Key.Key_Left)
    assert page.segments.current == key


def name_partners(person: Person) -> None:
    """Name after name; then what sort each is, which moves its row but not the focus."""
    adder = tab_to(person, "review-adder")
    for each in SAMPLE["partner"]:
        person.write(each["name"])
        assert adder.hasFocus()
    for each in SAMPLE["partner"]:
        for pill, turns in (
            ("critical", each["critical"]),
            ("standing", each["standing"] == "desired"),
            ("reach", each["reach"] == "inside"),
        ):
            if turns:
                assert push(person, f"{each['code']}-{pill}").hasFocus()
        if each["why_not"]:
            tab_to(person, f"{each['code']}-why_not")
            person.write(each["why_not"])


def fill_part(person: Person, page: SharingPage, codes: Sequence[str]) -> None:
    """All partners of a part, one after the other in the list."""
    push(person, "next-part")
    for number, code in enumerate(codes):
        tab_to(person, "partner-list")
        if number:
            person.press(Qt.Key.Key_Down)
        assert code in {each.code for each in page.partners() if each.id == page.partner_id}
        fill_partner(person, code)


def fill_partner(person: Person, code: str) -> None:
    """One partner's answers, question by question."""
    note(person, code, "driving", rows("driving_measure", code), begin_as="hypothesised")
    (partner,) = (each for each in SAMPLE["partner"] if each["code"] == code)
    guessed = "hypothesised" if partner["standing"] == "desired" else "known"
    note(person, code, "contribution", rows("contribution", code), begin_as=guessed)
    tab_to(person, f"{code}-strategy")
    person.write(partner["strategy"], Qt.Key.Key_Tab)
    for share in rows("partner_share", code):
        share_measure(person, share["measure"])
    (promise,) = rows("commitment", code)
    tab_to(person, "Next step with this partner-adder")
    person.write(promise["what"])
    person.write(promise["who"], Qt.Key.Key_Tab)
    person.write(promise["with_whom"], Qt.Key.Key_Tab)
    person.write(promise["by_when"])
    assert person.focus.objectName() == "field-by_when"


def note(person: Person, code: str, key: str, told: Sequence[Row], *, begin_as: str) -> None:
    """Line after line; then back up to the marks of those that are no guess, or one after all."""
    adder = tab_to(person, f"{code}-add-{key}")
    for each in told:
        person.write(each["name"])
        assert adder.hasFocus()
    for each in reversed(told):
        mark = tab_to(person, f"{code}-evidence", back=True)
        if each["evidence"] != begin_as:
            person.press(Qt.Key.Key_Space)
        assert mark.hasFocus()
        assert ("They have told us" in mark.accessibleName()) == (each["evidence"] == "known")


def share_measure(person: Person, code: str) -> None:
    """Choose or name the measure; the caret goes on to its target, then the day."""
    push(person, "share-measure")
    person.write(NAMES[code])
    assert person.focus.objectName() == "field-wording"
    target = TARGETS.get(code)
    if target is None or person.focus.property("text"):  # the other partner has said it
        return
    write_signs(person, target["wording"])
    person.press(Qt.Key.Key_Tab)
    by = target.get("by", "every year")
    person.write({"month": by[:7], "year": by[:4]}.get(target.get("by_period", ""), by))


def place_on_board(person: Person, page: SharingPage) -> None:
    """A board with name and day, then two digits a partner, down the list."""
    to_view(person, page, "board")
    push(person, "sharing.snapshot")
    (board,) = SAMPLE["snapshot"]
    assert person.focus.objectName() == "field-name"
    person.write(board["name"], Qt.Key.Key_Tab)
    assert person.focus.objectName() == "field-day"
    person.write(board["day"])
    tab_to(person, "stand-list")
    person.press(Qt.Key.Key_Home, CTRL)
    for each in page.partners():
        action, alignment, _ = STANDS[each.code]
        person.write(f"{action}{alignment}", None)


def say_what_stands_in_the_way(person: Person) -> None:
    """Text first; then, in the choices of its row, the first letters of what is meant."""
    push(person, "next-part")
    for each in SAMPLE["challenge"]:
        adder = tab_to(person, "challenge-adder")
        person.write(each["text"])
        assert adder.hasFocus()
        for key, typed in (
            ("other", each.get("other", "")), ("partner", each["partner"]), ("kind", each["kind"]),
        ):  # fmt: skip
            choice = tab_to(person, f"challenge-{key}", back=True)
            person.write(typed, None)
            assert choice.hasFocus()


# -- what came of it


def codes(desk: Desk) -> dict[str, str]:
    return {each.id: each.code for each in desk.find(Partner)}


def check_partners(desk: Desk) -> None:
    """What was typed is what the printed table says, transcribed apart from the sample."""
    told = []
    for each in sorted(desk.find(Partner), key=lambda partner: partner.code):
        (gives,) = desk.find(Contribution, partner=each.id)
        assert not gives.is_guess
        driven = desk.find(DrivingMeasure, partner=each.id)
        shared = {desk.get(Measure, share.measure).name for share in desk.find(PartnerShare, partner=each.id)}
        told.append(
            (each.code, each.name, each.reach.value, each.standing.value, each.critical, each.why_not,
             each.strategy, gives.name, ["H" if line.is_guess else "K" for line in driven], shared)
        )  # fmt: skip
    assert told == [
        (each["code"], each["name"], each["reach"], each["standing"], each["critical"], each["why_not"],
         each["strategy"], each["contribution"], [mark for _, mark in each["driving"]],
         {NAMES[code] for code in each["shares"]})
        for each in PRINTED
    ]  # fmt: skip
    assert [code for code, *_, why, _, _, _, _ in told if why] == ["P06", "P09", "P10"]


def check_guesses(desk: Desk) -> None:
    code = codes(desk)
    lines = desk.find(DrivingMeasure)
    assert len(lines) == 20
    assert {(code[each.partner], each.name) for each in lines if each.is_guess} == GUESSED
    assert all((each.confirmed_on is None) == each.is_guess for each in lines)


def check_targets(desk: Desk) -> None:
    """Ten targets; the hours until somebody attends (SM2) have none yet."""
    named = {each.id: each.name for each in desk.find(Measure)}
    assert len(named) == 11
    told = {
        named[each.measure]: (each.wording, each.by and each.by.isoformat(), each.every and each.every.value)
        for each in desk.find(Target)
    }
    wanted = {
        NAMES[each["target"]["measure"]]: (each["target"].get("by"), each["target"].get("every"))
        for each in PRINTED
    }
    assert {name: when for name, (_, *when) in told.items()} == {
        name: list(when) for name, when in wanted.items()
    }
    assert told[NAMES["SM4"]] == ("95 %", None, "year")
    assert told[NAMES["SM5"]] == ("≤ 2", "2026-06-30", None)


def check_promises(desk: Desk) -> None:
    """Ten, each around its own partner, with who, with whom and by when."""
    code = codes(desk)
    promises = {
        code[each.partner or ""]: (each.what, each.who, each.with_whom, str(each.by_when))
        for each in desk.find(Commitment)
    }
    assert len(desk.find(Commitment)) == len(promises) == 10
    assert promises == {
        each["partner"]: (each["what"], each["who"], each["with_whom"], each["by_when"])
        for each in SAMPLE["commitment"]
        if "partner" in each
    }
    assert {key: (who, when) for key, (_, who, _, when) in promises.items()} == {
        each["code"]: (each["commitment"]["who"], each["commitment"]["by_when"]) for each in PRINTED
    }


def check_board(desk: Desk) -> None:
    code = codes(desk)
    (board,) = desk.find(Snapshot)
    assert board.day == date(2025, 6, 20)
    assert {
        code[each.partner]: (each.action, each.alignment, each.quarter) for each in desk.find(Stand)
    } == STANDS


def check_challenges(desk: Desk) -> None:
    code: dict[str | None, str | None] = {None: None, **codes(desk)}
    assert {
        (each.text, each.kind, code[each.partner], code[each.other]) for each in desk.find(Challenge)
    } == CHALLENGES


def check_findings(desk: Desk) -> None:
    """Ten measures have one partner only; nothing else is worth a look."""
    (centre,) = desk.find(Centre)
    assert desk.get(Result, centre.result).code == "R02"
    found = check_centre(desk, centre.id, JULY)
    assert [each.code for each in found] == ["MEASURE_NOT_SHARED"] * 10
    named = {each.code: each.name for each in desk.find(Measure)}
    assert {each.args["partner"]: named[each.args["measure"]] for each in found} == {
        partner: NAMES[measure] for partner, measure in ALONE.items()
    }


class Hesitant(Person):
    """Somebody who rests after each letter, so that fields take over what is half written."""

    def write(self, text: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """See Person."""
        for sign in text:
            before = self.focus
            write_signs(self, sign)
            QApplication.processEvents()
            assert self.focus is before, f"the caret went away while “{text}” was being written"
        super().write("", end)


@pytest.mark.parametrize("kind", [Person, Hesitant])
def test_ten_partners_without_a_mouse(
    person: Person, begun: Path, kind: type[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind is Hesitant:
        monkeypatch.setattr(fields, "REST", 0)
        person = Hesitant(person.qtbot, person.window, person.answers)
    person.window.open(begun)
    person.window.desk_session.do("Begin", begin)
    page = go_to_sharing(person)
    put_in_centre(person)
    to_view(person, page, "sheet")
    name_partners(person)
    fill_part(person, page, ["P01", "P03", "P04", "P02", "P05", "P07", "P08"])
    fill_part(person, page, ["P06", "P09", "P10"])
    say_what_stands_in_the_way(person)
    place_on_board(person, page)
    close(person)
    desk = read_desk(begun)
    try:
        for check in (
            check_partners, check_guesses, check_targets, check_promises, check_board, check_challenges,
            check_findings,
        ):  # fmt: skip
            check(desk)
    finally:
        desk.close()


# -- from the window into people's calendars


def exported(desk: Path, folder: Path) -> dict[str, dict[str, str]]:
    """The calendar as somebody who knows RFC 5545 only reads it: its events by their ids."""
    assert main(["export", str(desk), "calendar", "--to", str(folder)]) == 0
    every = events((folder / "commitments.ics").read_bytes())
    found = [each for each in every if "DTSTART;VALUE=DATE" in each]  # the others are meetings
    by_id = {each["UID"]: each for each in found}
    assert len(by_id) == len(found) == 18
    return by_id


def test_a_promise_that_moves_moves_in_every_calendar(person: Person, marrow: Path, tmp_path: Path) -> None:
    before = exported(marrow, tmp_path / "first")
    person.window.open(marrow)
    page = go_to_sharing(person)
    to_view(person, page, "commitments")
    tab_to(person, "promise-list")
    assert isinstance(page.view, CommitmentsView)
    while page.session.desk.get(Commitment, page.view.current).what != "Draft a data note":
        person.press(Qt.Key.Key_Down)
    tab_to(person, "field-by_when")
    person.press(Qt.Key.Key_A, CTRL)
    person.write("2026-12-01")
    close(person)
    after = exported(marrow, tmp_path / "second")
    assert after.keys() == before.keys()
    moved = {uid for uid in after if after[uid]["DTSTART;VALUE=DATE"] != before[uid]["DTSTART;VALUE=DATE"]}
    assert [after[uid]["SUMMARY"] for uid in moved] == ["B. Lund: Draft a data note"]
    assert [after[uid]["DTSTART;VALUE=DATE"] for uid in moved] == ["20261201"]
    assert all(int(after[uid]["SEQUENCE"]) > int(before[uid]["SEQUENCE"]) for uid in moved)
