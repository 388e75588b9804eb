"""KPI Desk: an offline desk for workshops on performance measurement."""

from typing import Final

__version__: Final = "0.1.0"
