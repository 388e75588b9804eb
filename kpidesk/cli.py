"""The command line: new, info, check, export, handover, import, screens, manual, self-test, the window.

Ends with 0 (also when a check finds something); 1 for what is no desk, locked or newer; 2 for wrong
use; 3 for a damaged file, a full disk, missing rights or a missing system part. What went wrong is one
line on standard error, never a traceback. Reading commands neither lock nor migrate nor write the file.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from kpidesk import __version__, cli_book, cli_import, cli_manual
from kpidesk.desk.problems import DeskProblem
from kpidesk.drawing.paper import SHEETS
from kpidesk.system.paths import folders
from kpidesk.system.words import BEGUN, SOURCE, Words, languages

if TYPE_CHECKING:
    from kpidesk.desk.store import Desk
    from kpidesk.domain.choosing import Choice
    from kpidesk.domain.reader import Reader
    from kpidesk.drawing.tiles_size import Tiling
    from kpidesk.exports.job import Source
    from kpidesk.exports.pieces import Options

PROGRAM_FAILED: Final = 3
INTERRUPTED: Final = 130
_EXPORTS: Final = (
    "map",
    "steps",
    "tests",
    "designs",
    "posters",
    "invitations",
    "door",
    "day",
    "slides",
    "proofs",
    "worksheets",
    "sharing",
    "sharing-wall",
    "sharing-blank",
    "partners",
    "interviews",
    "commitments",
    "plan",
    "centre",
    "matrix",
    "board",
    "dictionary",
    "charts",
    "review",
    "curves",
    "causes",
    "stocktake",
    "gallery-report",
    "workshops",
    "community",
    "health",
    "assessments",
    "forms",
    "practices",
    "hand-outs",
    "workbook",
    "calendar",
    "comment-form",
)
_SAMPLES: Final = "ellerquay-next-step, larkmoor-hospital or marrow-valley"  # a test compares with the files
_PACK: Final = "day-pack"
_JSON: Final = "json"
_TILES: Final = ("A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid")


def run() -> NoReturn:
    """The command as installed."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run a command; its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names may hold what the console's encoding lacks
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(_with_command(list(arguments)))
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except DeskProblem as problem:
        words = Words(getattr(options, "lang", SOURCE))
        print(f"kpidesk: {words.told(problem)}", file=sys.stderr)
        return problem.exit_code
    except KeyboardInterrupt:
        print("kpidesk: stopped", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone
        return 0
    except Exception as error:  # noqa: BLE001 - the last place where our own failure can be told
        return _failed(error)


def _with_command(arguments: list[str]) -> list[str]:
    """`kpidesk FILE` is short for the window on that file; a mistyped command stays one."""
    if arguments and (Path(arguments[0]).suffix == ".kpidesk" or Path(arguments[0]).is_file()):
        return ["window", *arguments]
    return arguments


def _failed(error: Exception) -> int:
    from kpidesk.system.reports import write_crash  # noqa: PLC0415 - only when needed

    try:
        report = f" A report without your texts is at {write_crash(error, folders())}."
    except OSError:
        report = ""
    print(f"kpidesk: KPI Desk itself failed ({type(error).__name__}).{report}", file=sys.stderr)
    return PROGRAM_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kpidesk", description="An offline desk for performance measurement."
    )
    parser.add_argument("--version", action="version", version=f"kpidesk {__version__}")
    parser.set_defaults(command=_window, file=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    new = commands.add_parser("new", help="make a new desk")
    new.add_argument("file", type=Path, metavar="FILE")
    begun = new.add_mutually_exclusive_group()
    begun.add_argument("--sample", metavar="NAME", help=f"fill it with a sample: {_SAMPLES}")
    begun.add_argument("--from", type=Path, dest="source", metavar="JSON", help="read it from desk.json")
    _add_language(new)
    new.set_defaults(command=_new)

    info = commands.add_parser("info", help="tell what a desk holds")
    info.add_argument("file", type=Path, metavar="FILE")
    info.add_argument("--json", action="store_true", help="as JSON")
    info.set_defaults(command=_info)

    check = commands.add_parser("check", help="look for damage and for what is worth a look")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true", help="as JSON")
    _add_language(check)
    check.set_defaults(command=_check)

    export = commands.add_parser("export", help="write PDFs and workbooks")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("what", nargs="+", choices=(*_EXPORTS, _PACK, _JSON, "all"), metavar="WHAT",
                        help=f"{', '.join(_EXPORTS)}, all; {_PACK}: all to print for a gallery; "
                        f"{_JSON}: everything for other programs, names included")  # fmt: skip
    export.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write to")
    export.add_argument("--paper", choices=tuple(SHEETS), default="A1", help="posters and map (A1)")
    export.add_argument("--tile", choices=_TILES, help="also cut up for this paper")
    export.add_argument("--tile-size", metavar="SIZE",
                        help="of what is glued: 3x4 sheets, A0, 900x1200mm or 150%% (as drawn)")  # fmt: skip
    export.add_argument("--margin", type=_mm, default=8.0, metavar="MM", help="not printed on tiles (8)")
    export.add_argument("--overlap", type=_mm, default=10.0, metavar="MM",
                        help="of tiles; 0 lays them edge to edge (10)")  # fmt: skip
    export.add_argument("--blank-tiles", action="store_true", help="also tiles on which nothing is")
    export.add_argument("--ink", choices=("colour", "grey", "saving"), default="colour",
                        help="in grey, or without fills to save ink (colour)")  # fmt: skip
    export.add_argument("--layout", choices=("radial", "layered"), help="of maps (as looked at last)")
    export.add_argument("--also", nargs="+", choices=("svg", "png", "html"), default=(),
                        help="maps in these, too; html: papers as pages for screen readers")  # fmt: skip
    export.add_argument("--dpi", type=_dpi, default=200, help="dots to the inch of PNG files (200)")
    for part, again in (
        ("ring", "named again: of any of them"),
        ("owner", "named again: of any of them"),
        ("area", "named again: of any of them"),
        ("tag", "named again: tags of one family count as either, of different families as both"),
    ):
        export.add_argument(
            f"--{part}", action="append", default=[], metavar="NAME",
            help=f"maps with only results of this {part}; {again}; options of different kinds must all fit",
        )  # fmt: skip
    cli_book.add_book_options(export)
    _add_language(export, BEGUN)
    export.set_defaults(command=_export)

    _add_handover(commands)
    cli_import.add_command(commands, _add_language)

    window = commands.add_parser("window", help="open the window, on a desk if one is named")
    window.add_argument("file", type=Path, nargs="?", metavar="FILE")
    window.set_defaults(command=_window)

    _add_screens(commands)
    cli_manual.add_command(commands, _add_language, _missing_part)
    _add_self_test(commands)
    return parser


def _add_handover(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    handover = commands.add_parser("handover", help="pack everything for whoever takes over")
    handover.add_argument("file", type=Path, metavar="FILE")
    handover.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write to")
    handover.add_argument("--zip", action="store_true", help="one zip file instead of a folder")
    _add_language(handover, BEGUN)
    handover.set_defaults(command=_handover)


def _add_screens(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    screens = commands.add_parser("screens", help="save pictures of every page of the window")
    screens.add_argument("file", type=Path, nargs="?", metavar="FILE", help="a desk; the sample without")
    screens.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write to")
    screens.add_argument("--theme", choices=("light", "dark"), default="light", help="colours (light)")
    screens.add_argument("--size", type=_size, default=(1366, 768), metavar="WxH", help="pixels (1366x768)")
    _add_language(screens)
    screens.set_defaults(command=_screens)


def _add_self_test(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    test = commands.add_parser("self-test", help="see whether everything that the program needs is here")
    test.add_argument("files", type=Path, nargs="*", metavar="FILE", help="desks and photos to open, too")
    test.add_argument("--quick", action="store_true", help="one sample only, and no exports")
    test.add_argument("--first-paint", action="store_true",
                      help="only show the window, and leave when it was painted: to be timed")  # fmt: skip
    test.set_defaults(command=_self_test)


def _add_language(parser: argparse.ArgumentParser, begun: Sequence[str] = ()) -> None:
    parser.add_argument(
        "--lang", choices=(*languages(), *begun), default=SOURCE,
        help="the language of all texts (en, whatever the window speaks)",
    )  # fmt: skip


def _dpi(text: str) -> int:
    """Read dots to the inch."""
    if not text.isdecimal() or not 36 <= int(text) <= 1200:
        raise argparse.ArgumentTypeError(f"{text} is no number from 36 to 1200")
    return int(text)


def _mm(text: str) -> float:
    """Read a length in mm."""
    if not re.fullmatch(r"\d{1,2}(\.\d+)?", text):
        raise argparse.ArgumentTypeError(f"{text} is no length from 0 to 99 mm")
    return float(text)


def _size(text: str) -> tuple[int, int]:
    """Read 1366x768."""
    wide, by, tall = text.partition("x")
    if not by or not wide.isdecimal() or not tall.isdecimal() or not 800 <= int(wide) <= 8192:
        raise argparse.ArgumentTypeError(f"{text} is no size such as 1366x768")
    return int(wide), int(tall)


def _new(options: argparse.Namespace) -> int:
    from kpidesk.actions import desks  # noqa: PLC0415 - late: SQLAlchemy takes 0.3 s
    from kpidesk.desk.workfile import new_desk, save_new  # noqa: PLC0415
    from kpidesk.imports import sample  # noqa: PLC0415
    from kpidesk.imports.from_json import read_json  # noqa: PLC0415

    if options.sample is not None and options.sample not in sample.names():
        known = ", ".join(sample.names())
        print(f"kpidesk: there is no sample {options.sample}; there is: {known}", file=sys.stderr)
        return 2
    words = Words(options.lang)
    desk = read_json(options.source, "Read from JSON") if options.source else new_desk()
    try:
        if options.source is None:
            if options.sample:
                sample.fill(desk, options.sample, "New desk")
            else:
                with desk.edit("New desk", barrier=True) as edit:
                    desks.begin(edit, options.file.stem, words, words.language)
        save_new(desk, options.file)
    finally:
        desk.close()
    print(f"Made {options.file}")
    return 0


def _info(options: argparse.Namespace) -> int:
    from kpidesk.desk.header import check_header, format_text  # noqa: PLC0415
    from kpidesk.desk.workfile import read_desk  # noqa: PLC0415

    desk = read_desk(options.file)
    try:
        counts, last_edit = desk.counts(), desk.last_edit
    finally:
        desk.close()
    file_format = format_text(check_header(options.file))
    if options.json:
        _print_json({"format": file_format, "last_edit": last_edit, "counts": counts})
        return 0
    print(f"{options.file}: format {file_format}, {last_edit} edits")
    for name, count in counts.items():
        if count:
            print(f"{count:7} {name.replace('_', ' ')}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from kpidesk.desk.workfile import read_desk  # noqa: PLC0415 - late: the window does without all this
    from kpidesk.domain.checks import check_desk  # noqa: PLC0415
    from kpidesk.domain.findings import text_of  # noqa: PLC0415
    from kpidesk.system import clock  # noqa: PLC0415

    words = Words(options.lang)
    desk = read_desk(options.file)
    try:
        damage = desk.integrity()
        findings = check_desk(desk, clock.now().astimezone().date())
    finally:
        desk.close()
    told = [
        {"code": finding.code, "records": list(finding.records), "text": text_of(finding, words)}
        for finding in findings
    ]
    if options.json:
        _print_json({"integrity": "; ".join(damage) or "ok", "findings": told})
        return 0
    print(words("The file is sound.") if not damage else "\n".join(damage))
    for item in told:
        print(f"- {item['text']}")
    return 0


def _export(options: argparse.Namespace) -> int:
    from kpidesk.desk.workfile import read_desk  # noqa: PLC0415
    from kpidesk.domain.results import Layout  # noqa: PLC0415
    from kpidesk.domain.wording import Refused  # noqa: PLC0415
    from kpidesk.exports.job import prepare  # noqa: PLC0415
    from kpidesk.exports.kinds import is_there  # noqa: PLC0415
    from kpidesk.exports.pieces import Also, Ink, Options, What  # noqa: PLC0415
    from kpidesk.system import clock  # noqa: PLC0415

    everything = "all" in options.what  # what the desk has nothing of need not be told then
    words = Words(options.lang)
    desk = read_desk(options.file)
    try:
        tile = _tiling(options)
        what = tuple(
            each for each in What if each.value in options.what or (everything and is_there(desk, each))
        )
        part, unknown = _part(desk, options)
        if unknown:
            print(f"kpidesk: nothing in this desk is called {unknown}", file=sys.stderr)
            return 2
        wanted = Options(
            what, options.to, SHEETS[options.paper], tile, words, clock.now(),
            layout=Layout(options.layout) if options.layout else None, part=part,
            also=frozenset(map(Also, options.also)), dpi=options.dpi, ink=Ink(options.ink),
            book=cli_book.book_from(options, desk),
        )  # fmt: skip
        prepared = prepare(desk, wanted)
        for warning in prepared.warnings:
            print(words("Please note:"), warning, flush=True)
        report = prepared.write()
        packed = _pack(desk, wanted) if _PACK in options.what else ()
        packed += _as_json(desk, wanted) if _JSON in options.what else ()
    except Refused as refused:
        print(f"kpidesk: {words.told(refused)}", file=sys.stderr)
        return 2
    finally:
        desk.close()
    for warning in report.warnings[len(prepared.warnings) :]:
        print(words("Please note:"), warning)
    for path in (*report.files, *packed):
        print(path)
    return 0


def _pack(desk: "Source", options: "Options") -> "tuple[Path, ...]":
    """Write the day pack; say what does not fit, or that there is no gallery."""
    from kpidesk.exports.day_pack import pack, write  # noqa: PLC0415

    made = pack(desk, options)
    if made is None:
        print(options.words("There is no gallery in this desk yet, so there is nothing to pack for its day."))
        return ()
    for warning in made.warnings:
        print(options.words("Please note:"), warning, flush=True)
    report = write(made)
    for warning in report.warnings:
        print(options.words("Please note:"), warning, flush=True)
    return report.files


def _as_json(desk: "Desk", options: "Options") -> "tuple[Path, ...]":
    """Write everything as JSON."""
    from kpidesk.exports.as_json import FILE, write_json  # noqa: PLC0415
    from kpidesk.exports.job import make_folder  # noqa: PLC0415

    make_folder(options.folder)
    write_json(desk, options.folder / FILE)
    return (options.folder / FILE,)


def _handover(options: argparse.Namespace) -> int:
    from kpidesk.desk.workfile import read_desk  # noqa: PLC0415
    from kpidesk.exports.handover import hand_over  # noqa: PLC0415
    from kpidesk.exports.pieces import Options  # noqa: PLC0415
    from kpidesk.system import clock  # noqa: PLC0415

    words = Words(options.lang)
    desk = read_desk(options.file)
    try:
        wanted = Options((), options.to, SHEETS["A1"], None, words, clock.now())
        handed = hand_over(desk, wanted, options.file.stem, zipped=options.zip)
    finally:
        desk.close()
    for warning in handed.warnings:
        print(words("Please note:"), warning)
    print(handed.path)
    return 0


def _tiling(options: argparse.Namespace) -> "Tiling | None":
    """How sheets are cut up.

    Raises:
        Refused: the size is none.
    """
    from kpidesk.domain.wording import Refused  # noqa: PLC0415
    from kpidesk.drawing.tiles_size import Tiling, read_size  # noqa: PLC0415

    if options.tile is None:
        if options.tile_size:
            raise Refused("A size is for sheets that are glued: say the paper, too, as in --tile A4.")
        return None
    size = read_size(options.tile_size) if options.tile_size else None
    return Tiling(SHEETS[options.tile], options.margin, options.overlap, size, blanks=options.blank_tiles)


def _part(desk: "Reader", options: argparse.Namespace) -> "tuple[Choice, str]":
    """Which results are wanted, and what is named that is not there."""
    from kpidesk.domain.choosing import Choice  # noqa: PLC0415
    from kpidesk.domain.results import Result, Ring, Tag  # noqa: PLC0415

    rings = {each.name.casefold(): each.id for each in desk.find(Ring)}
    rings |= {str(each.position): each.id for each in desk.find(Ring)}
    tags = {each.name.casefold(): each.id for each in desk.find(Tag)}
    results = desk.find(Result)
    owners = {each.owner.casefold(): each.owner for each in results if each.owner}
    areas = {each.area.casefold(): each.area for each in results if each.area}
    found: list[frozenset[str]] = []
    for names, known in (
        (options.ring, rings), (options.owner, owners), (options.area, areas), (options.tag, tags)
    ):  # fmt: skip
        if unknown := next((name for name in names if name.casefold() not in known), ""):
            return Choice(), unknown
        found.append(frozenset(known[name.casefold()] for name in names))
    return Choice(rings=found[0], owners=found[1], areas=found[2], tags=found[3]), ""


def _window(options: argparse.Namespace) -> int:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(map(os.environ.get, screens)):
        print("kpidesk: there is no screen here for the window", file=sys.stderr)
        return PROGRAM_FAILED
    try:
        from kpidesk.ui.start import open_window  # noqa: PLC0415 - Qt only for the window
    except ImportError as error:
        return _missing_part(error)
    return open_window(options.file)


def _screens(options: argparse.Namespace) -> int:
    try:
        from kpidesk.ui.screens import save_screens  # noqa: PLC0415 - Qt only for the window
    except ImportError as error:
        return _missing_part(error)
    if options.file is not None:
        from kpidesk.desk.header import check_header  # noqa: PLC0415 - only with a file

        check_header(options.file)
    for path in save_screens(
        options.to, options.file, theme=options.theme, size=options.size, language=options.lang
    ):
        print(path)
    return 0


def _self_test(options: argparse.Namespace) -> int:
    try:
        if options.first_paint:
            from kpidesk.ui.start import paint_once  # noqa: PLC0415 - Qt only for the window

            return paint_once()
        from kpidesk import self_test  # noqa: PLC0415 - Qt and all else only for it
    except ImportError as error:
        return _missing_part(error)
    return self_test.run(options.files, quick=options.quick)


def _missing_part(error: ImportError) -> int:
    print(
        f"kpidesk: the window needs a part of the system that is missing ({error}). On Debian ask for: "
        "libgl1 libegl1 libxkbcommon0 libfontconfig1 libglib2.0-0 libdbus-1-3 libxcb-cursor0 "
        "libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0",
        file=sys.stderr,
    )
    return PROGRAM_FAILED


def _print_json(content: object) -> None:
    import json  # noqa: PLC0415 - only when asked for

    print(json.dumps(content, ensure_ascii=False, indent=2))
