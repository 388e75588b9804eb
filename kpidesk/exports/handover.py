"""Everything of a desk for whoever takes over: one folder or one zip file, with an index in plain text.

The pack is put together in a hidden folder beside its place and appears there when it is whole.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from kpidesk.desk.problems import from_os
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import SUFFIX, save_new
from kpidesk.domain.json_format import DESCRIBED
from kpidesk.domain.naming import KIND_NAMES
from kpidesk.domain.people import Organisation
from kpidesk.domain.records import BY_NAME
from kpidesk.exports import as_json
from kpidesk.exports.job import Cancel, Prepared, Progress, Report, go_on, prepare
from kpidesk.exports.kinds import is_there
from kpidesk.exports.pieces import Options, What, day_of
from kpidesk.system.files import replacing, sync_folder
from kpidesk.system.words import Words

INDEX: Final = "index.txt"
PAPERS: Final = "papers"
_OWN_STEPS: Final = 4  # the desk, JSON, the index, putting it in its place
_WIDE: Final = 96  # letters of a line


@dataclass(frozen=True, slots=True)
class Handed:
    """Where the pack lies, how many files it holds, and what a person should know about it."""

    path: Path
    count: int
    warnings: tuple[str, ...]


def hand_over(
    desk: Desk,
    options: Options,
    name: str,
    *,
    zipped: bool = False,
    progress: Progress = lambda _done, _all: None,
    cancelled: Cancel = lambda: False,
) -> Handed:
    """Write the pack into `options.folder`, under a name that is free there.

    Args:
        desk: a snapshot of the desk.
        options: paper, language and moment; what is given out is everything there is.
        name: the name of the desk's file without its ending.
        zipped: as one zip file instead of a folder.
        progress: is told steps done and their count.
        cancelled: whether to stop; nothing is left then.

    Raises:
        NoAccess: the folder cannot be written.
        Cancelled: `cancelled` said so.
    """
    title = f"{name}-{day_of(options):%Y-%m-%d}"
    place = free_place(options.folder, title, ".zip" if zipped else "")
    work = options.folder / f".{place.name}.new"
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        try:
            prepared, report = _write(desk, options, name, work, progress, cancelled)
            files = sorted(path for path in work.rglob("*") if path.is_file())
            if zipped:
                _zip(work, files, place, title, cancelled)
            else:
                work.replace(place)
                sync_folder(options.folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise from_os(error, options.folder) from error
    steps = len(report.files) + _OWN_STEPS
    progress(steps, steps)
    return Handed(place, len(files), tuple(dict.fromkeys((*prepared.warnings, *report.warnings))))


def free_place(folder: Path, title: str, ending: str) -> Path:
    """A name in a folder that nothing has yet: the title, with a number if need be.

    Raises:
        NoAccess: the folder cannot be looked into.
    """
    place, number = folder / f"{title}{ending}", 1
    try:
        while place.exists():
            number += 1
            place = folder / f"{title}-{number}{ending}"
    except OSError as error:
        raise from_os(error, folder) from error
    return place


def _write(
    desk: Desk, options: Options, name: str, work: Path, progress: Progress, cancelled: Cancel
) -> tuple[Prepared, Report]:
    what = tuple(each for each in What if is_there(desk, each))
    prepared = prepare(desk, replace(options, what=what, folder=work / PAPERS), cancelled)
    report = prepared.write(lambda done, count: progress(done, count + _OWN_STEPS), cancelled)
    done = len(report.files)
    own: tuple[Callable[[], object], ...] = (
        partial(save_new, desk, work / f"{name}{SUFFIX}"),
        partial(as_json.write_json, desk, work / as_json.FILE, partial(go_on, cancelled)),
    )
    for step, write in enumerate(own):
        go_on(cancelled)
        progress(done + step, done + _OWN_STEPS)
        write()
    (work / INDEX).write_text(index(desk, prepared, report, options.words, name), "utf-8")
    return prepared, report


def _zip(work: Path, files: Sequence[Path], place: Path, title: str, cancelled: Cancel) -> None:
    with replacing(place) as temporary, ZipFile(temporary, "w", ZIP_DEFLATED) as archive:
        for path in files:
            go_on(cancelled)
            archive.write(path, Path(title) / path.relative_to(work))


# -- the index


def index(desk: Desk, prepared: Prepared, report: Report, words: Words, name: str) -> str:
    """What lies in the pack, what each file is and how to open it, in plain text."""
    organisation = next(iter(desk.find(Organisation)), None)
    title = words("Hand-over: {name}", name=organisation.name if organisation else name)
    parts = [
        f"{title}\n{'=' * len(title)}",
        words("Put together on {day}.", day=words.date(day_of(prepared.options))),
        words("What is in this pack"),
        _listed(_files(prepared, report, words, name)),
        words("What the desk holds"),
        _listed(_counts(desk, words)),
        words("Please note"),
        words(
            "The desk and the file desk.json hold everything, names included. The papers follow the wish of "
            "each gallery: where it takes no names, they do not tell who wrote a note."
        ),
        words("The file desk.json"),
        DESCRIBED.rstrip(),
    ]
    headings = {parts[number] for number in (2, 4, 6, 8)}
    return "\n\n".join(f"{part}\n{'-' * len(part)}" if part in headings else part for part in parts) + "\n"


def _files(prepared: Prepared, report: Report, words: Words, name: str) -> list[tuple[str, str]]:
    found = [
        (
            f"{name}{SUFFIX}",
            words("The desk itself with its history. Open it with KPI Desk; the rest comes from it."),
        ),
        (as_json.FILE, words("Everything as JSON for other programs; `kpidesk new --from` reads it back.")),
    ]
    titles = {f"{document.name}.pdf": document.title for document in prepared.documents}
    for path in sorted(report.files):
        inner = path.relative_to(prepared.options.folder).as_posix()
        found.append((f"{PAPERS}/{inner}", _what(inner, titles, words)))
    return found


def _what(inner: str, titles: dict[str, str], words: Words) -> str:
    if inner.endswith(".pdf"):
        return titles.get(inner, words("A document to read or print."))
    if inner.endswith(".ics"):
        return words("Promises and meetings as a calendar; import it into any calendar program.")
    if inner.startswith("comments"):
        return words("A form for comments from afar, for any spreadsheet program.")
    return words("All tables as a workbook, for any spreadsheet program.")


def _counts(desk: Desk, words: Words) -> list[tuple[str, str]]:
    counts = [(KIND_NAMES[BY_NAME[name]], count) for name, count in desk.counts().items() if count]
    return [(words(kind), words.number(count)) for kind, count in counts]


def _listed(rows: Sequence[tuple[str, str]]) -> str:
    """Two columns; where the first is too long for its column the second begins a line of its own."""
    wide = min(max((len(first) for first, _ in rows), default=0), _WIDE // 3)
    return "\n".join(
        f"{first:<{wide}}  {second}" if len(first) <= wide else f"{first}\n{'':<{wide}}  {second}"
        for first, second in rows
    )
