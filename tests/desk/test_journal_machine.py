"""Whatever is done, undone, redone and reopened: the journal adds up to the tables.

The machine keeps its own plain model, a list of states, and compares the real desk file with it.
"""

import contextlib
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kpidesk.desk.journal import replay
from kpidesk.desk.problems import StillUsed
from kpidesk.desk.workfile import OpenDesk, new_desk, open_desk, save_new
from kpidesk.domain.measures import Measure
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Link, LinkKind, Result, Ring
from kpidesk.domain.series import Value
from kpidesk.system.paths import Folders

TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
State = dict[str, Record]


class DeskMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        self.folders = Folders(root / "data")
        self.path = root / "desk.kpidesk"
        self.moment = datetime(2025, 1, 1, tzinfo=UTC)
        empty = new_desk(who="machine", clock=self.clock)
        save_new(empty, self.path)
        empty.close()
        self.opened: OpenDesk = self.open()
        self.states: list[State] = [{}]
        self.at = 0

    def clock(self) -> datetime:
        self.moment += timedelta(minutes=2)
        return self.moment

    def open(self) -> OpenDesk:
        return open_desk(self.path, self.folders, who="machine", clock=self.clock)

    @property
    def desk(self):
        return self.opened.desk

    def now(self) -> State:
        return {record.id: record for kind in RECORDS for record in self.desk.find(kind)}

    def done(self) -> None:
        """Note the new state, and that it forgets what could be redone."""
        state = self.now()
        if state != self.states[self.at]:
            self.states = [*self.states[: self.at + 1], state]
            self.at += 1

    @rule(name=TEXTS)
    def add_ring(self, name: str) -> None:
        with self.desk.edit("Add ring") as edit:
            position = max((ring.position for ring in edit.find(Ring)), default=0) + 1
            edit.put(Ring(id=edit.new_id(), position=position, name=name))
            edit.put(LinkKind(id=edit.new_id(), key=edit.new_id(), name=name))
        self.done()

    @rule(text=TEXTS, data=st.data())
    def add_result(self, text: str, data: st.DataObject) -> None:
        rings = self.desk.find(Ring)
        if rings:
            ring = data.draw(st.sampled_from(rings))
            with self.desk.edit("Add result") as edit:
                result = edit.put(
                    Result(id=edit.new_id(), code=edit.next_code("R"), statement=text, ring=ring.id)
                )
                edit.put(Measure(id=edit.new_id(), code=edit.next_code("M"), name=text, result=result.id))
            self.done()

    @rule(data=st.data())
    def link(self, data: st.DataObject) -> None:
        results, kinds = self.desk.find(Result), self.desk.find(LinkKind)
        if len(results) > 1:
            one, other = data.draw(st.permutations(results))[:2]
            with self.desk.edit("Link") as edit:
                if not edit.find(Link, source=one.id, target=other.id, kind=kinds[0].id):
                    code = edit.next_code("L")
                    edit.put(
                        Link(id=edit.new_id(), code=code, source=one.id, target=other.id, kind=kinds[0].id)
                    )
            self.done()

    @rule(number=st.floats(allow_nan=False, allow_infinity=False), data=st.data())
    def value(self, number: float, data: st.DataObject) -> None:
        measures = self.desk.find(Measure)
        if measures:
            measure = data.draw(st.sampled_from(measures))
            with self.desk.edit("Value") as edit:
                for old in edit.find(Value, measure=measure.id, period=date(2025, 1, 1)):
                    edit.remove(old)
                edit.put(Value(id=edit.new_id(), measure=measure.id, period=date(2025, 1, 1), number=number))
            self.done()

    @rule(text=TEXTS, data=st.data())
    def rename(self, text: str, data: st.DataObject) -> None:
        results = self.desk.find(Result)
        if results:
            result = data.draw(st.sampled_from(results))
            with self.desk.edit("Rename") as edit:
                edit.put(replace(result, statement=text))
            self.done()

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        everything = [record for kind in (Ring, Result, Measure, Link) for record in self.desk.find(kind)]
        if everything:
            record = data.draw(st.sampled_from(everything))
            with contextlib.suppress(StillUsed), self.desk.edit("Remove") as edit:
                edit.remove(record)
            self.done()

    @rule()
    def undo(self) -> None:
        change = self.desk.undo()
        assert (change is None) == (self.at == 0)
        self.at = max(self.at - 1, 0)

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        assert self.desk.redo() is not None
        self.at += 1

    @rule()
    def reopen(self) -> None:
        self.opened.close()
        self.opened = self.open()

    @rule()
    def publish(self) -> None:
        self.opened.publish()
        assert not self.opened.unpublished

    @invariant()
    def tables_are_the_state_that_the_model_expects(self) -> None:
        assert self.now() == self.states[self.at]

    @invariant()
    def the_journal_adds_up_to_the_tables(self) -> None:
        changes = [touched for change in self.desk.history() for touched in change.touched]
        assert {key[1]: record for key, record in replay(changes).items()} == self.now()

    def teardown(self) -> None:
        self.opened.close()
        self.folder.cleanup()


DeskMachine.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestDesk = DeskMachine.TestCase
