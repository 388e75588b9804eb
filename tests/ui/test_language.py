"""The window in another language: from the start, and changed while a desk is open."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.record import fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Result
from kpidesk.system import words as words_module
from kpidesk.system.paths import Folders
from kpidesk.system.resources import resource
from kpidesk.system.words import Words, languages
from kpidesk.ui.commands import PAGES
from kpidesk.ui.screens import screens, window_for_pictures
from kpidesk.ui.session import Session
from kpidesk.ui.settings import Settings
from kpidesk.ui.speaking import SYSTEM, spoken, teach_qt
from kpidesk.ui.start import application, first_window
from kpidesk.ui.window import Window
from tests.pseudo import CLOSE, LANGUAGE, OPEN, write_pseudo
from tests.ui.conftest import Person, let_go
from tests.ui.test_layout import named, shown

GERMAN = {
    "home": "Start", "workshops": "Workshops", "results": "Ergebnisse", "measures": "Kennzahlen",
    "sharing": "Partner", "gallery": "Galerie", "community": "Gemeinschaft", "framework": "Rahmenwerk",
    "publish": "Ausgabe", "keeping": "Desk",
}  # fmt: skip


@pytest.fixture
def session(window: Window, marrow: Path) -> Session:
    assert window.open(marrow)
    return window.desk_session


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    teach_qt("en")


def started(folders: Folders, monkeypatch: pytest.MonkeyPatch, language: object) -> Window:
    """The window as a person starts it who has chosen a language."""
    Settings(folders).set("language", language)  # type: ignore[arg-type] - damaged settings hold anything
    monkeypatch.setenv("KPIDESK_DATA", str(folders.root))
    application()
    return first_window()


def put_away(window: Window) -> None:
    window.close()
    window.deleteLater()
    let_go()


def texts(window: Window) -> str:
    """All that labels and buttons say."""
    said = (each.text() for each in shown(window) if isinstance(each, QLabel | QAbstractButton))
    return "\n".join(filter(None, said))


def test_a_person_who_chose_german_finds_the_start_in_german(
    qtbot: QtBot, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = started(folders, monkeypatch, "de")
    window.show()
    qtbot.waitUntil(lambda: "Neuer Desk" in texts(window), timeout=5_000)
    assert "Sich in einem Beispiel umsehen" in texts(window)
    put_away(window)


@pytest.mark.parametrize("damaged", ["klingon", "", "../de", 7, ["de"]])
def test_a_language_that_nobody_knows_never_stops_the_start(
    qtbot: QtBot, folders: Folders, monkeypatch: pytest.MonkeyPatch, damaged: object
) -> None:
    window = started(folders, monkeypatch, damaged)
    window.show()
    qtbot.waitUntil(lambda: window.furnished, timeout=5_000)
    assert window.words.language in languages()
    put_away(window)


@pytest.mark.parametrize(
    ("system", "language"), [("de_AT", "de"), ("de_DE", "de"), ("en_GB", "en"), ("fi_FI", "en")]
)
def test_the_window_speaks_as_the_system_where_it_can(system: str, language: str) -> None:
    asks = "from kpidesk.ui.speaking import SYSTEM, spoken; print(spoken(SYSTEM))"
    place = {**os.environ, "LANG": f"{system}.UTF-8", "LC_ALL": f"{system}.UTF-8", "LANGUAGE": system}
    done = subprocess.run([sys.executable, "-c", asks], env=place, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == language


def test_what_was_chosen_comes_before_the_system() -> None:
    assert [spoken(each) for each in ("de", "en")] == ["de", "en"]
    assert spoken("xx") == spoken(SYSTEM)


def test_another_language_is_taken_at_once_and_everything_stays(
    person: Person, session: Session, folders: Folders
) -> None:
    window = person.window
    person.go("results")
    chosen = session.desk.find(Result, code="R12")[0].id
    window.pages["results"].selection.set((chosen,))
    window.commands.run("view.language_de")
    assert window.current == "results"
    assert window.desk_session is session
    assert person.find("rail-results").text() == "Ergebnisse"
    assert person.find("rail-results").toolTip().startswith("Ergebnisse (Strg+")
    assert window.pages["results"].selection.ids == (chosen,)
    assert Settings(folders).get("language", SYSTEM) == "de"
    window.commands.run("view.language_en")
    assert person.find("rail-results").text() == "Results"


def test_all_windows_take_it(person: Person, session: Session) -> None:
    other = person.window.another()
    person.wait(lambda: other.furnished)
    other.commands.run("view.language_de")
    assert person.find("rail-home").text() == "Start"
    assert other.commands.all["desk.new"].text == "Neuer Desk"
    assert other.questions is person.answers


def test_each_language_is_offered_in_its_own_name(person: Person) -> None:
    menu = person.window.preferences.menu()
    offered = [each.text() for each in menu.actions() if not each.isSeparator()]
    first = offered.index("Language of the system")
    assert offered[first : first + 3] == [
        "Language of the system",
        "Language: English",
        "Sprache: Deutsch",
    ]
    assert [each.text() for each in menu.actions() if each.isChecked()] == [
        "Light colours",
        "Language of the system",
    ]


def test_what_is_half_typed_is_not_lost_to_another_language(person: Person, session: Session) -> None:
    person.go("measures")
    window, page = person.window, person.window.pages["measures"]
    page.show_view("values")
    window.commands.run("measures.baseline")
    field = next(each for each in page.findChildren(QLineEdit) if each.isVisible() and not each.isReadOnly())
    field.setFocus()
    person.write("Half a rea", end=None)
    unfinished = window.unfinished()
    window.commands.run("view.language_de")
    if unfinished:
        assert window.words.language == "en"
        assert unfinished in window.notice.text
    else:  # it was taken over before
        assert window.words.language == "de"


def test_qts_own_menus_speak_it_too(person: Person) -> None:
    field = QLineEdit("some text", person.window)
    field.selectAll()
    person.window.commands.run("view.language_de")
    told = " ".join(each.text() for each in field.createStandardContextMenu().actions())
    assert "Kopieren" in told.replace("&", "")
    person.window.commands.run("view.language_en")
    told = " ".join(each.text() for each in field.createStandardContextMenu().actions())
    assert "Copy" in told.replace("&", "")


def test_every_page_is_german(qtbot: QtBot, tmp_path: Path, marrow: Path) -> None:
    with window_for_pictures(tmp_path, "light", QSize(1366, 768), Words("de")) as window:
        assert window.open(marrow)
        assert "Ein sinnvoller nächster Schritt" in texts(window)
        assert "Als Nächstes zugesagt" in texts(window)
        for page, name in GERMAN.items():
            window.go(page)
            assert window.frame_.rail.entries[page].text() == name
            assert window.commands.all[f"go.{page}"].text == name
        assert GERMAN.keys() == set(PAGES)


# -- nothing is forgotten: a language that nobody speaks shows what never went through words()

_PICTURED = ("Corporate plan", "Ana ", "Noor ", "Teo ", "Provide best-practice", "Weather")
"""Examples that views show of themselves for pictures."""
_NAMES = re.compile(
    r"(KPI Desk|[A-Z][\w'’.]+ ?kpidesk|Excel|SVG|PNG|PDF|JSON|CSV|Tabloid|Letter|mm|cm|min"
    r"|Language: English|Marrow Valley Water|Larkmoor General Hospital|Ellerquay Next Step"
    r"|Sprache: Deutsch|[A-Z]{1,3}\d+|N‑\w+"
    r"|(Ctrl|Alt|Shift|Meta)([+ ]\S+)?|Return|Enter|Esc|Del|Ins|Up|Down|Left|Right)"
)


def own_texts(desk: Path) -> str:
    """What people wrote into the desk, and what is supplied in files of its own."""
    reader = read_desk(desk)
    written = [
        str(getattr(record, field.name))
        for kind in RECORDS
        for record in reader.find(kind)
        for field in fields_of(kind)
    ]
    reader.close()
    kinds = ("assessments", "communities", "guide", "invitations", "workshops", "words")
    files = [
        path for kind in kinds for path in resource(kind).rglob("*.*") if path.suffix in {".json", ".txt"}
    ]
    supplied = (path.read_text(encoding="utf-8") for path in files)
    return re.sub(r"\s+", " ", " \n ".join((*written, *supplied)).replace("\\n", " "))


def said_by(widget: QWidget) -> Iterator[str]:
    """All texts of a widget: what is seen of it, told by it, and read out."""
    yield from (widget.toolTip(), widget.accessibleName())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        for row in range(min(model.rowCount(QModelIndex()), 40)):
            yield str(model.index(row, 0).data() or "")


def never_translated(text: str, own: str) -> list[str]:
    """The pieces of a text that are neither bracketed nor anybody's own, nor names, numbers or dates."""
    left = text
    while (less := re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", left)) != left:
        left = less
    left = re.sub(f"{OPEN}[^{CLOSE}]*$", " ", left)  # elided
    left = left.replace("\u00a0", " ").replace("\u200b", "")
    found = []
    for piece in re.split(r"[\n·;|→↑]|  +", left):
        bare = re.sub(r"\s+", " ", piece).strip(' .,:()„“”"?!…–+−<>≤≥')
        if bare in own or re.sub(r"^([A-Z]{1,3}\d+|\d+(\.\d+)?) ", "", bare).strip(" ?") in own:
            continue
        words = [each.strip('.,:()„“”"?!…') for each in re.split(r"[ ,/]", bare)]
        if all(
            not re.search(r"[^\W\d_]{2}", each) or _NAMES.fullmatch(each) or each in own or each in _DATES
            for each in words
        ):
            continue
        if not _NAMES.fullmatch(bare) and not bare.startswith(_PICTURED):
            found.append(bare)
    return found


_DATES = frozenset(
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Jan",
        "Feb",
        "Mär",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Okt",
        "Nov",
        "Dez",
        "Deutsch",
        "Englisch",
        "Spanisch",
        "Französisch",
        "Polnisch",
        "Arabisch",
    ]
)


