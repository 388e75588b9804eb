"""The command line's way with lists: `kpidesk import FILE SOURCE --as KIND …`."""

import argparse
import re
from typing import TYPE_CHECKING

from kpidesk.system.words import Words

if TYPE_CHECKING:
    from kpidesk.desk.store import Desk
    from kpidesk.imports.list_intake import ListIntake


def add_list_options(parser: argparse.ArgumentParser) -> None:
    """The options that say how a list is read; `--as` says that the source is one."""
    parser.add_argument("--as", dest="kind", metavar="KIND",
                        help="the source is a list of goals, results, measures, partners, notes, members, "
                        "commitments, stocktake or invitations")  # fmt: skip
    parser.add_argument("--sheet", metavar="NAME", help="of the source (the fullest one)")
    parser.add_argument("--headings", type=int, metavar="ROW",
                        help="which row names the columns, 0 for none (found out)")  # fmt: skip
    parser.add_argument("--rows", type=_rows, metavar="FROM-TO", help="only these, as 2-40 or 2- (all)")
    parser.add_argument("--map", dest="mapped", action="append", default=[], metavar="HEADING=FIELD",
                        help="what a column holds, by heading or letter; HEADING= for nothing")  # fmt: skip
    parser.add_argument("--every", action="append", default=[], metavar="FIELD=TEXT",
                        help="what a row says that leaves the field empty")  # fmt: skip


def _rows(text: str) -> tuple[int, int]:
    """Read a range of rows."""
    found = re.fullmatch(r"(\d{1,7})-(\d{1,7})?", text)
    first, last = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
    if not first or (last and last < first):
        raise argparse.ArgumentTypeError(f"{text} are no rows such as 2-40")
    return first, last


def plan_list_from(options: argparse.Namespace, desk: "Desk") -> "ListIntake":
    """What the list `options.source` would change in a desk, with the options above and `--lang`.

    Raises:
        Refused: it cannot be read, or an option names what is not there.
    """
    from kpidesk.imports.list_said import Said, plan_as_said  # noqa: PLC0415 - late, see cli

    said = Said(
        options.kind, options.sheet, options.headings, options.rows, options.mapped, options.every
    )  # fmt: skip
    return plan_as_said(desk, options.source, said, Words(options.lang))
