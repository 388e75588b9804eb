"""`kpidesk import`: what a returned workbook, another copy of the desk or a list would change, and taking it.

Without `--apply` the plan is printed and nothing is written. With it, everything without a conflict is
taken as one step after a backup, and what was left is said.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kpidesk.cli_lists import add_list_options, plan_list_from
from kpidesk.system.words import Words

if TYPE_CHECKING:
    from kpidesk.desk.edits import Edit
    from kpidesk.desk.store import Desk
    from kpidesk.imports.plan_lines import PlanLine

_DESKS: Final = frozenset({".kpidesk", ".json"})
_TEXTS: Final = frozenset({".csv", ".tsv", ".txt"})
_SIDE: Final = 200  # characters of a text that are printed


@dataclass(frozen=True, slots=True)
class _Found:
    """A plan in words, and how it is taken."""

    lines: "list[PlanLine]"
    take: "Callable[[Edit], object]"
    reason: str
    barrier: bool = False


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    add_language: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add the command to the parser."""
    made = commands.add_parser("import", help="look at what came back, and take it in")
    made.add_argument("file", type=Path, metavar="FILE", help="the desk")
    made.add_argument("source", type=Path, metavar="SOURCE",
                      help="a returned workbook, another copy of the desk, or a list")  # fmt: skip
    made.add_argument("--apply", action="store_true", help="take in what has no conflict")
    made.add_argument("--no-codes", action="store_true",
                      help="rows without their hidden mark are new, whatever their code")  # fmt: skip
    add_list_options(made)
    add_language(made)
    made.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Print the plan, and take it if asked; the exit code."""
    from kpidesk.desk.workfile import open_desk, read_desk  # noqa: PLC0415 - late: SQLAlchemy takes 0.3 s
    from kpidesk.domain.wording import Refused  # noqa: PLC0415
    from kpidesk.system.paths import folders  # noqa: PLC0415

    words = Words(options.lang)
    try:
        if not options.apply:
            with closing(read_desk(options.file)) as desk:
                _print(_found(desk, options, words).lines, words)
            print(words("Nothing was written. --apply takes in what has no conflict."))
            return 0
        opened = open_desk(options.file, folders())
        try:
            _apply(opened.desk, options, words)
            opened.publish()
        finally:
            opened.close()
    except Refused as refused:
        print(f"kpidesk: {words.told(refused)}", file=sys.stderr)
        return 2
    return 0


def _apply(desk: "Desk", options: argparse.Namespace, words: Words) -> None:
    from kpidesk.desk.backups import back_up  # noqa: PLC0415 - late, as above
    from kpidesk.domain.differences import Take  # noqa: PLC0415
    from kpidesk.system import clock  # noqa: PLC0415
    from kpidesk.system.paths import folders  # noqa: PLC0415

    found = _found(desk, options, words)
    left = [line for line in found.lines if line.kind is None or line.offered[0] is Take.OURS]
    taken = len(found.lines) - len(left)
    if taken:
        back_up(desk, folders(), found.reason, clock.now())
        label = words("Take in {file}", file=options.source.name)
        with desk.edit(label, barrier_before=found.barrier) as edit:
            found.take(edit)
    print(words.many("{n} change was taken in.", "{n} changes were taken in.", taken))
    if left:
        print(words("What was left:"))
        _print(left, words)


def _found(desk: "Desk", options: argparse.Namespace, words: Words) -> _Found:
    """What the source would change.

    Raises:
        Refused: it cannot be read, or cannot be taken in here.
    """
    from kpidesk.actions import lists, returning  # noqa: PLC0415 - late, as above
    from kpidesk.domain.wording import Refused  # noqa: PLC0415
    from kpidesk.imports.plan_lines import of_workbook  # noqa: PLC0415
    from kpidesk.imports.returned_plan import plan_for  # noqa: PLC0415
    from kpidesk.system import clock  # noqa: PLC0415

    if options.source.suffix.lower() in _DESKS:
        return _from_desk(desk, options.source, words)
    if options.kind is not None:
        listed = plan_list_from(options, desk)
        return _Found(
            of_workbook(listed.plan, words),
            lambda edit: lists.take_list(edit, listed.plan.differences, {}, listed.layout), "import",
        )  # fmt: skip
    if options.source.suffix.lower() in _TEXTS:
        raise Refused(
            "{file} is a list. Say what it holds, as in --as goals; kpidesk import --help names the kinds.",
            file=options.source.name,
        )
    day = clock.now().astimezone().date()
    plan = plan_for(desk, options.source, day, by_code=not options.no_codes).plan
    return _Found(of_workbook(plan, words), lambda edit: returning.take(edit, plan.differences, {}), "import")


def _from_desk(desk: "Desk", source: Path, words: Words) -> _Found:
    from kpidesk.actions import merging  # noqa: PLC0415 - late, as above
    from kpidesk.desk.workfile import read_desk  # noqa: PLC0415
    from kpidesk.domain.reader import Collection  # noqa: PLC0415
    from kpidesk.domain.records import RECORDS  # noqa: PLC0415
    from kpidesk.domain.wording import Refused  # noqa: PLC0415
    from kpidesk.imports.from_json import read_json  # noqa: PLC0415
    from kpidesk.imports.plan_lines import of_merge  # noqa: PLC0415

    other = read_json(source, "JSON") if source.suffix.lower() == ".json" else read_desk(source)
    with closing(other):
        if not merging.related(desk, other):
            raise Refused(
                "{file} is another desk, not a copy of this one. Parts of it are taken in in the window, "
                "on the page Desk.",
                file=source.name,
            )
        plan = merging.compare(desk, other, source.name)
        both = Collection(each for one in (other, desk) for kind in RECORDS for each in one.find(kind))
        lines = of_merge(plan, both, words)
    return _Found(lines, lambda edit: merging.take(edit, plan, {}), "merge", barrier=True)


def _print(lines: "Iterable[PlanLine]", words: Words) -> None:
    """One line a difference: what it is, where, and from what to what."""
    lines = list(lines)
    for line in lines:
        print(_said(line, words))
    if not lines:
        print(words("Nothing differs."))


def _said(line: "PlanLine", words: Words) -> str:
    from kpidesk.domain.differences import Kind  # noqa: PLC0415 - late, as above

    kinds: Mapping[Kind | None, str] = {
        None: words("note"), Kind.NEW: words("new"), Kind.CHANGED: words("changed"),
        Kind.CONFLICT: words("conflict"), Kind.REMOVED: words("missing"),
    }  # fmt: skip
    name = " ".join((f"{line.name} · {line.field}" if line.field else line.name).split())
    if line.kind is Kind.CONFLICT:  # neither follows from the other
        sides = [f"{called}: {text}".replace("\n", " ")[:_SIDE] for called, text in line.sides]
        joined = "; ".join(sides)
    else:
        sides = [text.replace("\n", " ")[:_SIDE] for _, text in line.sides if text != line.name]
        joined = " → ".join(sides)
    parts = [f"{kinds[line.kind]}:", f"[{line.where}]" if line.where else f"[{line.area}]", name]
    return " ".join((*parts, *([f"({joined})"] if joined else [])))
