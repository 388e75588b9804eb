"""Which language the window speaks.

What cannot be read or is not known never stands in the way: then it speaks the next best, at last English.
"""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from kpidesk.system.words import SOURCE, languages
from kpidesk.ui.garbage import throw_away

SYSTEM: Final = "system"
NAMES: Final = {"en": "Language: English", "de": "Sprache: Deutsch"}
"""Each language is named in itself: whoever looks for their own may not read the present one."""
_QT: Final = "qt-texts"


def spoken(chosen: str) -> str:
    """The language that was chosen; where none is, the system's first one that there are texts in."""
    known = languages()
    if chosen in known:
        return chosen
    wanted = (tag.replace("_", "-").partition("-")[0] for tag in QLocale.system().uiLanguages())
    return next((each for each in wanted if each in known), SOURCE)


def teach_qt(language: str) -> None:
    """Let Qt's own dialogs and menus speak it, too, where Qt brings the texts along."""
    app = QCoreApplication.instance()
    if app is None:
        return
    for before in app.findChildren(QTranslator, _QT):
        app.removeTranslator(before)
        throw_away(before)
    if language == SOURCE:
        return
    translator = QTranslator(app)
    translator.setObjectName(_QT)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
