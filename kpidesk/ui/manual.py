"""The manual in a window of its own: its pages at the left, found by any word, and the page at the right."""

from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from kpidesk.domain.search import folded
from kpidesk.drawing.palette import Palette
from kpidesk.system.manual import FIRST, Page, areas_of, as_html, pages, with_codes
from kpidesk.system.words import Words
from kpidesk.ui.commands import Commands
from kpidesk.ui.icons import Icons
from kpidesk.ui.keys import in_force
from kpidesk.ui.picker import Hit, HitList
from kpidesk.ui.widgets import Panel, label

_SIZE: Final = (1000, 700)
_LEAST: Final = (700, 420)
_LIST: Final = 330
_WIDEST: Final = 760  # px of a picture
_MARGIN: Final = 20
_REST: Final = 80  # ms
_BAR: Final = 16  # px that a scroll bar may take
_STYLE: Final = """
body {{ color: {text}; font-size: 14px; }}
h1 {{ font-size: 20px; font-weight: 600; }}
h2 {{ font-size: 15px; font-weight: 600; margin-top: 14px; }}
p, li {{ line-height: 135%; }}
p.picture {{ line-height: 100%; }}
li {{ margin-bottom: 4px; }}
a {{ color: {accent_text}; }}
code {{ font-family: "Noto Sans"; font-weight: 600; background-color: {sunken}; }}
"""


class PageView(QTextBrowser):
    """A page of the manual. It leads to other pages and nowhere else, and reads no file but its pictures."""

    def __init__(self, colours: Palette, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._page: Page | None = None
        self._wide = 0  # for which its pictures were made
        # Within a resize the document must not change: it would resize the view again.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._lay_out_anew)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        colours_ = {"text": colours.text, "accent_text": colours.accent_text, "sunken": colours.sunken}
        self.document().setDefaultStyleSheet(_STYLE.format(**colours_))

    def show_page(self, page: Page) -> None:
        """Show a page from its beginning."""
        self._page, self._wide = page, self.width()
        self.setHtml(as_html(page.text, self._address))
        self.setAccessibleName(page.title)

    def _address(self, name: str) -> str | None:
        file = f"{name}.png"
        return file if (self._folder / file).is_file() else None

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - Qt's name
        """Only pictures of the manual are read, as large as there is room."""
        file = self._folder / Path(QUrl(name).path()).name
        if kind != QTextDocument.ResourceType.ImageResource.value or not file.is_file():
            return None
        wide = min(_WIDEST, max(200, self.width() - 2 * _MARGIN - _BAR))
        return QImage(str(file)).scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Pictures get the room that there is now, once it stays as it is."""
        super().resizeEvent(event)
        if self.width() != self._wide:
            self._rest.start()

    def _lay_out_anew(self) -> None:
        if self._page is not None and self._page.pictures and self.width() != self._wide:
            bar = self.verticalScrollBar()
            at = bar.value()
            self.show_page(self._page)
            bar.setValue(at)


class Manual(QDialog):
    """The manual beside the window: both can be used at the same time."""

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        icons: Icons,
        colours: Palette,
        pictures: Path,
        commands: Commands,
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setObjectName("manual")
        self.setWindowTitle(words("Manual of KPI Desk"))
        self.setProperty("kind", "page")
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
        self._pages = {
            page.name: with_codes(
                page, partial(in_force, commands=commands, areas=areas_of(page.name), words=words)
            )
            for page in pages(words.language)
        }
        self._plain = {name: folded(page.text) for name, page in self._pages.items()}
        self.shown = ""
        self.line = QLineEdit()
        self.line.setObjectName("manual-search")
        prompt = words("Search the manual")
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self.line.textChanged.connect(self._look)
        self.line.installEventFilter(self)
        self.list = HitList(icons, words("Pages of the manual"))
        self.list.setObjectName("manual-pages")
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.none = label(words("No page says this."), "second", wrap=True)
        self.view = PageView(colours, pictures)
        self.view.setObjectName("manual-page")
        self._build()
        self._look("")
        self.list.selectionModel().currentChanged.connect(self._chosen)

    def _build(self) -> None:
        left, right = Panel(), Panel()
        left.setFixedWidth(_LIST)
        left.body.setContentsMargins(10, 10, 10, 10)
        left.body.setSpacing(8)
        for each in (self.line, self.none):
            left.body.addWidget(each)
        left.body.addWidget(self.list, 1)
        right.body.addWidget(self.view)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(left)
        row.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(row)
        self.view.anchorClicked.connect(self._follow)

    # -- which page

    def open_at(self, name: str) -> None:
        """Show a page, the first one where there is none of this name."""
        self.line.clear()
        names = list(self._pages)
        at = names.index(name) if name in self._pages else names.index(FIRST)
        self.list.setCurrentIndex(self.list.model().index(at, 0))
        self._show(names[at])

    def _show(self, name: str) -> None:
        if name != self.shown:
            self.shown = name
            self.view.show_page(self._pages[name])

    def _chosen(self, now: QModelIndex) -> None:
        if now.isValid() and (hit := self.list.current):
            hit.do()

    def _follow(self, to: QUrl) -> None:
        """A link of the page: pages of the manual only."""
        name = Path(to.path()).stem
        if not to.host() and name in self._pages:
            self.open_at(name)
            self.view.setFocus()

    # -- search

    def _look(self, text: str) -> None:
        wanted = folded(text).split()
        found = [name for name, plain in self._plain.items() if all(word in plain for word in wanted)]
        titled = [name for name in found if all(word in folded(self._pages[name].title) for word in wanted)]
        ordered = [*titled, *(name for name in found if name not in titled)]
        self.list.show_hits(
            Hit("book-open", self._pages[name].title, partial(self._show, name)) for name in ordered
        )
        self.none.setVisible(not ordered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows in the line walk the pages, Enter goes on reading, Esc takes the search back first."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self.list.step(by)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.view.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.line.text():
                self.line.clear()
                return True
        return super().eventFilter(watched, event)
