"""`kpidesk self-test`: whether everything that the program needs came along to this computer.

Made for the packaged program: what was forgotten there shows only when somebody goes where it is used, which
may be in front of a room. So each check uses what it is about. All of it happens in a temporary folder, with
the network out of reach; nothing of this person's is read or written.

No old desks are shipped for it, since they would weigh more than the program's own plain files: an empty
desk of each old format is made by the migrations, and further files may be named, to be copied.
"""

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from gettext import NullTranslations, translation
from pathlib import Path
from time import perf_counter
from typing import Final

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QDialog, QWidget

from kpidesk.desk import migrations
from kpidesk.desk.header import FORMAT, check_header, format_text
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import SUFFIX, new_desk, open_desk, read_desk, save_new
from kpidesk.drawing.fonts import every_key, font
from kpidesk.drawing.palette import DARK, LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.tiles_size import Tiling
from kpidesk.exports.as_json import write_json
from kpidesk.exports.job import run as export
from kpidesk.exports.kinds import is_there
from kpidesk.exports.manual import wanted_pictures
from kpidesk.exports.pieces import Also, Options, What
from kpidesk.exports.preview import render, write_png
from kpidesk.imports import sample
from kpidesk.imports.files import is_defused
from kpidesk.imports.from_json import read_json
from kpidesk.imports.photos import open_photo
from kpidesk.imports.photos_codes import read_codes
from kpidesk.imports.returned_plan import plan_for
from kpidesk.system import clock, lexicon, manual, spelling
from kpidesk.system.guides import read_step, steps
from kpidesk.system.paths import Folders
from kpidesk.system.resources import resource
from kpidesk.system.words import DOMAIN, SOURCE, Words, languages
from kpidesk.ui.commands import PAGES, table
from kpidesk.ui.icons import Icons
from kpidesk.ui.screens import settle, window_for_pictures
from kpidesk.ui.speaking import NAMES
from kpidesk.ui.start import application

_EXPECTED: Final = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",
    "This plugin does not support grabbing the keyboard",
)
"""What Qt says of every window where there is no screen."""
_SIZE: Final = QSize(1366, 768)
_PAPER, _TILE, _DPI = "A3", "A4", 72
_MOST_TOLD: Final = 3

Check = Callable[[], str]
"""Raises where something is wrong; else says in a few words what was looked at."""


class Failed(Exception):  # noqa: N818 - an outcome, not an error
    """A check that found something missing."""


def run(files: Sequence[Path] = (), *, quick: bool = False) -> int:
    """Run all checks, a line for each; 0 if all went well, else 1.

    Args:
        files: further desks and photos that must open; copies of them are used.
        quick: one sample only, and no exports.
    """
    failed = 0
    begun = perf_counter()
    application()
    with (
        tempfile.TemporaryDirectory(prefix="kpidesk-self-test-") as made,
        _alone(Path(made)),
        _heard() as said,
    ):
        for name, check in _checks(Path(made), files, quick=quick):
            failed += not _passes(name, check, said)
    told = "all is well" if not failed else f"{failed} failed"
    print(f"kpidesk self-test: {told} ({perf_counter() - begun:.1f} s)")
    return 1 if failed else 0


def _passes(name: str, check: Check, said: list[str]) -> bool:
    begun = perf_counter()
    try:
        told = check()
        _silent(said)
    except Exception as error:  # noqa: BLE001 - whatever is missing, the other checks go on
        kind = "" if isinstance(error, Failed) else f"{type(error).__name__}: "
        print(f"FAILED {perf_counter() - begun:6.2f} s  {name}: {kind}{error}", flush=True)
        return False
    finally:
        said.clear()
    print(f"ok     {perf_counter() - begun:6.2f} s  {name}: {told}", flush=True)
    return True


def _checks(root: Path, files: Sequence[Path], *, quick: bool) -> Iterator[tuple[str, Check]]:
    """All checks in turn, by name."""
    names = sample.names()[:1] if quick else sample.names()
    desks = {name: root / f"{name}{SUFFIX}" for name in names}
    yield "fonts", _fonts
    yield "icons", _icons
    for language in languages():
        yield f"language {language}", partial(_language, language)
    yield "Guide and manual", _guide_and_manual
    yield "word lists", _word_lists
    yield "workbooks are read safely", _safely
    yield "old formats", partial(_old_formats, root)
    for file in files:
        yield f"file {file.name}", partial(_opens, file, root)
    yield "samples", _samples
    for name, desk in desks.items():
        yield f"sample {name}", partial(_sample, name, desk)
        yield f"pages of {name}", partial(_pages, desk, root)
    if not quick:
        yield from _exporting(desks, root)


