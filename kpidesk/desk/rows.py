"""SQL for one connection: rows of records, codes and journal. But for `past`, nothing else speaks SQL."""

import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import TypeVar

import sqlalchemy as sa

from kpidesk.desk import images
from kpidesk.desk.header import FORMAT
from kpidesk.desk.journal import Change, EntryKind, Touched
from kpidesk.desk.schema import ABOUT, CHANGE, CODE, EDIT, PAPER, TABLES
from kpidesk.domain.codes import parts
from kpidesk.domain.record import Record, fields_of, type_name
from kpidesk.domain.records import BY_NAME
from kpidesk.domain.voting import Paper
from kpidesk.system.collecting import no_collecting

R = TypeVar("R", bound=Record)


def _cell(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if hasattr(value, "isoformat") else value


class Rows:
    """Reads and writes over one SQLite connection. The caller begins and ends transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.driver = connection
        # No transaction is begun behind our back; SQLAlchemy is told that there is none (AUTOCOMMIT).
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        engine = sa.create_engine(
            "sqlite://",
            creator=lambda: connection,
            poolclass=sa.StaticPool,
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
        )
        self._sql = engine.connect()

    def close(self) -> None:
        """Give the connection up."""
        self._sql.detach()
        self._sql.close()
        self.driver.close()

    def run(self, statement: str) -> None:
        """Run a statement as it is: BEGIN IMMEDIATE, COMMIT, ROLLBACK."""
        self.driver.execute(statement)

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """The record with this id, or None."""
        table = TABLES[record_type]
        found = self._sql.execute(sa.select(table).where(table.c.id == record_id)).all()
        return images.from_rows(record_type, found)[0] if found else None

    def find(self, record_type: type[R], equal: dict[str, object]) -> tuple[R, ...]:
        """Records whose columns have the given values, by id."""
        table = TABLES[record_type]
        query = sa.select(table).order_by(table.c.id)
        for name, value in equal.items():
            query = query.where(table.c[name] == _cell(value))
        with no_collecting():  # no record is garbage, and looking at each several times takes half the time
            return images.from_rows(record_type, self._sql.execute(query).all())

    def count(self, record_type: type[Record]) -> int:
        """How many records of a type there are."""
        return int(self._sql.scalar(sa.select(sa.func.count()).select_from(TABLES[record_type])) or 0)

    def write(self, record: Record, *, exists: bool) -> None:
        """Insert or update a record's row."""
        table, cells = TABLES[type(record)], images.to_cells(record)
        if exists:
            key = cells.pop("id")
            self._sql.execute(sa.update(table).where(table.c.id == key).values(cells))
        else:
            self._sql.execute(sa.insert(table), cells)

    def write_all(self, record_type: type[Record], records: Sequence[Record]) -> None:
        """Insert many new records of one type; the quick way."""
        if records:
            self._sql.execute(sa.insert(TABLES[record_type]), [images.to_cells(each) for each in records])

    def rewrite_all(self, record_type: type[Record], records: Sequence[Record]) -> None:
        """Update many records of one type; the quick way."""
        if records:
            table = TABLES[record_type]
            cells = [{**images.to_cells(each), "_key": each.id} for each in records]
            self._sql.execute(sa.update(table).where(table.c.id == sa.bindparam("_key")), cells)

    def each(self, record_type: type[R]) -> Iterator[R]:
        """All records of a type by id; those that hold files are never all in memory at once."""
        if not any(field.kind is bytes for field in fields_of(record_type)):
            yield from self.find(record_type, {})
            return
        table = TABLES[record_type]
        for record_id in self._sql.scalars(sa.select(table.c.id).order_by(table.c.id)).all():
            if (record := self.get(record_type, record_id)) is not None:
                yield record

    def empty_boxes(self) -> None:
        """Take all papers of secret votes away."""
        self._sql.execute(sa.delete(PAPER))

    def images(self) -> Iterator[tuple[int, str, bytes | None, bytes | None]]:
        """All images of the journal: number of the row, type, before, after."""
        row: sa.ColumnClause[int] = sa.literal_column("rowid")
        rows = self._sql.scalars(sa.select(row).select_from(CHANGE).order_by(row)).all()
        query = sa.select(CHANGE.c.type, CHANGE.c.before, CHANGE.c.after).where(row == sa.bindparam("row"))
        for number in rows:  # one by one: they may be changed meanwhile, and hold photos
            found = self._sql.execute(query, {"row": number}).one()
            yield number, found.type, found.before, found.after

    def change_images(self, changed: Sequence[tuple[int, bytes | None, bytes | None]]) -> None:
        """Put other images, before and after, in the place of those of some rows."""
        if changed:
            cells = [{"_row": row, "before": before, "after": after} for row, before, after in changed]
            where = sa.literal_column("rowid") == sa.bindparam("_row")
            self._sql.execute(sa.update(CHANGE).where(where), cells)

    def drop_images(self, edit: int) -> None:
        """Drop the images of all edits up to a number; which records they touched stays."""
        self._sql.execute(sa.update(CHANGE).where(CHANGE.c.edit <= edit).values(before=None, after=None))

    def size_of_images(self, edit: int) -> int:
        """The bytes of the images of all edits up to a number."""
        sizes = sa.func.coalesce(sa.func.length(CHANGE.c.before), 0) + sa.func.coalesce(
            sa.func.length(CHANGE.c.after), 0
        )
        return int(self._sql.scalar(sa.select(sa.func.sum(sizes)).where(CHANGE.c.edit <= edit)) or 0)

    def labels(self) -> list[tuple[int, str, str, str | None]]:
        """Number, label, person and typing key of all entries."""
        query = sa.select(EDIT.c.id, EDIT.c.label, EDIT.c.who, EDIT.c.typing).order_by(EDIT.c.id)
        return [(row[0], row[1], row[2], row[3]) for row in self._sql.execute(query)]

    def change_label(self, edit: int, label: str, who: str, typing: str | None) -> None:
        """Put other words in the place of those of one entry."""
        values = {"label": label, "who": who, "typing": typing}
        self._sql.execute(sa.update(EDIT).where(EDIT.c.id == edit).values(values))

    def begin_after(self, edit: int, at: str, label: str) -> None:
        """Begin the journal anew: an entry without images stands for everything up to an edit."""
        self._sql.execute(sa.delete(CHANGE))
        self._sql.execute(sa.delete(EDIT))
        entry = {
            "id": edit, "kind": EntryKind.BARRIER.value, "step": edit, "label": label, "who": "",
            "at": at, "typing": None, "format": FORMAT,
        }  # fmt: skip
        self._sql.execute(sa.insert(EDIT), entry)

    def delete(self, record_type: type[Record], record_id: str) -> None:
        """Delete a record's row."""
        table = TABLES[record_type]
        self._sql.execute(sa.delete(table).where(table.c.id == record_id))

    def apply(self, changes: tuple[Touched, ...]) -> None:
        """Make changes that the journal knows: after-images become rows.

        All old rows go first: records may have exchanged values that must occur once.
        """
        for change in changes:
            if change.before is not None:
                self.delete(change.record_type, change.id)
        for change in changes:
            if change.after is not None:
                self.write(change.after, exists=False)

    def last_number(self, prefix: str) -> int:
        """The highest number ever given out for a printed code's prefix."""
        return int(self._sql.scalar(sa.select(CODE.c.last).where(CODE.c.prefix == prefix)) or 0)

    def note_code(self, code: str) -> None:
        """Remember that a printed code such as R07 is taken."""
        if found := parts(code):
            self.note_number(*found)

    def note_number(self, prefix: str, number: int) -> None:
        """Remember that codes of a prefix are taken up to a number."""
        if number > self.last_number(prefix):
            self._sql.exec_driver_sql(
                "INSERT INTO code VALUES (?, ?) ON CONFLICT (prefix) DO UPDATE SET last = excluded.last",
                (prefix, number),
            )

    def codes(self) -> dict[str, int]:
        """The highest number ever given out for each prefix."""
        return {row.prefix: row.last for row in self._sql.execute(sa.select(CODE).order_by(CODE.c.prefix))}

    def about(self, key: str) -> str | None:
        """A fact about the desk."""
        return self._sql.scalar(sa.select(ABOUT.c.value).where(ABOUT.c.key == key))

    def facts(self) -> dict[str, str]:
        """All facts about the desk."""
        return {row.key: row.value for row in self._sql.execute(sa.select(ABOUT).order_by(ABOUT.c.key))}

    def note_fact(self, key: str, value: str) -> None:
        """Write a fact down; it takes the place of the one before."""
        self._sql.exec_driver_sql("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, value))

    def last_edit(self) -> int:
        """The number of the newest edit, 0 when there is none."""
        return int(self._sql.scalar(sa.select(sa.func.max(EDIT.c.id))) or 0)

    def append(self, kind: EntryKind, step: int | None, label: str, who: str, at: datetime,
               typing: str | None, touched: tuple[Touched, ...]) -> Change:  # fmt: skip
        """Append an entry to the journal; a `step` of None begins a step of its own."""
        edit = self.last_edit() + 1
        step = edit if step is None else step
        entry = {
            "id": edit, "kind": kind.value, "step": step, "label": label, "who": who,
            "at": at.isoformat(), "typing": typing, "format": FORMAT,
        }  # fmt: skip
        self._sql.execute(sa.insert(EDIT), entry)
        rows = [
            {
                "edit": edit,
                "record": change.id,
                "type": type_name(change.record_type),
                "before": images.to_image(change.before),
                "after": images.to_image(change.after),
            }
            for change in touched
        ]
        if rows:  # undoing a step that came back to where it began touches nothing
            self._sql.execute(sa.insert(CHANGE), rows)
        return Change(edit, kind, step, label, who, at, touched)

    def papers(self, ballot: str) -> tuple[Paper, ...]:
        """The papers of a ballot, in the order of their random ids."""
        return tuple(self.box(ballot).values())

    def box(self, ballot: str) -> dict[str, Paper]:
        """The papers of a ballot by their random ids, in the order of these."""
        query = sa.select(PAPER.c.id, PAPER.c.numbers).where(PAPER.c.ballot == ballot).order_by(PAPER.c.id)
        return {
            paper: {(item, criterion): number for item, criterion, number in json.loads(numbers)}
            for paper, numbers in self._sql.execute(query)
        }

    def add_paper(self, ballot: str, paper: Paper) -> None:
        """Put a paper into the box."""
        self.add_papers(ballot, {secrets.token_hex(16): paper})

    def add_papers(self, ballot: str, papers: Mapping[str, Paper]) -> None:
        """Put papers into the box that have ids already; those that lie in it stay as they are."""
        for paper_id, paper in papers.items():
            numbers = [[item, criterion, number] for (item, criterion), number in paper.items()]
            row = {"id": paper_id, "ballot": ballot, "numbers": json.dumps(numbers)}
            self._sql.execute(sa.insert(PAPER).prefix_with("OR IGNORE"), row)

    def entries(self) -> Iterator[tuple[EntryKind, int]]:
        """Kind and step of all entries in order."""
        for kind, step in self._sql.execute(sa.select(EDIT.c.kind, EDIT.c.step).order_by(EDIT.c.id)):
            yield EntryKind(kind), step

    def marks(self) -> Iterator[tuple[int, str, int, str, tuple[str, ...]]]:
        """Number, kind, step and time of all entries in order, and the ids of the records they touched.

        Neither redacting nor compacting changes any of it.
        """
        touched: dict[int, list[str]] = {}
        for edit, record in self._sql.execute(
            sa.select(CHANGE.c.edit, CHANGE.c.record).order_by(CHANGE.c.edit, CHANGE.c.record)
        ):
            touched.setdefault(edit, []).append(record)
        query = sa.select(EDIT.c.id, EDIT.c.kind, EDIT.c.step, EDIT.c.at).order_by(EDIT.c.id)
        for number, kind, step, at in self._sql.execute(query):
            yield number, kind, step, at, tuple(touched.get(number, ()))

    def changes(self, **equal: object) -> Iterator[Change]:
        """Journal entries in order, whole: all, or those with the given step, kind, id or record.

        A `since` gives entries with a higher number.
        """
        query = sa.select(EDIT).order_by(EDIT.c.id)
        for name, value in equal.items():
            if name == "since":
                query = query.where(EDIT.c.id > value)
            elif name == "step":  # has the number of its first entry; so a long journal is not searched
                query = query.where(EDIT.c.step == value, EDIT.c.id >= value)
            elif name == "record":
                query = query.where(EDIT.c.id.in_(sa.select(CHANGE.c.edit).where(CHANGE.c.record == value)))
            else:
                query = query.where(EDIT.c[name] == _cell(value))
        for entry in self._sql.execute(query).all():
            yield Change(
                edit=entry.id,
                kind=EntryKind(entry.kind),
                step=entry.step,
                label=entry.label,
                who=entry.who,
                at=datetime.fromisoformat(entry.at),
                touched=self._touched(entry.id),
            )

    def last_touches(self, kind: type[Record]) -> Iterator[tuple[str, datetime, str]]:
        """Id, time and person of the newest entry about each record of a type; no image is read for it."""
        newest = (
            sa.select(CHANGE.c.record, sa.func.max(CHANGE.c.edit).label("edit"))
            .where(CHANGE.c.type == type_name(kind))
            .group_by(CHANGE.c.record)
            .subquery()
        )
        query = sa.select(newest.c.record, EDIT.c.at, EDIT.c.who).join(EDIT, EDIT.c.id == newest.c.edit)
        for record, at, who in self._sql.execute(query):
            yield record, datetime.fromisoformat(at), who

    def _touched(self, edit: int) -> tuple[Touched, ...]:
        rows = self._sql.execute(
            sa.select(CHANGE).where(CHANGE.c.edit == edit).order_by(sa.literal_column("rowid"))
        )
        return tuple(
            Touched(
                kind := BY_NAME[row.type],
                row.record,
                images.from_image(kind, row.before),
                images.from_image(kind, row.after),
            )
            for row in rows
        )

    def label_of(self, step: int) -> str:
        """What a step was called."""
        return str(self._sql.scalar(sa.select(EDIT.c.label).where(EDIT.c.id == step)) or "")

    def last_entry(self) -> tuple[EntryKind, int, str | None, str, datetime] | None:
        """Kind, step, typing key, person and time of the newest entry."""
        query = sa.select(EDIT.c.kind, EDIT.c.step, EDIT.c.typing, EDIT.c.who, EDIT.c.at)
        row = self._sql.execute(query.order_by(EDIT.c.id.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        return EntryKind(row[0]), row[1], row[2], row[3], datetime.fromisoformat(row[4])
