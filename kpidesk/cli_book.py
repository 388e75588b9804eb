"""The command line's way with a workbook for somebody: `kpidesk export FILE workbook --whose NAME …`."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidesk.domain.book_choice import BookChoice
    from kpidesk.domain.reader import Reader


def add_book_options(parser: argparse.ArgumentParser) -> None:
    """The options that say what a workbook holds and what may be changed in it."""
    book = parser.add_argument_group("the workbook")
    book.add_argument("--sheet", action="append", default=[], metavar="KEY",
                      help="only this sheet, such as commitments; named again: these (all)")  # fmt: skip
    book.add_argument("--whose", default="", metavar="NAME",
                      help="only rows of a partner, a person, a group or an owner (everybody)")  # fmt: skip
    book.add_argument("--change", action="append", default=[], metavar="SHEET.COLUMN",
                      help="what may be changed; named again: these (all that is read back)")  # fmt: skip
    book.add_argument("--unlocked", action="store_true", help="do not lock what is not read back")
    book.add_argument("--return-to", default="", metavar="NAME", help="whom to send it to")
    book.add_argument("--return-by", default="", metavar="DAY", help="until when, as 2027-03-31")


def book_from(options: argparse.Namespace, reader: "Reader") -> "BookChoice":
    """What the options above ask for.

    Raises:
        Refused: one of them names what is not there; the sentence names what there is.
    """
    from kpidesk.domain.book_choice import BookChoice  # noqa: PLC0415 - late, see cli

    if options.sheet or options.change:
        _look_up(options, reader)
    return BookChoice(
        sheets=frozenset(options.sheet) or None, whose=_whose(options.whose, reader),
        columns=frozenset(options.change) or None, locked=not options.unlocked,
        return_to=options.return_to.strip(), return_by=_day(options.return_by),
    )  # fmt: skip


def _look_up(options: argparse.Namespace, reader: "Reader") -> None:
    """See whether there are all sheets and columns that are named.

    Raises:
        Refused: one of them is not there.
    """
    from kpidesk.domain.book_layout import CHARTS  # noqa: PLC0415 - late, as above
    from kpidesk.domain.columns import Lookup  # noqa: PLC0415
    from kpidesk.domain.sheets import data_sheets  # noqa: PLC0415
    from kpidesk.domain.wording import Refused  # noqa: PLC0415

    lookup = Lookup(reader)
    sheets = {
        sheet.key: [each.key for each in sheet.of(lookup).columns if each.editable]
        for sheet in data_sheets(lookup)
    }
    for named in (*options.sheet, *(each.partition(".")[0] for each in options.change)):
        if named not in {*sheets, CHARTS}:
            there = ", ".join((*sheets, CHARTS))
            raise Refused("There is no sheet {named}; there is: {there}.", named=named, there=there)
    for named in options.change:
        sheet, _, column = named.partition(".")
        if column not in sheets.get(sheet, ()):
            there = ", ".join(f"{sheet}.{each}" for each in sheets.get(sheet, ())) or "–"
            raise Refused("{named} cannot be changed; there is: {there}.", named=named, there=there)


def _whose(named: str, reader: "Reader") -> str:
    """The id or name of whoever is called so; partners have codes as well.

    Raises:
        Refused: nobody is.
    """
    from kpidesk.domain.book_choice import people_of  # noqa: PLC0415 - late, as above
    from kpidesk.domain.sharing import Partner  # noqa: PLC0415
    from kpidesk.domain.wording import Refused  # noqa: PLC0415

    if not named:
        return ""
    people = people_of(reader)
    called = {name.casefold(): key for key, name in people}
    for partner in reader.find(Partner):
        called |= {partner.code.casefold(): partner.id, partner.name.casefold(): partner.id}
    if named.casefold() not in called:
        there = ", ".join(name for _, name in people)
        raise Refused("Nobody here is called {named}; there is: {there}.", named=named, there=there)
    return called[named.casefold()]


def _day(typed: str) -> date | None:
    """A day as it was typed.

    Raises:
        Refused: it is none.
    """
    from kpidesk.domain.typed_period import read_period  # noqa: PLC0415 - late, as above
    from kpidesk.domain.wording import Refused  # noqa: PLC0415

    found = read_period(typed) if typed else None
    if typed and (found is None or found.day is None):
        raise Refused("“{typed}” is no date.", typed=typed)
    return found.day if found else None
