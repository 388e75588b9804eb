"""What the Guide looks at for each view of the Desk page."""

from typing import Final

from kpidesk.desk.removals import removals
from kpidesk.desk.store import Desk
from kpidesk.domain.keeping import Checkpoint, Merged
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Reader
from kpidesk.system.words import Words
from kpidesk.ui.guide_looks import Check


def _named(desk: Reader, words: Words) -> tuple[bool, str]:
    count = len(desk.find(Checkpoint))
    if not count:
        return False, words("No moment has a name yet.")
    return True, words.many("{n} moment has a name.", "{n} moments have a name.", count)


def _removed(desk: Reader, words: Words) -> tuple[bool, str]:
    count = len(removals(desk.past.gone())) if isinstance(desk, Desk) else 0
    if not count:
        return True, words("Nothing is missing: whatever was removed is back, or nothing ever was.")
    return True, words.many(
        "{n} thing that was removed can be brought back.",
        "{n} things that were removed can be brought back.", count,
    )  # fmt: skip


def _backed_up(_: Reader, words: Words) -> tuple[bool, str]:
    return True, words("A backup is made every half hour in which something was done.")


def _clean(desk: Reader, words: Words) -> tuple[bool, str]:
    """Whether a clean copy has anybody to leave out."""
    people = len(desk.find(Person))
    if not people:
        return True, words("No person is named in this desk.")
    return True, words.many(
        "A clean copy leaves out the name of {n} person.",
        "A clean copy leaves out the names of {n} people.", people,
    )  # fmt: skip


def _merged(desk: Reader, words: Words) -> tuple[bool, str]:
    count = len(desk.find(Merged))
    if not count:
        return True, words("No other copy of this desk was merged into it yet.")
    return True, words.many(
        "{n} copy of this desk was merged into it.", "{n} copies of this desk were merged into it.", count
    )


KEEPING: Final[dict[str, Check]] = {
    "keeping-intake": _merged,
    "keeping-history": _named,
    "keeping-removed": _removed,
    "keeping-backups": _backed_up,
    "keeping-copies": _clean,
}
