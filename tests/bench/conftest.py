"""Budgets as ratios: each bench races our way against a floor measured in the same run.

Run with `python -m pytest tests/bench`; the rest of the suite never collects them. Floor and ours
take turns, so that what else the machine does meets both; medians are compared. Nothing is asserted:
the table at the end tells what, floor, ours, their ratio and the goal.
"""

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest

from kpidesk.desk import images
from kpidesk.desk.header import FORMAT
from kpidesk.desk.schema import CHANGE, EDIT, TABLES
from kpidesk.desk.workfile import new_desk, save_new
from kpidesk.domain.gallery import Gallery, Note, NoteKind, Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record, type_name
from kpidesk.domain.results import Link, LinkKind, Map, Placement, Result, Ring
from kpidesk.domain.series import Value
from kpidesk.imports import sample

Race = Callable[..., None]
_ROWS: list[tuple[str, float, float, str]] = []
LAYOUTS: list[tuple[str | int, ...]] = []
"""Figures of laid out maps: name, meetings in graphviz, then for stripes and for rings meetings, links
through bubbles, overlaps, labels on bubbles."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Benches are only collected when they are asked for."""
    asked = config.getoption("benchmark_only") or any("bench" in argument for argument in config.args)
    return None if asked or collection_path.is_dir() else True


