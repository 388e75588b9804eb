"""The Guide's steps: plain files in resources/guide, a folder for each language, a file for each page.

A file has one `name: text` to the line, in any order; see the fields of Step for the names. The order of the
steps, which is that of the work, stands in order.txt.
"""

from dataclasses import dataclass, fields

from kpidesk.system.resources import resource
from kpidesk.system.words import SOURCE


@dataclass(frozen=True, slots=True)
class Step:
    """One guided step: what to do and why, an example of each kind, what to say and what to bring."""

    title: str = ""
    minutes: str = ""
    what: str = ""
    why: str = ""
    good: str = ""
    bad: str = ""
    script: str = ""
    materials: str = ""


def steps() -> tuple[str, ...]:
    """The names of all steps, in the order of the work."""
    return tuple(resource("guide", "order.txt").read_text(encoding="utf-8").split())


def read_step(page: str, language: str) -> Step:
    """The step of a page, in English where the language has none.

    Raises:
        FileNotFoundError: the page has no step.
        ValueError: a line is not `name: text`, or a text is missing.
    """
    path = resource("guide", language, f"{page}.txt")
    if not path.exists():
        path = resource("guide", SOURCE, f"{page}.txt")
    names = {field.name for field in fields(Step)}
    found: dict[str, str] = {}
    for line in filter(None, path.read_text(encoding="utf-8").splitlines()):
        name, colon, text = line.partition(": ")
        if not colon or name not in names:
            raise ValueError(f"{path.name}: what is “{line[:40]}”?")
        found[name] = text.strip()
    if missing := names - found.keys():
        raise ValueError(f"{path.name}: nothing on {', '.join(sorted(missing))}")
    return Step(**found)
