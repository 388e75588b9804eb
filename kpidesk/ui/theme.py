"""How the window looks: fonts, palette and one stylesheet, all from the tokens."""

from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from kpidesk.drawing.palette import Palette
from kpidesk.system.resources import resource

_FIRST_FONTS: Final = ("NotoSans-Regular", "NotoSans-SemiBold")
_FAMILIES: Final = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
)
_OTHER_FONTS: Final = ("NotoSans-Bold", "NotoSans-Italic", "NotoSansArabic-Regular", "NotoSansHebrew-Regular",
                       "NotoSansDevanagari-Regular", "NotoSansThai-Regular", "NotoSansMath-Regular",
                       "NotoSansSymbols2-Regular", "NotoEmoji-Regular")  # fmt: skip

_STYLESHEET: Final = """
QMainWindow, QDialog {{ background: {window}; }}
QWidget {{ color: {text}; font-size: 13px; }}
QFrame#strip {{ background: {window}; border-bottom: 1px solid {border}; }}
QFrame[panel="true"] {{ background: {surface}; border: 1px solid {border}; border-radius: 10px; }}
QFrame#notice {{ background: {accent_soft}; border: 1px solid {border}; border-radius: 8px; }}
QFrame#notice[bad="true"] {{ background: {danger_soft}; }}
QLabel[role="display"] {{ font-size: 26px; font-weight: 600; }}
QLabel[role="statement"] {{ font-size: 16px; }}
QLabel[role="name"] {{ font-size: 14px; font-weight: 600; }}
QLabel[role="panel"] {{ font-size: 13px; font-weight: 600; }}
QLabel[role="caption"] {{ font-size: 12px; color: {text_third}; }}
QPushButton {{ background: {surface}; border: 1px solid {outline}; border-radius: 6px; padding: 0 14px;
  min-height: 30px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 13px; min-height: 28px; }}
QPushButton:disabled {{ color: {disabled}; }}
QPushButton[filled="true"] {{ background: {accent}; color: {on_accent}; border-color: {accent};
  font-weight: 600; }}
QPushButton[filled="true"]:hover {{ background: {accent_hover}; }}
QPushButton[filled="true"]:disabled {{ background: {pressed}; color: {disabled}; border-color: {pressed}; }}
QPushButton[quiet="true"] {{ border: 1px solid transparent; background: transparent; color: {accent_text}; }}
QPushButton[quiet="true"]:hover {{ background: {hover}; }}
QPushButton[quiet="true"]:focus {{ border: 2px solid {accent}; }}
QPushButton[quiet="true"]:disabled {{ color: {disabled}; }}
QPushButton#dismiss {{ padding: 0; }}
QTreeView {{ background: {surface}; border: none; outline: none; }}
QTreeView::item {{ min-height: 26px; padding: 0 6px; color: {text}; }}
QTreeView::item:hover {{ background: {hover}; }}
QTreeView::item:selected {{ background: {accent_soft}; color: {text}; }}
QLineEdit, QComboBox {{ background: {surface}; border: 1px solid {field}; border-radius: 6px; padding: 0 8px;
  min-height: 30px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QComboBox:focus {{ border: 2px solid {accent}; padding: 0 7px; min-height: 28px; }}
QTreeView QLineEdit {{ min-height: 22px; border-radius: 4px; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url({chevron}); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {outline};
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QCheckBox {{ spacing: 8px; min-height: 28px; }}
QProgressBar {{ background: {pressed}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
QGraphicsView {{ background: {surface}; border: none; }}
QSplitter::handle {{ background: {window}; }}
QToolTip {{ background: {text}; color: {surface}; border: none; padding: 4px 6px; font-size: 12px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; }}
QScrollBar::handle {{ background: {outline}; border-radius: 4px; min-height: 24px; min-width: 24px;
  margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
"""


def apply(app: QApplication, palette: Palette) -> None:
    """Give the application its look. Further fonts come with `load_other_fonts`."""
    for name in _FIRST_FONTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"{name}.ttf")))
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    font.setPixelSize(13)
    app.setFont(font)
    app.setPalette(_qt_palette(palette))
    chevron = resource("icons", "chevron-down.svg").as_posix()
    app.setStyleSheet(_STYLESHEET.format(chevron=chevron, **palette._asdict()))


def load_other_fonts() -> None:
    """Load the fonts that the first sight of the window does not need."""
    for name in _OTHER_FONTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"{name}.ttf")))


def _qt_palette(palette: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.sunken,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.text_third,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.ToolTipBase: palette.text,
        QPalette.ColorRole.ToolTipText: palette.surface,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    return result
