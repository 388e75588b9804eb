"""The words of a set: its name and scale, and what its items say. Sets are written here by hand."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kpidesk.actions import assessments
from kpidesk.domain.assessments import AssessmentItem, AssessmentSet
from kpidesk.domain.labels import LABELS
from kpidesk.domain.practices import Module
from kpidesk.drawing.assessment_words import mark
from kpidesk.exports.pieces import What
from kpidesk.ui.form import Form, grid, lines
from kpidesk.ui.in_languages import InLanguages
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Line, button, label

_SET = ("name", "purpose", "low", "labels", "levels")
_ITEM = ("section", "module", "text", "poor", "good", "hint")


class SetPanel(QWidget):
    """The fields of the set and of the item in hand, and a line for the next item."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        words = page.words
        self._page = page
        self._set: AssessmentSet | None = None
        self._item: AssessmentItem | None = None
        self.set_form = Form(
            words,
            {
                "name": words("Name of the set"), "purpose": words("What it is for"),
                "low": words("The scale begins with"), "labels": words("Steps of the scale, poorest first"),
                "levels": words("Words for the mean, poorest first"),
            },
            self._take_set,
        )  # fmt: skip
        self.item_form = Form(
            words,
            {
                "section": words("Section"), "module": words("Module"), "text": words("What is rated"),
                "poor": words("When it is poor"), "good": words("When it is good"),
                "hint": words("What to ask to see"),
            },
            self._take_item,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
        self.line = QLineEdit()
        self.line.setObjectName("set-next")
        self.line.setPlaceholderText(words("Next item, then Enter"))
        self.line.setAccessibleName(words("Next item, then Enter"))
        self.line.returnPressed.connect(self.enter)
        column.addWidget(self.line)
        self._of_item = self._item_fields()
        column.addWidget(self._of_item)
        column.addWidget(Line())
        column.addLayout(self._set_fields())
        form = button(words("Blank form to print"), self._to_paper, "plain", page.icons.icon("printer"))
        form.setObjectName("set-form")
        column.addWidget(form, 0, Qt.AlignmentFlag.AlignLeft)
        for key in ("framework.copy_set", "framework.remove_set"):
            kind = "danger" if key.endswith("remove_set") else "plain"
            column.addWidget(page.button(key, kind), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _item_fields(self) -> QWidget:
        words, form, made = self._page.words, self.item_form, QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.which = label("", "caption-strong")
        column.addWidget(self.which)
        modules = [(each.value, words(LABELS[each])) for each in Module]
        column.addLayout(
            grid(
                (form.text("text", words("a statement or a question")), 2),
                (form.text("poor"), 2),
                (form.text("good"), 2),
                (form.text("hint", words("a record, a paper, a person")), 2),
                (form.line("section", words("none")), 2),
                (form.choice("module", [(0, words("none")), *modules]), 2),
            )
        )
        texts = {
            "text": words("What is rated"), "poor": words("When it is poor"),
            "good": words("When it is good"),
        }  # fmt: skip
        self.in_languages = InLanguages(self._page.session, words, texts)
        column.addWidget(self.in_languages)
        self.gone = button(words("Remove the item"), self._remove, "danger")
        self.gone.setObjectName("set-item-remove")
        column.addWidget(self.gone, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _set_fields(self) -> QVBoxLayout:
        words, form = self._page.words, self.set_form
        column = QVBoxLayout()
        column.addLayout(
            grid(
                (form.line("name"), 2),
                (form.text("purpose"), 2),
                (form.choice("low", [(0, "0"), (1, "1")]), 2),
                (form.text("labels", words("one a line"), lines()), 2),
                (form.text("levels", words("one a line, or none"), lines()), 2),
            )
        )
        return column

    # -- showing

    def show_set(self, set_: AssessmentSet, item: AssessmentItem | None, *, writable: bool) -> None:
        """Show a set, and an item of it."""
        if self._set is not None and self._set.id != set_.id:
            self.set_form.give_back()
        if self._item is not None and (item is None or item.id != self._item.id):
            self.item_form.give_back()
        self._set, self._item = set_, item
        self.set_form.show_values({key: getattr(set_, key) for key in _SET}, writable=writable)
        self._of_item.setVisible(item is not None)
        self.line.setReadOnly(not writable)
        self.gone.setEnabled(writable)
        if item is not None:
            self.which.setText(self._page.words("Item {number}", number=mark(item)))
            self.item_form.show_values({key: getattr(item, key) for key in _ITEM}, writable=writable)
            self.in_languages.show_record(item)

    def commit(self) -> None:
        """Take over what is being typed."""
        self.in_languages.commit()
        self.set_form.commit()
        self.item_form.commit()

    # -- doing

    def _to_paper(self) -> None:
        """The set as a form that is filled in by hand."""
        if self._set is not None:
            self._page.shell.go("publish", f"{What.FORMS.value}:{self._set.id}")

    def _take_set(self, key: str, value: Any) -> bool:
        if self._set is None:
            return True
        change = partial(assessments.change_set, **{key: value})
        said = self._page.words("Change a set of items")
        return self._page.session.do(said, change, self._set.id, typing=f"{self._set.id} {key}")

    def _take_item(self, key: str, value: Any) -> bool:
        if self._item is None:
            return True
        change = partial(assessments.change_item, **{key: value})
        said = self._page.words("Change an item")
        return self._page.session.do(said, change, self._item.id, typing=f"{self._item.id} {key}")

    def enter(self) -> None:
        """Add the item that was begun."""
        typed = self.line.text().strip()
        if typed and self._set is not None:
            add = partial(assessments.add_item, text=typed)
            if self._page.session.do(self._page.words("Add an item"), add, self._set.id):
                self.line.clear()

    def _remove(self) -> None:
        if self._item is not None:
            self._page.session.do(self._page.words("Remove an item"), assessments.remove_item, self._item.id)
