"""What is painted before anything else is imported: bare ground, rail and strip without anything on them."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget


def first_sight() -> QWidget:
    """The ground, in the colours of the theme."""
    ground, rail, strip = QWidget(), QFrame(), QFrame()
    rail.setObjectName("rail")
    rail.setFixedWidth(76)
    strip.setObjectName("strip")
    strip.setFixedHeight(48)
    name = QLabel("KPI Desk", strip)
    name.setProperty("role", "name")
    name.move(20, 14)
    row = QHBoxLayout(ground)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(rail)
    column = QVBoxLayout()
    column.addWidget(strip)
    column.addStretch(1)
    row.addLayout(column)
    return ground