@pytest.fixture
def race(benchmark: Any) -> Race:
    """Race `ours` against `floor`, in turns; both are called without arguments."""

    def run(
        what: str, floor: Callable[[], object], ours: Callable[[], object], goal: str, rounds: int = 5
    ) -> None:
        floor_times: list[float] = []

        def timed_floor() -> None:
            gc.collect()
            start = perf_counter()
            floor()
            floor_times.append(perf_counter() - start)
            gc.collect()

        benchmark.pedantic(ours, setup=timed_floor, rounds=rounds, warmup_rounds=1)
        _ROWS.append((what, median(floor_times), benchmark.stats.stats.median, goal))

    return run


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The tables."""
    if LAYOUTS:
        terminalreporter.section("pairs of links that meet; through bubbles, overlaps, labels on bubbles")
        terminalreporter.write_line(f"{'map':<18}{'graphviz':>9}{'stripes':>9}{'':>12}{'rings':>9}")
        for name, dot, *rest in LAYOUTS:
            parts = (rest[:4], rest[4:])
            one, other = (f"{met:>9}{'  ' + ' '.join(map(str, more)):>12}" for met, *more in parts)
            terminalreporter.write_line(f"{name:<18}{dot:>9}{one}{other}")
    if not _ROWS:
        return
    terminalreporter.section("ratios to the floor of the same run")
    terminalreporter.write_line(f"{'what':<58}{'floor':>11}{'ours':>11}{'ratio':>8}  goal")
    for what, floor, ours, goal in sorted(_ROWS):
        terminalreporter.write_line(
            f"{what:<58}{floor * 1000:>8.1f} ms{ours * 1000:>8.1f} ms{ours / floor:>8.2f}  {goal}"
        )


# -- a large desk

RESULTS, MEASURES, PERIODS, NOTES = 1000, 500, 120, 20_000
NOTE_TEXTS = (
    "Who enters the figures when the crew is out at night?",
    "I would report more if somebody wrote back.",
    "This breaks every week in our depot, and nobody counts it.",
)


@pytest.fixture(scope="session")
def values() -> list[Value]:
    """500 measures of 120 months."""
    start = date(2015, 1, 1)
    months = [shifted(start, PeriodType.MONTH, index) for index in range(PERIODS)]
    return [
        Value(
            id=f"v{measure:04d}-{index:03d}", measure=f"m{measure:04d}", period=month,
            number=round(50 + (measure * 37 + index * 101) % 997 / 37, 2),
        )
        for measure in range(MEASURES)
        for index, month in enumerate(months)
    ]  # fmt: skip


@pytest.fixture(scope="session")
def notes() -> list[Note]:
    """20,000 notes on 40 posters."""
    kinds = [*NoteKind]
    return [
        Note(
            id=f"n{number:06d}", code=f"N{number:02d}", poster=f"g{number % 40:02d}",
            text=f"{NOTE_TEXTS[number % 3]} ({number})", kind=kinds[number % len(kinds)],
            understand=1 + number % 5, back=1 + number % 4,
        )
        for number in range(1, NOTES + 1)
    ]  # fmt: skip


def _frame() -> list[Record]:
    """All of the large desk but values and notes."""
    rings = [Ring(id=f"ring{n}", position=n, name=f"Ring {n}") for n in range(1, 5)]
    results = [
        Result(
            id=f"r{n:04d}", code=f"R{n:02d}", ring=f"ring{1 + n % 4}",
            statement=f"Households of district {n} have water that is good to drink, all year.",
        )
        for n in range(RESULTS)
    ]  # fmt: skip
    places = [
        Placement(
            id=f"p{n:04d}", map="map", result=f"r{n:04d}", x=-0.97 + n % 40 * 0.05, y=-0.96 + n // 40 * 0.08
        )
        for n in range(RESULTS)
    ]
    links = [
        Link(
            id=f"l{n:04d}",
            code=f"L{n:02d}",
            source=f"r{n:04d}",
            target=f"r{(n + 41) % RESULTS:04d}",
            kind="kind",
        )
        for n in range(RESULTS)
    ]
    measures = [
        Measure(
            id=f"m{n:04d}",
            code=f"M{n:02d}",
            name=f"Minutes without water in district {n}",
            result=f"r{n:04d}",
        )
        for n in range(MEASURES)
    ]
    posters = [Poster(id=f"g{n:02d}", code=f"G{n:02d}", gallery="gallery") for n in range(40)]
    return [
        Map(id="map", name="Results map"),
        LinkKind(id="kind", key="cause", name="leads to", directed=True),
        Gallery(id="gallery", name="Gallery"),
        *rings, *results, *places, *links, *measures, *posters,
    ]  # fmt: skip


@pytest.fixture(scope="session")
def big_file(tmp_path_factory: pytest.TempPathFactory, values: list[Value], notes: list[Note]) -> Path:
    """1,000 results, 500 measures, 60,000 values, 20,000 notes, each note an edit of its own.

    Values and notes are put in by SQL, in the same form as edits would: one by one takes minutes.
    """
    path = tmp_path_factory.mktemp("big") / "big.kpidesk"
    desk = new_desk(who="bench")
    with desk.edit("Large desk", barrier=True) as edit:
        for record in _frame():
            edit.put(record)
        edit._rows.note_code(notes[-1].code)
    driver = desk._rows.driver
    driver.execute("BEGIN")
    for records in (values, notes):
        table = TABLES[type(records[0])]
        columns = [column.name for column in table.columns]
        marks = ", ".join(f":{name}" for name in columns)
        driver.executemany(f"INSERT INTO {table.name} VALUES ({marks})", map(images.to_cells, records))
    at = datetime(2025, 7, 8, 10, tzinfo=UTC)
    driver.executemany(
        f"INSERT INTO {EDIT.name} VALUES (?, 'do', ?, 'Add note', 'bench', ?, NULL, ?)",
        [(n, n, (at + timedelta(seconds=n)).isoformat(), FORMAT) for n in range(2, len(notes) + 2)],
    )
    driver.executemany(
        f"INSERT INTO {CHANGE.name} VALUES (?, ?, ?, NULL, ?)",
        [(n, note.id, type_name(Note), images.to_image(note)) for n, note in enumerate(notes, 2)],
    )
    driver.execute("COMMIT")
    save_new(desk, path)
    desk.close()
    return path


@pytest.fixture(scope="session")
def fifty_measures() -> Collection:
    """50 measures with data and posters: the sample's, with words of their own."""
    desk = new_desk(who="bench")
    with desk.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    records: list[Record] = [
        record for kind in TABLES if kind not in {Poster, Note} for record in desk.find(kind)
    ]
    posters = [poster for poster in desk.find(Poster) if poster.measure]
    by_measure = {
        poster.id: [
            record
            for kind in TABLES
            if any(field.name == "measure" for field in images.fields_of(kind)) and kind is not Poster
            for record in desk.find(kind, measure=poster.measure)
        ]
        for poster in posters
    }
    for number in range(50):
        poster = posters[number % len(posters)]
        measure = desk.get(Measure, poster.measure)
        key = f"{measure.id}-{number}"
        records.append(
            replace(
                measure, id=key, code=f"M{100 + number}", name=f"{measure.name} {number}",
                description=f"{measure.description} District {number}.",
            )
        )  # fmt: skip
        records.append(replace(poster, id=f"bench{number:02d}", code=f"G{100 + number}", measure=key))
        records += [replace(each, id=f"{each.id}-{number}", measure=key) for each in by_measure[poster.id]]
    desk.close()
    return Collection(records)