def _exporting(desks: dict[str, Path], root: Path) -> Iterator[tuple[str, Check]]:
    given_out: set[What] = set()
    for name, desk in desks.items():
        folder = root / f"exports of {name}"
        yield f"exports of {name}", partial(_exports, desk, folder, given_out)
        yield f"workbook of {name} read back", partial(_workbook, desk, folder)
        yield f"JSON of {name} and back", partial(_json, desk)
    yield "every kind was given out", partial(_every_kind, given_out)
    yield "codes read from a picture", partial(_codes, root)


# -- around it


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """No network, and nothing of this person."""

    def refuse(*_: object) -> None:
        raise Failed("the program tried to reach the network")

    before = os.environ.get("KPIDESK_DATA")
    connect, lookup = socket.socket.connect, socket.getaddrinfo
    os.environ["KPIDESK_DATA"] = str(root / "data")
    setattr(socket.socket, "connect", refuse)  # noqa: B010 - mypy takes no assignment to a method
    setattr(socket, "getaddrinfo", refuse)  # noqa: B010
    try:
        yield
    finally:
        setattr(socket.socket, "connect", connect)  # noqa: B010
        setattr(socket, "getaddrinfo", lookup)  # noqa: B010
        if before is None:
            del os.environ["KPIDESK_DATA"]
        else:
            os.environ["KPIDESK_DATA"] = before


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What Qt says meanwhile, but for what it always says."""
    said: list[str] = []

    def hear(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if not text.startswith(_EXPECTED):
            said.append(text)

    before = qInstallMessageHandler(hear)
    try:
        yield said
    finally:
        qInstallMessageHandler(before)


def _silent(said: Sequence[str]) -> None:
    if said:
        raise Failed(f"Qt said: {_few(said)}")


def _few(texts: Sequence[str]) -> str:
    more = len(texts) - _MOST_TOLD
    return "; ".join(texts[:_MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")


# -- what came along


def _fonts() -> str:
    keys = every_key()
    for key in keys:
        font(key)
    files = sorted(resource("fonts").glob("*.ttf"))
    unread = [file.name for file in files if QFontDatabase.addApplicationFont(str(file)) < 0]
    if unread:
        raise Failed(f"Qt cannot read {_few(unread)}")
    return f"{len(files)} files, {len(keys)} for paper"


def _icons() -> str:
    names = {command.icon for command in table(Words()) if command.icon}
    for palette in (LIGHT, DARK):
        icons = Icons(palette)
        if empty := [name for name in sorted(names) if _is_blank(icons.pixmap(name).toImage())]:
            raise Failed(f"nothing is drawn for {_few(empty)}")
    return f"{len(names)} of commands, in both themes"


def _is_blank(image: QImage) -> bool:
    """Whether all of a picture has one colour."""
    first = image.pixel(0, 0)
    return all(image.pixel(x, y) == first for x in range(image.width()) for y in range(image.height()))


def _guide_and_manual() -> str:
    names = steps()
    for language in languages():
        for step in names:
            read_step(step, language)
        if not manual.pages(language):
            raise Failed(f"no page in {language}")
    pictures = sum(map(_pictures, languages()))
    return f"{len(names)} steps, {len(manual.pages(SOURCE))} pages, {pictures} pictures"


def _pictures(language: str) -> int:
    """How many pictures of the manual came along: all that its pages show, or none as in a checkout."""
    wanted, folder = wanted_pictures(language), manual.picture_folder(language)
    there = {path.stem for path in folder.glob("*.png") if not QImage(str(path)).isNull()}
    if there and (missing := sorted(wanted - there)):
        raise Failed(f"no pictures in {language}: {_few(missing)}")
    return len(there)


class _Missing(NullTranslations):
    """What a catalogue asks for a text that it does not have."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def gettext(self, message: str) -> str:
        """See NullTranslations."""
        self.texts.append(message)
        return message


def _language(language: str) -> str:
    words, day = Words(language), clock.now().date()
    told = f"{words.date(day)}, {words.number(1234.5, 1)}, {words.listed(('1', '2', '3'))}"
    if language == SOURCE:
        return told
    catalogue, missing = translation(DOMAIN, resource("i18n"), languages=[language]), _Missing()
    catalogue.add_fallback(missing)
    for command in table(Words()):
        catalogue.gettext(command.text)
    if texts := [text for text in missing.texts if text not in NAMES.values()]:
        raise Failed(f"commands without a translation: {_few(texts)}")
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm"
    if not qt.is_file():
        raise Failed(f"Qt's own texts are missing: {qt.name}")
    return told


def _word_lists() -> str:
    for language in lexicon.languages():
        lists = lexicon.word_lists(language)
        if not lists.shipped or lists.stem("") == lists.stem("tests"):
            raise Failed(f"no lists or no stems for {language}")
        if spelling.unknown("qzxqzx", [language]) != ("qzxqzx",):
            raise Failed(f"no dictionary for {language}")
    return ", ".join(lexicon.languages())


def _safely() -> str:
    if not is_defused():
        raise Failed("defusedxml is missing")
    return "by defusedxml"


