"""What is different between two states of the desk, ready to be told on screen and as PDF."""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from kpidesk.desk.comparing import Remembering, as_of, differences, unsigned, withheld
from kpidesk.desk.journal import Touched
from kpidesk.desk.problems import from_os
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.gallery import Note
from kpidesk.domain.reader import Reader
from kpidesk.drawing.changes_report import changes_report
from kpidesk.drawing.record_words import RecordWords, field_name, record_words
from kpidesk.exports.handover import free_place
from kpidesk.exports.pdf import write_pdf
from kpidesk.system.files import replacing
from kpidesk.system.words import Words
from kpidesk.ui.jobs import Progress, Stopped

STEP: Final = 50  # records between two looks at whether a job was stopped


@dataclass(frozen=True, slots=True)
class Report:
    """What is different; `records` are the same in words, where somebody has made them already."""

    title: str
    about: str
    touched: tuple[Touched, ...] = ()
    records: tuple[RecordWords, ...] | None = None

    @property
    def count(self) -> int:
        """How many records are different."""
        return len(self.touched)

    def told(self, desk: Desk, words: Words, most: int | None = None) -> tuple[RecordWords, ...]:
        """The first records in words, all of them by default."""
        if self.records is not None:
            return self.records[:most]
        return in_words(self.touched[:most], Remembering(desk, self.touched), words)


def in_words(
    touched: Sequence[Touched], reader: Reader, words: Words, progress: Progress = lambda *_: None,
    stopped: Stopped = lambda: False,
) -> tuple[RecordWords, ...]:  # fmt: skip
    """Changes in words; fewer when somebody stops it."""
    told = []
    for number, each in enumerate(touched):
        if number % STEP == 0:
            progress(number, len(touched))
            if stopped():
                break
        told.append(record_words(each.record_type, each.id, each.before, each.after, reader, words))
    return tuple(told)


def compare_file(
    snapshot: Desk, edit: int, path: Path, words: Words, progress: Progress, stopped: Stopped
) -> tuple[tuple[Touched, ...], tuple[RecordWords, ...]] | None:
    """On the worker: what is different in another desk file from this desk after an edit; None if stopped.

    Raises:
        DeskProblem: the file cannot be read.
    """
    with contextlib.closing(snapshot), contextlib.closing(read_desk(path)) as other:
        now = edit >= snapshot.last_edit
        touched = differences(snapshot if now else as_of(snapshot, edit), other)
        told = in_words(touched, Remembering(snapshot, touched, other), words, progress, stopped)
        return None if stopped() else (touched, told)


def write_report(
    snapshot: Desk,
    report: Report,
    folder: Path,
    words: Words,
    day: date,
    progress: Progress,
    stopped: Stopped,
) -> Path | None:
    """On the worker: write a report as PDF under a name that is free; None when somebody stopped it.

    Raises:
        NoAccess: the folder cannot be written.
    """
    with contextlib.closing(snapshot):
        records = report.records
        if records is None:
            reader = Remembering(snapshot, report.touched)
            records = in_words(report.touched, reader, words, progress, stopped)
        if stopped():
            return None
        given = _given_out(snapshot, report.touched, records, words, day)
        pages = changes_report(snapshot, report.title, report.about, given, words, day)
    path = free_place(folder, "changes", ".pdf")
    try:
        with replacing(path) as temporary:
            write_pdf(pages, temporary, title=report.title, language=words.language)
    except OSError as error:
        raise from_os(error, path) from error
    return path


def _given_out(
    desk: Desk, touched: Sequence[Touched], records: Iterable[RecordWords], words: Words, day: date
) -> list[RecordWords]:
    """What others may read: no measure before its time, nor who wrote a note where that is not asked."""
    gone, nameless = withheld(desk, touched, day), unsigned(desk, touched)
    private = {field_name(Note, "group", words), field_name(Note, "writer", words)}
    return [
        replace(each, fields=tuple(field for field in each.fields if field.name not in private))
        if each.id in nameless
        else each
        for each in records
        if each.id not in gone
    ]
