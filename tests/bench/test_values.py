"""A wide grid of 500 measures × 120 periods: scrolling, typing, reading, against the least of each."""

import shutil
from dataclasses import replace
from datetime import date
from itertools import count, cycle

import pytest
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtWidgets import QTableView

from kpidesk.desk.images import to_cells
from kpidesk.desk.schema import TABLES
from kpidesk.desk.workfile import open_desk
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Collection
from kpidesk.domain.series import Value
from kpidesk.domain.values_held import Holdings
from kpidesk.domain.values_plan import plan
from kpidesk.domain.values_table import Table, guess, number_in
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.wide_grid import WideGrid
from kpidesk.ui.session import Session
from kpidesk.ui.start import application
from kpidesk.ui.theme import apply, chosen

ROWS, COLUMNS = 120, 500


def ready() -> None:
    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents()


class Plain(QAbstractTableModel):
    """As many cells that say the same and nothing else."""

    def rowCount(self, parent=QModelIndex()):  # noqa: N802, B008 - Qt's
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent=QModelIndex()):  # noqa: N802, B008 - Qt's
        return 0 if parent.isValid() else COLUMNS

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return "12.34" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def grid(big_file, tmp_path, qtbot):
    """The grid on a desk of 60,000 values, in a window of its own."""
    application()
    path = tmp_path / "big.kpidesk"
    shutil.copyfile(big_file, path)
    opened = open_desk(path, Folders(tmp_path / "data"), who="bench")
    opened.desk._new_id = map("o{:06d}".format, count(1)).__next__
    session, colours = Session(opened), chosen("light")
    apply(colours)
    made = WideGrid(session, Words(), Icons(colours), colours)
    made.resize(1250, 620)
    qtbot.addWidget(made)
    made.refresh(None)
    session.changed.connect(made.refresh)
    with qtbot.waitExposed(made):
        made.show()
    ready()
    yield made
    session.changed.disconnect(made.refresh)
    session.close()


def test_scrolling(race, grid, qtbot):
    plain, model = QTableView(), Plain()
    plain.setModel(model)
    plain.resize(grid.table.size())
    for header in (plain.verticalHeader(), plain.horizontalHeader()):
        header.setDefaultSectionSize(32 if header is plain.verticalHeader() else 124)
    qtbot.addWidget(plain)
    plain.show()
    ready()

    def scroll(view, steps):
        bar = view.horizontalScrollBar()
        for _ in range(10):
            bar.setValue(next(steps) * bar.maximum() // 100)
            view.viewport().repaint()

    theirs, ours = cycle(range(0, 100, 3)), cycle(range(0, 100, 3))
    race(
        "wide grid, ten steps of scrolling, 500 × 120",
        lambda: scroll(plain, theirs), lambda: scroll(grid.table, ours), "≤ 4", rounds=10,
    )  # fmt: skip


def test_one_more_value(race, grid, qtbot):
    desk, numbers = grid._session.desk, count(1)
    driver = desk._rows.driver
    columns = [column.name for column in TABLES[Value].columns]
    value = desk.find(Value, measure="m0007")[0]
    marks = ", ".join(f":{name}" for name in columns)

    def floor() -> None:
        number = next(numbers)
        cells = to_cells(
            replace(
                value,
                id=f"z{number:06d}",
                period=date.fromordinal(1000 + number),
                period_type=PeriodType.WEEK,
            )
        )
        driver.execute("BEGIN IMMEDIATE")
        driver.execute(f"INSERT INTO {TABLES[Value].name} VALUES ({marks})", cells)
        driver.execute("COMMIT")

    def ours() -> None:
        grid.table.edit_cell(str(next(numbers)))
        qtbot.keyClick(grid.table.cell, Qt.Key.Key_Return)
        ready()
        grid.table.setCurrentIndex(grid.model.index(60, 7))

    grid.table.setCurrentIndex(grid.model.index(60, 7))
    race("one value typed into the wide grid, 60,000 there", floor, ours, "≤ 10", rounds=20)


def test_what_a_file_would_do(race, values):
    measures = [Measure(id=f"m{n:04d}", code=f"M{n}", name=f"Minutes in {n}") for n in range(COLUMNS)]
    held = Holdings(Collection([*measures, *values]))
    by_period: dict[date, list[str]] = {}
    for value in values:
        by_period.setdefault(value.period, []).append(str(value.number))
    rows = [("Month", *(measure.code for measure in measures))]
    rows += [(period.isoformat(), *numbers) for period, numbers in by_period.items()]
    table = Table("wide", tuple(rows), text=True)
    layout = guess(table, held.names)
    plan(table, layout, held, {}, date(2025, 7, 8))  # what the desk holds is read once for a file

    race(
        "what 60,000 cells of a file would do",
        lambda: [number_in(cell) for row in rows[1:] for cell in row[1:]],
        lambda: plan(table, layout, held, {}, date(2025, 7, 8)),
        "≤ 6",
    )