# -- desks


def _old_formats(root: Path) -> str:
    formats = migrations.formats()
    for number in formats:
        path = root / f"format-{number}{SUFFIX}"
        migrations.make_empty(path, number)
        if check_header(path) != number:
            raise Failed(f"an old desk of format {format_text(number)} could not be made")
        _opens(path, root)
    return ", ".join(map(format_text, formats))


def _opens(file: Path, root: Path) -> str:
    """Open a copy of a desk for changing, bring it to the present format and save it; or read a photo."""
    if file.suffix != SUFFIX:
        image = open_photo(file).image
        return f"{image.width} × {image.height} pixels"
    before = format_text(check_header(file))
    (root / "opened").mkdir(exist_ok=True)
    copy = root / "opened" / file.name
    shutil.copyfile(file, copy)
    opened = open_desk(copy, Folders(root / "data"))
    try:
        with opened.desk.edit("Self-test"):
            pass
        _sound(opened.desk)
        opened.publish()
        records = sum(opened.desk.counts().values())
    finally:
        opened.close()
    return f"format {before} → {format_text(FORMAT)}, {records} records"


def _sound(desk: Desk) -> None:
    if damage := desk.integrity():
        raise Failed(_few(damage))


def _samples() -> str:
    if not sample.names():
        raise Failed("there is none")
    return ", ".join(sample.names())


def _sample(name: str, path: Path) -> str:
    with closing(new_desk(who="self-test")) as desk:
        with desk.edit("Sample", barrier=True) as edit:
            sample.load(edit, sample.read(name))
        _sound(desk)
        save_new(desk, path)
        return f"{sum(desk.counts().values())} records"


def _pages(desk: Path, root: Path) -> str:
    """Paint each page with a desk on it and the Guide beside it, then the manual."""
    shown = root / "shown" / desk.name
    shown.parent.mkdir(exist_ok=True)
    shutil.copyfile(desk, shown)
    with window_for_pictures(root, "light", _SIZE) as window:
        if not window.open(shown):
            raise Failed("the window did not open it")
        window.commands.run("view.guide")
        for page in PAGES:
            window.go(page)
            settle(window)
            _painted(window, page)
        window.commands.run("view.manual")
        settle()
        _painted(window.findChild(QDialog, "manual"), "the manual")
    return f"{len(PAGES)} pages, the manual"


def _painted(shown: QWidget | None, name: str) -> None:
    if shown is None or _is_blank(shown.grab().toImage().scaled(200, 112)):
        raise Failed(f"nothing is painted on {name}")


# -- giving out


def _exports(path: Path, folder: Path, given_out: set[What]) -> str:
    with closing(read_desk(path)) as desk:
        what = tuple(each for each in What if is_there(desk, each))
        options = Options(
            what, folder, SHEETS[_PAPER], Tiling(SHEETS[_TILE]), Words(), clock.now(), also=frozenset(Also),
            dpi=_DPI,
        )  # fmt: skip
        files = export(desk, options).files
    pages = sum(render(file, 0, 60, 60).count for file in files if file.suffix == ".pdf")
    if empty := [file.name for file in files if not file.stat().st_size]:
        raise Failed(f"empty: {_few(empty)}")
    given_out.update(what)
    return f"{len(what)} kinds, {len(files)} files, {pages} pages"


def _every_kind(given_out: set[What]) -> str:
    if left := [each.value for each in What if each not in given_out]:
        raise Failed(f"no sample has anything for {_few(left)}")
    return f"{len(What)} kinds"


def _workbook(path: Path, folder: Path) -> str:
    book = max(folder.glob("*.xlsx"), key=lambda file: file.stat().st_size)
    with closing(read_desk(path)) as desk:
        intake = plan_for(desk, book, clock.now().astimezone().date())
    if changes := len(intake.plan.differences):
        raise Failed(f"{changes} changes that nobody made")
    return f"{len(intake.returned.sheets)} sheets, nothing changed"


def _json(path: Path) -> str:
    one, two = path.with_suffix(".json"), path.with_suffix(".again.json")
    with closing(read_desk(path)) as desk:
        write_json(desk, one)
    with closing(read_json(one, "Read")) as again:
        _sound(again)
        write_json(again, two)
    if one.read_bytes() != two.read_bytes():
        raise Failed("what was read is not what was written")
    return f"{one.stat().st_size // 1000} kB"


def _codes(root: Path) -> str:
    """Save a poster as a picture and read it as if somebody had taken a photo of it."""
    posters = sorted(root.glob("exports of */posters-*.pdf"), key=lambda file: file.stat().st_size)
    if not posters:
        raise Failed("no sample has a poster")
    picture = root / "poster.png"
    write_png(posters[-1], picture, 2 * _DPI)
    found = {read.text for read in read_codes(open_photo(picture).image)}
    if not found:
        raise Failed("none was found")
    return ", ".join(sorted(found))
