"""The command `manual`: the manual as a folder of plain files, with pictures of the sample beside them."""

import argparse
from collections.abc import Callable
from pathlib import Path

from kpidesk.system.words import Words


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    add_language: Callable[[argparse.ArgumentParser], None],
    missing_part: Callable[[ImportError], int],
) -> None:
    """Add the command to the others."""
    manual = commands.add_parser("manual", help="write the manual as a folder of plain files")
    manual.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write to")
    manual.add_argument(
        "--without-pictures", action="store_true", help="the texts alone: pictures take half a minute"
    )
    add_language(manual)
    manual.set_defaults(command=lambda options: _manual(options, missing_part))


def _manual(options: argparse.Namespace, missing_part: Callable[[ImportError], int]) -> int:
    from kpidesk.exports.job import make_folder  # noqa: PLC0415 - late: reportlab takes time
    from kpidesk.exports.manual import PICTURES, shrink, wanted_pictures, write_manual  # noqa: PLC0415

    make_folder(options.to)
    if not options.without_pictures:
        try:
            from kpidesk.ui.screens import save_screens  # noqa: PLC0415 - Qt only for the window
        except ImportError as error:
            return missing_part(error)
        wanted = wanted_pictures(options.lang)
        for picture in save_screens(options.to / PICTURES, language=options.lang, only=wanted):
            shrink(picture)
            print(picture)
    for path in write_manual(options.to, Words(options.lang)):
        print(path)
    return 0
