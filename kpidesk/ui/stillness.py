"""Whether anything may move on screen: people can switch that off in their system, or here.

The one thing that moves by itself are bubbles on their way after tidying; what Qt's own parts fade or blink
follows as well. Clocks count on, since what they tell is the time.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from kpidesk.ui.settings import Settings

_SETTING: Final = "still"
_STILL: Final = "still"  # property of the application
# What the system has, kept while nothing moves.
_BLINK: Final = "blink"
_MOVED: Final = "moved"
_EFFECTS: Final = (
    Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip, Qt.UIEffect.UI_AnimateToolBox,
)  # fmt: skip


def is_still(settings: Settings) -> bool:
    """Whether the person wants nothing to move, whatever the system says."""
    return settings.get(_SETTING, False)


def keep_still(settings: Settings, *, still: bool) -> None:
    """Remember it."""
    settings.set(_SETTING, still)


def take_stillness(settings: Settings) -> None:
    """Let nothing move or blink from now on, or as the system has it."""
    app, still = QApplication.instance(), is_still(settings)
    if not isinstance(app, QApplication) or bool(app.property(_STILL)) == still:
        return
    app.setProperty(_STILL, still)
    if still:
        app.setProperty(_BLINK, app.cursorFlashTime())
        app.setProperty(_MOVED, list(filter(app.isEffectEnabled, _EFFECTS)))
    app.setCursorFlashTime(0 if still else app.property(_BLINK))
    for each in app.property(_MOVED):
        app.setEffectEnabled(each, not still)


def may_move(widget: QWidget) -> bool:
    """Whether something may move in a widget: nobody has switched it off, here or in the system."""
    app = QApplication.instance()
    if app is not None and app.property(_STILL):
        return False
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) > 0
