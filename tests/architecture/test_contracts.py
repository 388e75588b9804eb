"""The layers of ARCHITECTURE.md hold, the locks name no host, and Qt's binding keeps its references."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer

ROOT = Path(__file__).parent.parent.parent


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_the_locks_pin_with_hashes_and_name_no_host(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text()
    assert not re.search(r"https?://|index-url|find-links", text)
    pins = re.findall(r"^[a-z0-9].*?==\S+", text, re.MULTILINE)
    assert len(pins) > 15
    for block in re.split(r"\n(?=\S)", text):
        if re.match(r"[a-z0-9]", block):
            assert "--hash=sha256:" in block, block.splitlines()[0]
    assert "pyside6-essentials==6.11.3" in text
    assert "numpy" not in text


def test_calls_into_qt_keep_the_count_of_none(qtbot: object) -> None:
    """6.12.0 drops a reference to None at nearly every call (PYSIDE-3474)."""
    timer, owner = QTimer(), QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        timer.setInterval(10)
        owner.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 100


def test_the_start_imports_nothing_of_the_desk() -> None:
    script = (
        "import sys, kpidesk.ui.start\n"
        "late = [n for n in sys.modules if n.startswith(('kpidesk.domain.', 'kpidesk.desk.', 'sqlalchemy', "
        "'alembic', 'reportlab', 'openpyxl', 'numpy', 'uharfbuzz'))]\n"
        "assert not late, late"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_every_file_can_be_read_in_one_sitting() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path in (ROOT / "kpidesk").rglob("*.py")
        if (count := path.read_text(encoding="utf-8").count("\n")) > 600
    ]
    assert long == []
