"""Finding steps of the Guide, and where in the window they lead."""

from dataclasses import astuple
from functools import cache
from typing import TYPE_CHECKING, Final

from kpidesk.domain.design_board import Step as DesignStep
from kpidesk.domain.search import folded
from kpidesk.system.guides import read_step, steps

if TYPE_CHECKING:
    from kpidesk.ui.window import Window

_VIEWS: Final = {
    "results": "map",
    "measures": "data",
    "measures-import": "values",
    "sharing": "table",
}
"""The views whose steps have another name."""


@cache
def _texts(language: str) -> dict[str, tuple[str, str]]:
    """Title and all texts of each step, without accents and capitals."""
    found = {}
    for name in steps():
        step = read_step(name, language)
        found[name] = folded(step.title), folded("\n".join(astuple(step)))
    return found


def found_steps(text: str, language: str, *, by_title: bool = False) -> list[str]:
    """Steps in which all words of a text stand; those that have them in their title come first.

    Args:
        text: what is looked for; empty finds nothing.
        language: of the Guide.
        by_title: only those that have them there.
    """
    wanted = folded(text).split()
    if not wanted:
        return []
    known = _texts(language).items()
    titled = [name for name, (title, _) in known if all(word in title for word in wanted)]
    if by_title:
        return titled
    others = [name for name, (_, whole) in known if all(word in whole for word in wanted)]
    return [*titled, *(name for name in others if name not in titled)]


def go_to(step: str, window: "Window") -> None:
    """Bring what a step is about into sight, as far as this desk has it."""
    key, _, rest = step.partition("-")
    window.go(key)
    page = window.pages.get(key)
    if page is None or not getattr(page, "filled", True):
        return
    if rest.startswith("part-"):
        from kpidesk.ui.sharing.page import SharingPage  # noqa: PLC0415 - a page is imported when gone to

        assert isinstance(page, SharingPage)  # noqa: S101 - the only page with parts
        page.show_part(int(rest.removeprefix("part-")))
    elif rest.startswith("design-"):
        from kpidesk.ui.measures.design import DesignView  # noqa: PLC0415

        page.show_view(DesignView.key)
        for view in page.findChildren(DesignView):
            view.go(DesignStep(rest.removeprefix("design-")))
    elif view_ := _VIEWS.get(step, rest):
        page.show_view(view_)
