"""When the program itself fails while the window is open: it is written down and told, and work goes on.

Every edit is one transaction, so what failed has changed nothing, and what was done before is on the disk.
"""

import sys
from functools import partial
from pathlib import Path
from types import TracebackType

from kpidesk.system.paths import Folders
from kpidesk.system.reports import note, write_crash
from kpidesk.ui.window import Window


def report_failures(folders: Folders) -> None:
    """From now on, what nobody catches becomes a local report; each failure once, however often it comes."""
    told: set[tuple[str, int]] = set()
    before = sys.excepthook

    def failed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        place = _place(trace)
        if not isinstance(error, Exception) or place in told:
            before(kind, error, trace)
            return
        told.add(place)
        note(folders, "failed")
        _tell(kind.__name__, _written(error, folders))
        before(kind, error, trace)

    sys.excepthook = failed


def _place(trace: TracebackType | None) -> tuple[str, int]:
    """Where it failed."""
    place = ("", 0)
    while trace is not None:
        place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


def write_down(folders: Folders, error: Exception) -> None:
    """Make a report of what a job on the worker raised, unless it is the desk's, the disk's or a person's."""
    from kpidesk.desk.problems import DeskProblem  # noqa: PLC0415 - not needed to paint the window
    from kpidesk.domain.wording import Refused  # noqa: PLC0415
    from kpidesk.exports.job import Cancelled  # noqa: PLC0415

    if not isinstance(error, DeskProblem | Refused | Cancelled | OSError):
        _written(error, folders)


def _written(error: Exception, folders: Folders) -> Path | None:
    try:
        return write_crash(error, folders)
    except OSError:
        return None


def _tell(name: str, report: Path | None) -> None:
    for window in Window.windows:
        if window.furnished:
            _tell_in(window, name, report)


def _tell_in(window: Window, name: str, report: Path | None) -> None:
    words = window.words
    text = words("KPI Desk itself failed ({name}). Nothing in the desk was changed.", name=name)
    if report is None:
        window.say(text, bad=True)
        return
    text += " " + words("A report without your texts was written down; it stays on this computer.")
    window.say(text, bad=True, button=words("Show it"), do=partial(window.open_folder, report.parent))
