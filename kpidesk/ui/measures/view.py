"""What the views of the Measures page have in common besides what all views have."""

from typing import TYPE_CHECKING, ClassVar

from kpidesk.ui import view

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

MEASURES, RESULTS, NOTHING = "measures", "results", ""


class View(view.View):
    """One way to look at measures; it fills the page right of the list that it needs."""

    page: "MeasuresPage"
    beside: ClassVar[str] = MEASURES
    """Which list stands at the left."""