def test_a_text_that_was_forgotten_would_be_found() -> None:
    assert never_translated("⟦Řéšúĺťš~~⟧ · R12 · 8. Juli 2025 · 3 min (Ctrl+K)", "") == []
    assert never_translated("⟦Řéšúĺťš~~⟧: Nothing yet", "") == ["Nothing yet"]
    assert never_translated("Crews go home unhurt.", "R17 Crews go home unhurt. More") == []


def test_no_text_of_any_page_was_forgotten(
    qtbot: QtBot, tmp_path: Path, marrow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogues = write_pseudo(resource("i18n", "kpidesk.pot"), tmp_path / "i18n")
    real = words_module.resource
    monkeypatch.setattr(
        words_module, "resource", lambda *parts: catalogues if parts == ("i18n",) else real(*parts)
    )
    own = own_texts(marrow)
    looked_at: set[str] = set()
    forgotten: dict[str, str] = {}
    with window_for_pictures(tmp_path, "light", QSize(1366, 768), Words(LANGUAGE)) as window:
        for name in screens(window, marrow):
            for widget in shown(window):
                for text in set(said_by(widget)) - looked_at:
                    looked_at.add(text)
                    for piece in never_translated(text, own):
                        if not piece.endswith(marrow.stem):
                            forgotten.setdefault(piece, f"{name}: {named(widget)}")
    assert len(looked_at) > 2_000
    assert not forgotten, "\n".join(f"{text!r} {where}" for text, where in forgotten.items())
