"""A day of twelve blocks: what is reckoned at every tick, what the room sees then, and the run sheet."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from kpidesk.actions import records, workshops
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, save_new
from kpidesk.domain.agenda import Plan, plan_of, seconds_left
from kpidesk.domain.workshops import Workshop
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_workshop import projected_workshop
from kpidesk.drawing.workshop_papers import run_sheet
from kpidesk.exports.pdf import write_pdf
from kpidesk.system.words import Words
from kpidesk.ui.painter import Cache, paint
from tests.bench.test_exports import straight

BLOCKS, DONE = 12, 4
DAY = date(2025, 7, 8)
NINE = datetime(2025, 7, 8, 9, tzinfo=UTC)
SCRIPT = "Read the question aloud, wait, and let two people say it in their own words. Then begin."


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk whose workshop is in its fifth block, ten minutes late."""
    at = [NINE]
    made = new_desk(who="bench", clock=lambda: at[0])
    with made.edit("Plan") as edit:
        day = records.add(edit, Workshop, name="A day of twelve blocks", on=DAY, starts="09:00")
        for number in range(BLOCKS):
            workshops.add_block(
                edit, day.id, f"Block {number + 1}: what people do now", minutes=30, script=SCRIPT,
                materials=("pens", "paper tape", "sticky notes"), not_before="13:00" if number == 7 else "",
            )  # fmt: skip
        workshops.start(edit, day.id)
    for _ in range(DONE):
        at[0] += timedelta(minutes=32, seconds=30)
        with made.edit("On") as edit:
            workshops.step(edit, day.id)
    yield made
    made.close()


def workshop_of(desk: Desk) -> Workshop:
    return desk.find(Workshop)[0]


def reckoned(desk: Desk, number: int = 0) -> Plan:
    """The agenda some seconds into the block in hand."""
    return plan_of(desk, workshop_of(desk), desk.now() + timedelta(seconds=number))


def in_the_room(desk: Desk) -> Picture:
    """What the room sees at a tick."""
    plan = reckoned(desk)
    left = seconds_left(workshop_of(desk), plan.now.block, desk.now()) if plan.now else None
    return projected_workshop(workshop_of(desk), plan, left, 0.4, Words(), LIGHT)


def test_an_agenda_is_reckoned_anew(desk: Desk, tmp_path: Path, race: Any) -> None:
    save_new(desk, tmp_path / "day.kpidesk")
    with closing(sqlite3.connect(tmp_path / "day.kpidesk")) as raw:

        def floor() -> list[int]:
            rows = raw.execute("SELECT minutes, place, began_at, ended_at FROM block ORDER BY place")
            return list(accumulate(row[0] for row in rows.fetchall()))

        assert len(floor()) == len(reckoned(desk).slots) == BLOCKS
        race(
            "agenda of 12 blocks reckoned / rows raw, minutes summed",
            floor,
            lambda: reckoned(desk),
            "≤ 10",
            50,
        )


@pytest.mark.usefixtures("qapp")
def test_a_tick_for_the_room(desk: Desk, race: Any) -> None:
    picture, image, cache = in_the_room(desk), QImage(1920, 1080, QImage.Format.Format_RGB32), Cache()

    def floor() -> None:
        image.fill(QColor(LIGHT.surface))
        painter = QPainter(image)
        paint(painter, picture, scale=image.width() / picture.width, cache=cache)
        painter.end()

    race("a tick: agenda and picture / painting the picture", floor, lambda: in_the_room(desk), "≤ 1", 20)


def test_the_run_sheet_of_a_day(desk: Desk, race: Any) -> None:
    pages = list(run_sheet(desk, workshop_of(desk), Words(), DAY))

    def ours() -> None:
        drawn = list(run_sheet(desk, workshop_of(desk), Words(), DAY))
        write_pdf(drawn, BytesIO(), title="Run sheet")

    race(
        "run sheet of 12 blocks and PDF / straight in reportlab",
        lambda: straight(pages),
        ours,
        "≤ 1.5",
        10,
    )
