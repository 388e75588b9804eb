"""What goes into the packages: all that the program reads, and nothing that only builders need."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from kpidesk import __version__
from kpidesk.desk.header import APPLICATION_ID
from kpidesk.drawing.palette import LIGHT
from kpidesk.system import resources

ROOT = Path(__file__).parents[2]
SITE = "/env/lib/python3/site-packages/PySide6/Qt"


@pytest.fixture(scope="module")
def contents() -> ModuleType:
    spec = importlib.util.spec_from_file_location("contents", ROOT / "packaging" / "contents.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_every_resource_goes_where_the_program_looks_for_it(contents: ModuleType) -> None:
    packed = {f"{target}/{Path(source).name}" for source, target in contents.data_files()}
    root = resources.root()
    shipped = {path.relative_to(root) for path in root.rglob("*") if path.is_file()}
    needed = {
        f"kpidesk/resources/{path.as_posix()}" for path in shipped if path.suffix not in {".po", ".pot"}
    }
    assert needed <= packed
    assert not [name for name in packed if name.endswith((".po", ".pot", ".pyc"))]


def test_every_migration_goes_along_with_its_statements(contents: ModuleType) -> None:
    packed = {f"{target}/{Path(source).name}" for source, target in contents.data_files()}
    folder = ROOT / "kpidesk" / "desk" / "migrations"
    steps = {f"kpidesk/desk/migrations/versions/{path.name}" for path in folder.glob("versions/v*.*")}
    assert len(steps) >= 16
    assert steps | {"kpidesk/desk/migrations/env.py"} <= packed


def test_no_package_that_the_program_needs_is_left_out(contents: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert contents.version() == project["version"] == __version__
    left_out = {name.partition(".")[0] for name in contents.EXCLUDED_MODULES if "." not in name}
    used = {"reportlab", "openpyxl", "babel", "PIL", "sqlalchemy", "alembic", "icalendar", "defusedxml"}
    assert not left_out & used


@pytest.mark.parametrize(
    ("target", "source", "stays"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", f"{SITE}/lib/libQt6Widgets.so.6", True),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", f"{SITE}/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", f"{SITE}/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", f"{SITE}/plugins/platforms/libqvnc.so", False),
        (r"PySide6\plugins\platforms\qwindows.dll", r"C:\env\PySide6\plugins\platforms\qwindows.dll", True),
        (r"PySide6\plugins\tls\qschannelbackend.dll", r"C:\env\PySide6\plugins\tls\x.dll", False),
        (r"PySide6\Qt6Widgets.dll", r"C:\env\PySide6\Qt6Widgets.dll", True),
        (r"PySide6\Qt6Quick.dll", r"C:\env\PySide6\Qt6Quick.dll", False),
        ("PySide6/QtWidgets.abi3.so", "/env/PySide6/QtWidgets.abi3.so", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", f"{SITE}/plugins/tls/x.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", f"{SITE}/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_pl.qm", f"{SITE}/translations/qtbase_pl.qm", False),
        ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0", True),
        ("libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6", False),
        ("libfontconfig.so.1", "/usr/lib/x86_64-linux-gnu/libfontconfig.so.1", False),
        ("babel/locale-data/pl.dat", "/env/babel/locale-data/pl.dat", True),
    ],
)
def test_libraries_are_sifted(contents: ModuleType, target: str, source: str, *, stays: bool) -> None:
    assert contents.is_wanted(target, source) is stays


def test_the_languages_of_the_window_have_qts_own_texts(contents: ModuleType) -> None:
    spoken = {path.parent.parent.name for path in resources.resource("i18n").glob("*/LC_MESSAGES/kpidesk.mo")}
    assert {f"qtbase_{language}.qm" for language in spoken} <= set(contents.QT_TEXTS)


def test_the_licences_come_along(contents: ModuleType) -> None:
    there = {target.split("/")[1] for _, target in contents.licences()}
    assert {"KPI Desk", "Qt and PySide6", "sqlalchemy", "reportlab", "pillow", "pypdfium2"} <= there


def test_locks_name_no_index_and_pin_every_package() -> None:
    for lock in (ROOT / "packaging").glob("*.lock"):
        lines = lock.read_text().splitlines()
        assert not [line for line in lines if line.startswith("-") or "://" in line], lock
        assert all("==" in line for line in lines if line and not line.startswith((" ", "#"))), lock


def test_a_desk_is_known_by_its_content() -> None:
    kind = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    tree = ET.parse(ROOT / "packaging" / "linux" / "kpidesk-mime.xml")
    inner = tree.find(".//m:magic/m:match/m:match", kind)
    assert inner is not None
    assert (inner.get("offset"), inner.get("value")) == ("68", APPLICATION_ID.to_bytes(4).decode())
    name = tree.find("m:mime-type", kind)
    assert name is not None
    entry = (ROOT / "packaging" / "linux" / "kpidesk.desktop").read_text()
    assert f"MimeType={name.get('type')};" in entry


def test_the_icon_has_the_colours_of_the_rings() -> None:
    drawn = (ROOT / "packaging" / "linux" / "kpidesk.svg").read_text()
    assert all(LIGHT.ring(position).line in drawn for position in (1, 2, 3, 4))


def test_the_spec_and_the_installers_name_what_there_is() -> None:
    spec = (ROOT / "packaging" / "kpidesk.spec").read_text()
    compile(spec, "kpidesk.spec", "exec")
    assert "upx=True" not in spec
    installer = (ROOT / "packaging" / "windows" / "kpidesk.iss").read_text()
    assert "PrivilegesRequired=lowest" in installer
    assert PurePosixPath("dist/kpidesk").name in installer


def test_packages_are_made_on_the_system_that_they_are_for() -> None:
    other = "windows" if sys.platform != "win32" else "linux"
    done = subprocess.run(
        [sys.executable, ROOT / "packaging" / "build.py", other], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert f"are made on {other}" in done.stderr


KINDS = """
import sys
from PySide6.QtCore import QMimeDatabase
known = QMimeDatabase()
for path in sys.argv[1:]:
    print(known.mimeTypeForFile(path).name())
"""


def test_a_system_that_has_the_package_knows_desks_whatever_they_are_called(
    marrow: Path, tmp_path: Path
) -> None:
    packages = tmp_path / "share" / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(ROOT / "packaging" / "linux" / "kpidesk-mime.xml", packages)
    nameless, empty, other = tmp_path / "attachment", tmp_path / "empty.kpidesk", tmp_path / "other"
    shutil.copyfile(marrow, nameless)
    empty.touch()
    other.write_bytes(marrow.read_bytes()[:68] + b"\0\0\0\0" + marrow.read_bytes()[72:])
    done = subprocess.run(
        [sys.executable, "-c", KINDS, marrow, nameless, empty, other],
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "share")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = done.stdout.split()
    assert told[:3] == ["application/x-kpidesk"] * 3
    assert told[3] != "application/x-kpidesk"
