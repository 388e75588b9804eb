"""What belongs into the frozen program and what does not, in one place for the spec and its test.

Only the standard library: PyInstaller reads it while it builds, and the tests read it without PyInstaller.
"""

import os
import re
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
VERSION_FILE = ROOT / "kpidesk" / "__init__.py"

# Plain files beside the code: where from, and the folder that they go to.
FOLDERS = {
    "resources": "kpidesk/resources",
    "build/manual": "kpidesk/resources/manual",  # its pictures, made by build.py
    "kpidesk/desk/migrations": "kpidesk/desk/migrations",
}
SOURCES_ONLY = ("*.po", "*.pot", "*.pyc", "__pycache__")  # catalogues are read compiled

_QT_LIBRARY = re.compile(r"(?:lib)?Qt6(\w+)\.")
_LICENCE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)

# Packages whose own files are read at run time: dates of all languages, dictionaries, time zones.
WITH_DATA = ("babel", "spellchecker", "tzdata", "reportlab")

# Loaded by name, or by plain files: migrations are sources that Alembic runs.
HIDDEN = (
    "alembic.context",
    "alembic.op",
    "defusedxml.ElementTree",
    "logging.config",
    "sqlalchemy.dialects.sqlite",
)

# Never used here, however they are dragged in. There is no network code, so no TLS either.
EXCLUDED_MODULES = (
    "_ssl", "ssl", "tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "pydoc_data", "pip",
    "setuptools", "pkg_resources", "_distutils_hack", "distutils", "hatchling", "editables",
    "trove_classifiers", "pytest", "_pytest", "hypothesis", "mypy", "IPython", "numpy", "pandas", "lxml",
    "readline", "icalendar.tests", "alembic.testing", "sqlalchemy.testing", "reportlab.graphics.barcode",
    *(f"PySide6.{name}" for name in (
        "QtNetwork", "QtQml", "QtQuick", "QtSql", "QtTest", "QtXml", "QtHelp", "QtDesigner", "QtUiTools",
        "QtOpenGL", "QtOpenGLWidgets", "QtConcurrent", "QtSvgWidgets", "QtQuickWidgets", "QtDBus",
    )),
)  # fmt: skip

# Of Qt's plugins by folder; folders that are not named are left out.
PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "imageformats": ("qsvg", "qjpeg", "qico", "qicns"),
    "iconengines": ("qsvgicon",),
    "styles": ("*",),
    "printsupport": ("*",),
    "platforminputcontexts": ("*compose*", "*ibus*"),
    "platformthemes": ("*xdgdesktopportal*",),
    "xcbglintegrations": ("*",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl", "dmabuf-server"),
}

# Qt's own texts in the languages that there may be catalogues for.
QT_TEXTS = ("qtbase_en.qm", "qtbase_de.qm", "qtbase_fr.qm", "qtbase_es.qm")

# Of Qt's own libraries; what is not named serves parts of Qt that are not used.
QT_LIBRARIES = (
    "Core", "Gui", "Widgets", "PrintSupport", "Svg", "DBus", "OpenGL", "XcbQpa", "WaylandClient",
    "WlShellIntegration",
)  # fmt: skip

# Of the system's libraries only those come along that a desktop may lack or have in another version. All
# others must fit its settings, drivers and services: its own are taken, and the Debian package needs them.
OF_THE_SYSTEM = (
    "libxcb-*", "libxkbcommon-x11.so*", "libsqlite3.so*", "libcrypto.so*", "libffi.so*", "libbz2.so*",
    "liblzma.so*", "libuuid.so*", "libexpat.so*", "libz.so*", "libzstd.so*",
)  # fmt: skip
SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def version() -> str:
    """The program's version, from its own line."""
    for line in VERSION_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("__version__"):
            return line.split('"')[1]
    raise ValueError(f"{VERSION_FILE} names no version")


def data_files() -> list[tuple[str, str]]:
    """Our plain files as PyInstaller wants them: the file and the folder that it goes to."""
    found = []
    for source, target in FOLDERS.items():
        for path in sorted((ROOT / source).rglob("*")):
            inside = path.relative_to(ROOT / source)
            left_out = any(fnmatch(part, pattern) for part in inside.parts for pattern in SOURCES_ONLY)
            if path.is_file() and not left_out:
                found.append((str(path), (Path(target) / inside.parent).as_posix()))
    return found


def licences() -> list[tuple[str, str]]:
    """The licences of all that comes along, as PyInstaller wants them; to be asked where it is installed."""
    found = [(str(ROOT / "LICENSE"), "licences/KPI Desk")]
    # The wheels of Qt and PySide6 bring none.
    found += [
        (str(path), "licences/Qt and PySide6") for path in sorted((ROOT / "packaging" / "licences").iterdir())
    ]
    found += [(str(path), "licences/Python") for path in Path(os.__file__).parent.glob("LICENSE*")]
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE):
        try:
            package = distribution(name)
        except PackageNotFoundError:  # one for another system
            continue
        for file in package.files or ():
            inside = PurePosixPath(*file.parts[1:])
            if file.parts[0].endswith(".dist-info") and _LICENCE.search(str(inside)):
                found.append(
                    (str(package.locate_file(file)), f"licences/{name}/{inside.parent}".removesuffix("/."))
                )
    return found


def is_wanted(target: str, source: str) -> bool:
    """Whether a library, plugin or file of a package stays.

    Args:
        target: its place in the frozen program.
        source: where it was found; for a link that it leads to, a name beside it.
    """
    path = PurePosixPath(target.replace("\\", "/"))
    if qt := _QT_LIBRARY.match(path.name):
        return qt[1] in QT_LIBRARIES
    if source.startswith(SYSTEM_FOLDERS) and path.name.startswith("lib"):
        return _matches(path.name, OF_THE_SYSTEM)
    if "plugins" in path.parts:
        folder = path.parts[path.parts.index("plugins") + 1]
        return _matches(path.name.split(".")[0].removeprefix("lib"), PLUGINS.get(folder, ()))
    if "PySide6" in path.parts and "translations" in path.parts:
        return path.name in QT_TEXTS
    return "tests" not in path.parts and "libpyside6qml" not in path.name


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
