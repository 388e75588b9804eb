"""Where the program keeps its own files, also when it is carried on a stick."""

import sys
from pathlib import Path

import pytest

from kpidesk.system.paths import folders


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A packaged program in a folder of its own."""
    path = tmp_path / "stick" / "kpidesk"
    path.parent.mkdir()
    path.touch()
    monkeypatch.delenv("KPIDESK_DATA")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(path))
    return path


def test_a_program_that_is_carried_keeps_its_files_beside_it(program: Path) -> None:
    (program.parent / "portable").touch()
    assert folders().backups == program.parent / "data" / "backups"


def test_a_program_that_is_installed_does_not(program: Path) -> None:
    assert program.parent not in folders().root.parents


def test_the_environment_comes_first(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program.parent / "portable").touch()
    monkeypatch.setenv("KPIDESK_DATA", str(tmp_path / "elsewhere"))
    assert folders().root == tmp_path / "elsewhere"


def test_no_file_beside_python_changes_anything_in_a_checkout(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program.parent / "portable").touch()
    monkeypatch.delattr(sys, "frozen")
    assert program.parent not in folders().root.parents
