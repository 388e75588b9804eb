"""How the window looks: fonts, palette and one stylesheet, all from the tokens.

Widgets say what they are by the properties `kind` (of a button or frame) and `role` (of a text);
colours and sizes stand here only. Painted parts take the same tokens from the palette.
"""

from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from kpidesk.drawing.palette import DARK, LIGHT, Palette
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

# A stylesheet can only name files, so these stand in resources/icons in the colours of each theme.
_ICONS: Final = (("chevron", "chevron-down"), ("check", "check"))

_STYLESHEET: Final = """
QMainWindow, QDialog {{ background: {window}; }}
QWidget {{ color: {text}; font-size: 13px; }}

QFrame#strip {{ background: {window}; border-bottom: 1px solid {border}; }}
QFrame#rail {{ background: {rail}; border-right: 1px solid {border}; }}
QFrame[kind="panel"] {{ background: {surface}; border: 1px solid {border}; border-radius: 10px; }}
QFrame[kind="panel-head"] {{ border-bottom: 1px solid {border}; }}
QFrame[kind="well"] {{ background: {sunken}; border-radius: 8px; }}
QFrame[kind="hint"] {{ background: {warn_soft}; border-radius: 8px; }}
QFrame[kind="next"] {{ background: {accent_soft}; border: 1px solid {accent}; border-radius: 10px; }}
QFrame[kind="card"] {{ background: {surface}; border: 1px solid {border}; border-radius: 10px; }}
QFrame[kind="card"]:hover {{ border-color: {field}; }}
QFrame[kind="card"][current="true"] {{ border: 2px solid {accent}; }}
QFrame[kind="raised"] {{ background: {raised}; border: 1px solid {outline}; border-bottom: 2px solid {edge};
  border-radius: 10px; }}
QFrame[kind="table-head"] {{ background: {sunken}; border-bottom: 1px solid {border};
  border-top-left-radius: 9px; border-top-right-radius: 9px; }}
QFrame[kind="group-row"] {{ background: {window}; border-bottom: 1px solid {border}; }}
QFrame[kind="line"] {{ background: {border}; }}
QFrame#run-bar {{ background: {surface}; border-bottom: 1px solid {border}; }}
QLabel[role="time"] {{ font-size: 18px; font-weight: 600; }}
QLabel[role="clock"] {{ font-size: 72px; font-weight: 600; }}
QLabel[tone="bad"] {{ color: {bad}; }}
QLabel[tone="warn"] {{ color: {warn}; }}
QFrame#notice {{ margin-top: 8px; background: {accent_soft}; border: 1px solid {border};
  border-radius: 8px; }}
QFrame#notice[bad="true"] {{ background: {danger_soft}; }}
QFrame#jobs {{ margin-top: 8px; background: {surface}; border: 1px solid {border}; border-radius: 8px; }}

QLabel {{ background: transparent; }}
QLabel[role="question"] {{ font-size: 40px; font-weight: 600; }}
QLabel[role="display"] {{ font-size: 26px; font-weight: 600; }}
QLabel[role="title"] {{ font-size: 20px; font-weight: 600; }}
QLabel[role="lead"] {{ font-size: 18px; }}
QLabel[role="statement"] {{ font-size: 16px; }}
QLabel[role="statement-strong"] {{ font-size: 16px; font-weight: 600; }}
QLabel[role="name"] {{ font-size: 14px; font-weight: 600; }}
QLabel[role="body"] {{ font-size: 14px; }}
QLabel[role="panel"] {{ font-size: 13px; font-weight: 600; }}
QLabel[role="code"] {{ font-size: 13px; font-weight: 600; background: {sunken}; border: 1px solid {field};
  border-radius: 6px; padding: 2px 8px; }}
QLabel[role="second"] {{ color: {text_second}; }}
QLabel[role="caption"] {{ font-size: 12px; color: {text_third}; }}
QLabel[role="caption-strong"] {{ font-size: 12px; color: {text_second}; font-weight: 600; }}
QLabel[role="guess"] {{ font-style: italic; color: {watch}; }}
QPlainTextEdit[role="guess"] {{ font-style: italic; color: {watch}; }}
QPlainTextEdit[role="name"] {{ font-size: 14px; font-weight: 600; }}
QLabel[role="example"] {{ font-style: italic; color: {text_third}; }}
QLabel[role="accent"] {{ font-size: 12px; font-weight: 600; color: {accent_text}; }}
QLabel[role="wrong"] {{ font-size: 12px; color: {danger}; }}
QLabel[role="key"] {{ font-size: 12px; color: {text_second}; background: {sunken}; border: 1px solid
  {outline};
  border-radius: 4px; padding: 0 4px; }}
QLabel a {{ color: {accent_text}; }}

QPushButton, QToolButton {{ background: {surface}; border: 1px solid {outline}; border-radius: 6px;
  padding: 0 12px; min-height: 30px; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {pressed}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; padding: 0 11px; min-height: 28px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {disabled}; }}
QPushButton[kind="filled"] {{ background: {accent}; color: {on_accent}; border-color: {accent};
  font-weight: 600; }}
QPushButton[kind="filled"]:hover {{ background: {accent_hover}; }}
QPushButton[kind="filled"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="filled"]:disabled {{ background: {pressed}; color: {disabled}; border-color: {pressed}; }}
QPushButton[kind="quiet"], QPushButton[kind="link"] {{ border: 1px solid transparent; background: transparent;
  color: {accent_text}; }}
QPushButton[kind="link"] {{ padding: 0 2px; text-align: left; }}
QPushButton[kind="quiet"]:hover {{ background: {hover}; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="quiet"]:focus, QPushButton[kind="link"]:focus {{ border: 2px solid {accent}; }}
QPushButton[kind="link"]:focus {{ padding: 0 1px; }}
QPushButton[kind="quiet"]:disabled, QPushButton[kind="link"]:disabled {{ color: {disabled}; }}
QPushButton[kind="danger"] {{ color: {danger}; }}
QPushButton[kind="danger"]:disabled {{ color: {disabled}; }}
QPushButton[kind="tool"], QToolButton[kind="tool"] {{ border: 1px solid transparent; background: transparent;
  padding: 0 7px; }}
QPushButton[kind="tool"]:hover, QToolButton[kind="tool"]:hover {{ background: {hover}; }}
QPushButton[kind="tool"]:focus, QToolButton[kind="tool"]:focus {{ border: 2px solid {accent}; padding: 0
  6px; }}
QPushButton[kind="tool"]:checked, QToolButton[kind="tool"]:checked {{ background: {accent_soft}; }}
QPushButton[kind="air"] {{ background: {bad_soft}; color: {bad}; border: 1px solid {bad}; border-radius: 6px;
    padding: 0 8px; font-weight: 600; }}
QPushButton[kind="air"]:focus {{ border: 2px solid {bad}; padding: 0 7px; }}
QPushButton[kind="pill"] {{ background: {neutral_soft}; border: 1px solid {neutral_soft}; border-radius: 10px;
  min-height: 18px; padding: 0 8px; font-size: 12px; color: {text_second}; }}
QPushButton[kind="pill"]:hover {{ border: 1px solid {field}; }}
QPushButton[kind="pill"]:focus {{ border: 2px solid {accent}; padding: 0 7px; min-height: 16px; }}
QPushButton[kind="pill"][tone="critical"] {{ background: {text}; border-color: {text}; color: {surface};
  font-weight: 600; }}
QPushButton[kind="pill"][tone="off"] {{ background: transparent; border: 1px dashed {outline};
  color: {text_third}; }}
QPushButton[kind="pill"][tone="own"] {{ background: {accent_soft}; border: 1px solid {accent};
  color: {accent_text}; }}
QPushButton[kind="pill"][tone="own"]:focus {{ border: 2px solid {accent}; }}
QPushButton[kind="pill"][tone="desired"] {{ background: transparent; border: 1px dashed {field}; }}
QPushButton[kind="icon"] {{ border: 1px solid transparent; background: transparent; padding: 0;
  min-height: 0; }}
QPushButton[kind="icon"]:hover, QPushButton[kind="mark"]:hover {{ background: {hover}; }}
QPushButton[kind="icon"]:focus {{ border: 2px solid {accent}; padding: 0; min-height: 0; }}
QPushButton[kind="mark"] {{ border: 1px solid transparent; background: transparent; padding: 0;
  min-height: 22px; }}
QPushButton[kind="mark"][low="true"] {{ min-height: 18px; }}
QPushButton[kind="mark"]:focus {{ border: 2px solid {accent}; padding: 0; min-height: 20px; }}
QPushButton[kind="mark"][low="true"]:focus {{ min-height: 16px; }}
QPushButton[kind="add"] {{ border: 1px solid transparent; background: transparent; color: {text_third};
  font-size: 12px; padding: 0 6px; min-height: 20px; text-align: left; }}
QPushButton[kind="add"]:hover {{ border: 1px solid {outline}; color: {accent_text}; }}
QPushButton[kind="add"]:focus {{ border: 2px solid {accent}; padding: 0 5px; min-height: 18px; }}
QPushButton[kind="chosen"] {{ background: {accent_soft}; border: 1px solid {accent}; font-weight: 600; }}
QPushButton::menu-indicator, QToolButton::menu-indicator {{ image: none; width: 0; }}

QFrame[kind="segments"] {{ background: {sunken}; border: 1px solid {border}; border-radius: 8px; }}
QFrame[kind="segments"] QPushButton {{ background: transparent; border: 1px solid transparent; min-height:
  26px;
  padding: 0 13px; }}
QFrame[kind="segments"] QPushButton:hover {{ background: {hover}; }}
QFrame[kind="segments"] QPushButton:checked {{ background: {surface}; border: 1px solid {outline};
  font-weight: 600; }}
QFrame[kind="segments"] QPushButton:focus {{ border: 2px solid {accent}; padding: 0 12px; min-height: 24px; }}

QLineEdit, QComboBox, QPlainTextEdit, QSpinBox, QDateEdit {{ background: {surface}; border: 1px solid {field};
  border-radius: 6px; padding: 0 8px; min-height: 30px; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QPlainTextEdit {{ padding: 5px 9px 4px 9px; min-height: 0; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{ border: 2px solid {accent}; padding: 0
  7px;
  min-height: 28px; }}
QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 4px 8px 3px 8px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {danger}; }}
QLineEdit[bare="true"], QPlainTextEdit[bare="true"] {{ border: 1px solid transparent; background:
  transparent; }}
QLineEdit[bare="true"] {{ min-height: 24px; padding: 0 4px; }}
QLineEdit[bare="true"]:focus {{ min-height: 22px; padding: 0 3px; }}
QPlainTextEdit[bare="true"] {{ padding: 2px 5px 1px 5px; }}
QPlainTextEdit[bare="true"]:focus {{ padding: 1px 4px 0 4px; }}
QPlainTextEdit[dense="true"] {{ padding: 1px 5px; }}
QPlainTextEdit[dense="true"]:focus {{ border: 2px solid {accent}; padding: 0 4px; }}
QLineEdit[quiet="true"] {{ font-size: 12px; min-height: 20px; }}
QLineEdit[quiet="true"]:focus {{ min-height: 18px; }}
QLineEdit[bare="true"]:hover, QPlainTextEdit[bare="true"]:hover {{ border: 1px solid {outline}; }}
QLineEdit[bare="true"]:focus, QPlainTextEdit[bare="true"]:focus {{ border: 2px solid {accent};
  background: {surface}; }}
QLineEdit[role="lead"] {{ font-size: 18px; min-height: 46px; }}
QLineEdit[role="lead"]:focus {{ min-height: 44px; }}
QPlainTextEdit[role="statement"] {{ font-size: 16px; }}
QPlainTextEdit[role="lead"] {{ font-size: 18px; border: 2px solid {accent}; padding: 0; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ color: {text_second}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({chevron}); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {outline};
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: none; width: 18px; }}
QCheckBox {{ spacing: 8px; min-height: 28px; background: transparent; }}
QCheckBox::indicator, QListView::indicator {{ width: 16px; height: 16px; border: 1px solid {field};
  border-radius: 4px; background: {surface}; }}
QCheckBox::indicator:focus {{ border: 2px solid {accent}; width: 14px; height: 14px; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {accent};
  border: 1px solid {accent}; image: url({check}); }}
QCheckBox::indicator:checked:focus {{ border: 1px solid {text}; width: 16px; height: 16px; }}
QCheckBox::indicator:disabled {{ background: {sunken}; border: 1px solid {outline}; }}
QRadioButton {{ spacing: 8px; min-height: 32px; background: transparent; }}
QRadioButton::indicator {{ width: 16px; height: 16px; border: 1px solid {field}; border-radius: 9px;
  background: {surface}; }}
QRadioButton::indicator:checked {{ width: 8px; height: 8px; border: 5px solid {accent}; }}
QRadioButton::indicator:focus {{ border: 2px solid {accent}; width: 14px; height: 14px; }}
QRadioButton::indicator:checked:focus {{ width: 6px; height: 6px; border: 6px solid {accent}; }}

QTreeView, QListView, QTableView {{ background: transparent; border: none; outline: none; }}
QTreeView::item {{ min-height: 26px; padding: 0 6px; color: {text}; }}
QTreeView::item:hover, QListView::item:hover {{ background: {hover}; }}
QTreeView::item:selected, QListView::item:selected {{ background: {accent_soft}; color: {text}; }}
QListView[kind="ticks"]::item {{ padding: 0 6px; color: {text}; }}
QTableView {{ gridline-color: {border}; }}
QTableView::item:selected {{ background: {accent_soft}; color: {text}; }}
QHeaderView {{ background: {sunken}; border: none; }}
QHeaderView::section {{ background: {sunken}; color: {text_second}; border: none; font-weight: 600;
  border-bottom: 1px solid {border}; padding: 4px 10px; }}
QTableView QTableCornerButton::section {{ background: {sunken}; border: none; }}
QTreeView QLineEdit, QTableView QLineEdit {{ min-height: 22px; border-radius: 4px; }}
QScrollArea, QScrollArea > QWidget > QWidget[kind="page"] {{ background: transparent; border: none; }}
QProgressBar {{ background: {pressed}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
QGraphicsView {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
QFrame[kind="choice"] {{ border: 1px solid transparent; border-radius: 6px; }}
QFrame[kind="choice"]:hover {{ background: {hover}; }}
QFrame[kind="choice"][current="true"] {{ background: {accent_soft}; border: 1px solid {accent}; }}
QFrame[kind="choice"]:focus {{ border: 2px solid {accent}; }}
QFrame[kind="side"] {{ background: {surface}; border: 1px solid {field}; border-radius: 8px; }}
QFrame[kind="side"]:hover {{ background: {hover}; }}
QFrame[kind="side"][current="true"] {{ background: {accent_soft}; border: 2px solid {accent}; }}
QFrame[kind="pair"] {{ border: 2px solid transparent; border-radius: 10px; }}
QFrame[kind="pair"]:focus {{ border: 2px solid {accent}; }}
QFrame[kind="row"]:hover {{ background: {hover}; }}
QFrame[kind="row"]:focus {{ border: 2px solid {accent}; border-radius: 6px; }}
QListView#manual-pages::item, QListView#guide-found::item {{ min-height: 28px; padding: 0 6px;
  border-radius: 6px; }}
QListView#picker-found::item {{ min-height: 34px; padding: 0 8px; border-radius: 6px; }}
QMenu {{ background: {raised}; border: 1px solid {outline}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::icon {{ padding-left: 6px; }}
QMenu::icon:checked {{ background: {accent_soft}; border: 1px solid {accent}; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 8px; }}
QToolTip {{ background: {text}; color: {surface}; border: none; padding: 4px 6px; font-size: 12px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; }}
QScrollBar::handle {{ background: {outline}; border-radius: 4px; min-height: 24px; min-width: 24px;
  margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


NAMES: Final = ("light", "dark", "system")


def chosen(name: str) -> Palette:
    """The palette of a theme by name; an unknown name is light."""
    if name == "system":
        from PySide6.QtCore import Qt  # noqa: PLC0415 - slow, and few choose this
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

        name = "dark" if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"
    return DARK if name == "dark" else LIGHT


def load_fonts(app: QApplication) -> None:
    """Give the application its type. Further fonts come with `load_other_fonts`."""
    for name in _FIRST_FONTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"{name}.ttf")))
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    font.setPixelSize(13)
    app.setFont(font)


def apply(palette: Palette) -> None:
    """Give the application its colours."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 - there is no window without
    theme = "dark" if palette is DARK else "light"
    icons = {key: resource("icons", theme, f"{name}.svg").as_posix() for key, name in _ICONS}
    sheet = _STYLESHEET.format(**icons, **palette._asdict())
    # Qt reads a sheet anew and polishes every widget even if nothing differs: a third of a second.
    if sheet != app.styleSheet():
        app.setPalette(_qt_palette(palette))
        app.setStyleSheet(sheet)


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
        QPalette.ColorRole.Link: palette.accent_text,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    return result
