"""An open desk: reading records, the one door for writes, undo and redo.

Invariant: what stands in the tables is what the journal's changes add up to. Every write goes
through `Desk.edit` or replays changes that once did, in one transaction with its journal entry.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa

from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import TYPING_PAUSE, Change, EntryKind, Mark, Stacks, Touched, net, reverse, stacks
from kpidesk.desk.past import Past
from kpidesk.desk.problems import AlreadyThere, DeskProblem, PapersInBox, ReadOnlyDesk, from_sqlite
from kpidesk.desk.rows import Rows
from kpidesk.domain.record import Record, type_name
from kpidesk.domain.records import RECORDS
from kpidesk.domain.voting import Ballot, Paper
from kpidesk.system.clock import Clock, IdSource, NewId
from kpidesk.system.clock import now as real_now

R = TypeVar("R", bound=Record)
Listener = Callable[[Change], None]


class Beneath:
    """What `Desk.beneath` gives: the database, and a list for records that are another now.

    Listeners are told of these records; the journal is not, as it holds no image of them from before.
    `who` is what the journal says of who did it.
    """

    def __init__(self, rows: Rows, who: str) -> None:
        self.rows = rows
        self.who = who
        self.touched: list[Touched] = []


class Desk:
    """A desk over one SQLite connection, which it owns. Use it on one thread."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        who: str = "",
        clock: Clock = real_now,
        new_id: NewId | None = None,
        writable: bool = True,
    ) -> None:
        self._rows = Rows(connection)
        self._who = who
        self._clock = clock
        self._new_id = new_id or IdSource()
        self._editing = self._typing_ended = False
        self.writable = writable
        self.listeners: list[Listener] = []
        with self._problems():
            self._stacks: Stacks = stacks(self._rows.entries())

    def close(self) -> None:
        """Give the connection up."""
        self._rows.close()

    # -- reading

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record with this id. Raises KeyError when there is none."""
        with self._problems():
            found = self._rows.get(record_type, record_id)
        if found is None:
            raise KeyError(record_id)
        return found

    def find(self, record_type: type[R], **equal: object) -> tuple[R, ...]:
        """All records of a type whose named fields have the given values, by id."""
        with self._problems():
            return self._rows.find(record_type, equal)

    def each(self, record_type: type[R]) -> Iterator[R]:
        """All records of a type by id; those that hold files are never all in memory at once."""
        with self._problems():
            yield from self._rows.each(record_type)

    def counts(self) -> dict[str, int]:
        """How many records of each type there are, by the type's name."""
        with self._problems():
            return {type_name(record_type): self._rows.count(record_type) for record_type in RECORDS}

    def snapshot(self) -> "Desk":
        """A read-only copy in memory that another thread may use; close it afterwards."""
        return Desk(self.copy_to_memory(), who=self._who, writable=False)

    def copy_to_memory(self) -> sqlite3.Connection:
        """The whole desk as it is now, as a database in memory."""
        memory = sqlite3.connect(":memory:", check_same_thread=False)
        with self._problems():
            self._rows.driver.backup(memory)
        return memory

    def integrity(self) -> tuple[str, ...]:
        """What SQLite finds wrong with tables and references; empty when all is well."""
        with self._problems():
            broken = [row[0] for row in self._rows.driver.execute("PRAGMA integrity_check") if row[0] != "ok"]
            dangling = self._rows.driver.execute("PRAGMA foreign_key_check").fetchall()
        return (*broken, *(f"{row[0]} → {row[2]}: dangling reference" for row in dangling))

    @property
    def who(self) -> str:
        """Who works here, as the journal notes it."""
        return self._who

    @property
    def desk_id(self) -> str:
        """The id that the desk keeps for life."""
        return self._rows.about("desk_id") or ""

    @property
    def facts(self) -> dict[str, str]:
        """What the desk says of itself: its id, when it was made, the letter of its recorder."""
        with self._problems():
            return self._rows.facts()

    @property
    def codes(self) -> dict[str, int]:
        """The highest number ever given out for each prefix of printed codes."""
        with self._problems():
            return self._rows.codes()

    @property
    def compacted_to(self) -> int:
        """The number of the edit up to which the journal has no images any more, 0 where it has all.

        The desk as it was after that edit, and after each later one, can be worked out; before, it cannot.
        """
        return int(self._rows.about("compacted_to") or 0)

    # -- writing

    def now(self) -> datetime:
        """The moment by the desk's own clock, which times its edits."""
        return self._clock()

    @contextlib.contextmanager
    def edit(
        self,
        label: str,
        *,
        typing: str | None = None,
        barrier: bool = False,
        barrier_before: bool = False,
    ) -> Iterator[Edit]:
        """One edit: what is put and removed inside becomes one transaction and one undo step.

        Args:
            label: what undo will name, in the person's language.
            typing: the field being typed in; entries with the same key within a minute share a step.
            barrier: the edit cannot be undone, and neither can those before it.
            barrier_before: the edit can be undone, but nothing before it any more.

        Raises:
            ReadOnlyDesk: the desk is open for reading.
            AlreadyThere, StillUsed, NoAccess: see there. Whatever is raised, nothing was changed.
        """
        if not self.writable:
            raise ReadOnlyDesk
        edit = Edit(self._rows, self._clock(), self._who, self._new_id)
        kind = EntryKind.BARRIER if barrier else EntryKind.DO
        with self._transaction() as done:
            yield edit
            if touched := edit.touched:
                if barrier_before:
                    done.append(
                        self._rows.append(EntryKind.BARRIER, None, label, edit.who, edit.now, None, ())
                    )
                step = self._typing_step(typing, edit)
                entry = self._rows.append(kind, step, label, edit.who, edit.now, typing, touched)
                done.append(entry)
        self._announce(done)

    @contextlib.contextmanager
    def beneath(self, label: str, *, barrier: bool) -> Iterator["Beneath"]:
        """Change what lies beneath the records, the journal itself included, in one transaction.

        For redacting, compacting and facts about the desk. The journal gets an entry without images.

        Args:
            label: what the journal says of it.
            barrier: nothing before it can be undone any more; otherwise undo passes it over.

        Raises:
            ReadOnlyDesk: the desk is open for reading.
        """
        if not self.writable:
            raise ReadOnlyDesk
        kind = EntryKind.BARRIER if barrier else EntryKind.PAPER
        with self._transaction() as done:
            beneath = Beneath(self._rows, self._who)
            yield beneath
            entry = self._rows.append(kind, None, label, beneath.who, self._clock(), None, ())
            done.append(replace(entry, touched=tuple(beneath.touched)))
        self._announce(done)

    @contextlib.contextmanager
    def beneath_for_reading(self) -> Iterator[Rows]:
        """Look at what lies beneath the records."""
        with self._problems():
            yield self._rows

    @contextlib.contextmanager
    def filling(self) -> Iterator[Rows]:
        """Fill a desk in memory that was only just made; its journal says nothing of it.

        Raises:
            AlreadyThere, ValueError: what was written does not fit together. Throw the desk away then.
        """
        with self._problems():
            self._rows.run("BEGIN")
            yield self._rows
            self._rows.run("COMMIT")
            self._stacks = stacks(self._rows.entries())

    def tidy_file(self) -> None:
        """Write the database anew without what was removed from it, so that no byte of that is left."""
        with self._problems():
            self._rows.run("VACUUM")

    def end_typing(self) -> None:
        """What is typed from now on is a step of its own, also in the same field."""
        self._typing_ended = True

    def undo(self) -> Change | None:
        """Take the last step back; None when there is none.

        Raises:
            PapersInBox: the step began a secret vote and somebody has voted. Nothing was changed.
        """
        return self._step_again(EntryKind.UNDO, self._stacks.undo)

    def redo(self) -> Change | None:
        """Do the last undone step again; None when there is none."""
        return self._step_again(EntryKind.REDO, self._stacks.redo)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, None for nothing."""
        return self._rows.label_of(self._stacks.undo[-1]) if self._stacks.undo else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, None for nothing."""
        return self._rows.label_of(self._stacks.redo[-1]) if self._stacks.redo else None

    # -- the ballot box

    def drop_paper(self, ballot_id: str, paper: Paper, label: str) -> None:
        """Put one person's paper into the box. It is saved at once, and nothing tells it from others.

        Args:
            ballot_id: the ballot.
            paper: a number for each item and criterion.
            label: what the journal says of it.

        Raises:
            ReadOnlyDesk: the desk is open for reading.
        """
        if not self.writable:
            raise ReadOnlyDesk
        with self._transaction() as done:
            self._rows.add_paper(ballot_id, paper)
            done.append(self._rows.append(EntryKind.PAPER, None, label, "", self._clock(), None, ()))
        self._announce(done)

    def papers(self, ballot_id: str) -> tuple[Paper, ...]:
        """The papers of a ballot, in no order that tells anything."""
        with self._problems():
            return self._rows.papers(ballot_id)

    def box(self, ballot_id: str) -> dict[str, Paper]:
        """The papers of a ballot by their random ids, for another copy of this desk."""
        with self._problems():
            return self._rows.box(ballot_id)

    # -- history

    @property
    def past(self) -> Past:
        """What the journal tells, as far as it is asked."""
        return Past(self._rows.driver, self._problems)

    def marks(self) -> tuple[Mark, ...]:
        """What tells each entry of the journal from those of other copies, in order."""
        with self._problems():
            return tuple(Mark(*each) for each in self._rows.marks())

    @property
    def last_edit(self) -> int:
        """The number of the newest edit, 0 for none."""
        with self._problems():
            return self._rows.last_edit()

    def history(self, *, since: int = 0, record_id: str | None = None) -> tuple[Change, ...]:
        """What was done after edit `since`, in order; only what touched one record if asked."""
        wanted = {} if record_id is None else {"record": record_id}
        with self._problems():
            return tuple(self._rows.changes(since=since, **wanted))

    def size_of_images(self, edit: int) -> int:
        """The bytes of what the journal remembers of records, in all edits up to a number."""
        with self._problems():
            return self._rows.size_of_images(edit)

    def last_touches(self, kind: type[Record]) -> dict[str, tuple[datetime, str]]:
        """When each record of a type was touched last, and by whom; also those that are gone."""
        with self._problems():
            return {record: (at, who) for record, at, who in self._rows.last_touches(kind)}

    # -- inside

    def _step_again(self, kind: EntryKind, stack: tuple[int, ...]) -> Change | None:
        if not self.writable:
            raise ReadOnlyDesk
        if not stack:
            return None
        step = stack[-1]
        with self._transaction() as done:
            changes = net(self._touched_by(step))
            if kind is EntryKind.UNDO:
                self._spare_papers(changes)
                changes = reverse(changes)
            self._rows.apply(changes)
            label = self._rows.label_of(step)
            done.append(self._rows.append(kind, step, label, self._who, self._clock(), None, changes))
        self._announce(done)
        return done[0]

    def _spare_papers(self, changes: tuple[Touched, ...]) -> None:
        """Papers are outside of the journal: a ballot that undo takes away could leave them lost."""
        for change in changes:
            if change.record_type is Ballot and change.before is None and self.papers(change.id):
                raise PapersInBox

    def _touched_by(self, step: int) -> Iterator[Touched]:
        for change in self._rows.changes(step=step, kind=EntryKind.DO):
            yield from change.touched

    def _typing_step(self, typing: str | None, edit: Edit) -> int | None:
        ended, self._typing_ended = self._typing_ended, False
        last = self._rows.last_entry() if typing and not ended else None
        if last is None:
            return None
        kind, step, last_typing, who, at = last
        goes_on = kind is EntryKind.DO and last_typing == typing and who == edit.who
        return step if goes_on and edit.now - at <= TYPING_PAUSE else None

    def _announce(self, done: list[Change]) -> None:
        for change in done:
            self._stacks = self._stacks.after(change.kind, change.step)
            for listener in tuple(self.listeners):
                listener(change)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[list[Change]]:
        """Commit when something was appended to the list that is yielded, roll back otherwise."""
        if self._editing:
            raise RuntimeError("an edit is open already; pass it on instead of beginning another")
        done: list[Change] = []
        with self._problems():
            self._rows.run("BEGIN IMMEDIATE")
            self._editing = True
            try:
                yield done
                self._rows.run("COMMIT" if done else "ROLLBACK")
            except BaseException:
                with contextlib.suppress(sqlite3.OperationalError):  # SQLite may have rolled back itself
                    self._rows.run("ROLLBACK")
                raise
            finally:
                self._editing = False

    @contextlib.contextmanager
    def _problems(self) -> Iterator[None]:
        """Turn errors of the database into problems that people can read."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            if isinstance(error.orig, sqlite3.Error):
                raise _problem(error.orig) from error
            raise
        except sqlite3.Error as error:
            raise _problem(error) from error


def _problem(error: sqlite3.Error) -> DeskProblem | ValueError:
    name = getattr(error, "sqlite_errorname", "")
    if name in {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}:
        return AlreadyThere(what=str(error).partition(": ")[2])
    if name.startswith("SQLITE_CONSTRAINT"):
        return ValueError(f"an edit would leave records that do not fit together: {error}")
    return from_sqlite(error, "desk")
