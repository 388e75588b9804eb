"""Where the plain files that ship with the program are.

One resolver for the three ways the program runs: from a checkout, from a wheel and frozen. Nothing else
computes such a path, so a resource that is found in one of them is found in all.
"""

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds ``fonts``, ``icons``, ``guide`` and the like.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent.parent
    candidates = [package / "resources", package.parent / "resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        candidates[:0] = [Path(frozen) / "kpidesk" / "resources", Path(frozen) / "resources"]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The program's resources are missing; looked in {candidates}")


def resource(*parts: str) -> Path:
    """Return the path of one resource, for example ``resource("fonts", "NotoSans-Regular.ttf")``."""
    return root().joinpath(*parts)
