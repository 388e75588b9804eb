"""Votes of 40 people: dots on 30 things, and the 45 pairs of ten, from the papers to the outcome."""

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kpidesk.actions import votes, workshops
from kpidesk.actions.votes import Asked, Thing
from kpidesk.desk.workfile import OpenDesk, open_desk
from kpidesk.domain.votes import items_of, outcome, pairs
from kpidesk.domain.voting import Ballot, Method, Paper
from kpidesk.imports.workshop_starts import supplied
from kpidesk.system.paths import Folders

PEOPLE = 40
THINGS = {Method.DOTS: 30, Method.PAIRS: votes.MOST_IN_PAIRS}
ROUNDS = 8
HOW = pytest.mark.parametrize("method", THINGS, ids=lambda method: str(method.value))


@pytest.fixture
def opened(sample_file: Path, tmp_path: Path) -> Iterator[OpenDesk]:
    """The sample, opened as people open it."""
    path = tmp_path / "desk.kpidesk"
    path.write_bytes(sample_file.read_bytes())
    found = open_desk(path, Folders(tmp_path / "data"), who="bench")
    yield found
    found.close()


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A file of its own for papers and counts, as safe as a desk and with nothing else."""
    connection = sqlite3.connect(tmp_path / "raw.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE paper (id TEXT PRIMARY KEY, numbers TEXT) WITHOUT ROWID")
    connection.execute("CREATE TABLE counted (id TEXT PRIMARY KEY, item, step, against, number)")
    yield connection
    connection.close()


def called(opened: OpenDesk, method: Method) -> Ballot:
    things = tuple(Thing(f"Thing {number}") for number in range(THINGS[method]))
    with opened.desk.edit("Call") as edit:
        home = workshops.begin(edit, supplied("en")[0][0])
        return votes.call(edit, home.id, Asked("Which first?", method, things, voters=PEOPLE))


def papers_of(opened: OpenDesk, ballot: Ballot) -> list[Paper]:
    """What 40 people give: three dots each, or a choice in each pair."""
    items, chance = items_of(opened.desk, ballot.id), random.Random(7)
    if ballot.method is Method.DOTS:
        return [{(each.id, ""): 1 for each in chance.sample(items, 3)} for _ in range(PEOPLE)]
    return [
        {(one.id, other.id): 1 for one, other in (chance.sample(pair, 2) for pair in pairs(items))}
        for _ in range(PEOPLE)
    ]


def dropped(opened: OpenDesk, ballot: Ballot) -> None:
    for paper in papers_of(opened, ballot):
        opened.desk.drop_paper(ballot.id, paper, "Paper")


@HOW
def test_papers_go_into_the_box(opened: OpenDesk, raw: sqlite3.Connection, race: Any, method: Method) -> None:
    ballot, numbers = called(opened, method), count()
    papers = papers_of(opened, ballot)
    ids = {each.id for each in items_of(opened.desk, ballot.id)}
    texts = [json.dumps([[*key, number] for key, number in paper.items()]) for paper in papers]

    def floor() -> None:
        for text in texts:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO paper VALUES (?, ?)", (f"p{next(numbers):06d}", text))
            raw.execute("COMMIT")

    def ours() -> None:
        for paper in papers:
            votes.check_paper(ballot, ids, paper)
            opened.desk.drop_paper(ballot.id, paper, "Paper")

    race(f"{PEOPLE} papers by {method.value} dropped / raw commits of them", floor, ours, "≤ 3")


@HOW
def test_the_box_is_opened(opened: OpenDesk, raw: sqlite3.Connection, race: Any, method: Method) -> None:
    desk, numbers = opened.desk, count()
    ballots = [called(opened, method) for _ in range(ROUNDS + 1)]
    for each in ballots:
        dropped(opened, each)
    left = iter(ballots)
    texts = [json.dumps([[*key, number] for key, number in paper.items()]) for paper in desk.papers(each.id)]

    def floor() -> None:
        sums: Counter[tuple[str, str]] = Counter()
        for text in texts:
            for item, other, number in json.loads(text):
                sums[item, other] += number
        raw.execute("BEGIN IMMEDIATE")
        rows = [(f"c{next(numbers)}", item, 0, other, number) for (item, other), number in sums.items()]
        raw.executemany("INSERT INTO counted VALUES (?, ?, ?, ?, ?)", rows)
        raw.execute("COMMIT")

    def ours() -> None:
        ballot = next(left)
        with desk.edit("Reveal") as edit:
            votes.reveal(edit, ballot.id, desk.papers(ballot.id))

    race(
        f"{PEOPLE} papers by {method.value} revealed / raw commit of their sums",
        floor,
        ours,
        "≤ 15",
        ROUNDS,
    )


@HOW
def test_the_outcome_is_told(opened: OpenDesk, race: Any, method: Method) -> None:
    desk, ballot = opened.desk, called(opened, method)
    dropped(opened, ballot)
    with desk.edit("Reveal") as edit:
        over = votes.reveal(edit, ballot.id, desk.papers(ballot.id))
    driver = desk._rows.driver
    query = (
        "SELECT ballot_count.item, number FROM ballot_count JOIN ballot_item ON ballot_item.id = "
        "ballot_count.item WHERE ballot_item.ballot = ?"
    )

    def floor() -> list[tuple[str, int]]:
        sums: Counter[str] = Counter()
        for item, number in driver.execute(query, (over.id,)):
            sums[item] += number
        return sums.most_common()

    lines = outcome(desk, over).lines
    assert sum(number for _, number in floor()) == outcome(desk, over).given
    assert len(lines) == THINGS[method]
    race(
        f"outcome of {PEOPLE} people by {method.value} / rows summed up",
        floor,
        lambda: outcome(desk, over),
        "≤ 20",
        20,
    )
