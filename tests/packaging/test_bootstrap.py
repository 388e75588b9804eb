"""The bootstrap on a clean machine: what it installs for the tests where it may; it never fails for that."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "packaging" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A Debian machine where everything fails that is run, and we are root; what is run there."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 100)

    exists = Path.exists
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(Path, "exists", lambda path: str(path) == "/usr/bin/apt-get" or exists(path))
    return commands


def test_libreoffice_is_installed_for_the_tests_where_it_is_missing(
    bootstrap: ModuleType, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    missing = bootstrap.missing_commands(bootstrap.SPREADSHEETS)
    bootstrap.add_for_tests("LibreOffice Calc", missing)  # fails, and that is no harm
    assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert ran[1][-1] == "libreoffice-calc"
    assert "--no-install-recommends" in ran[1]


def test_what_is_there_is_not_installed_again(
    bootstrap: ModuleType, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    bootstrap.add_for_tests("LibreOffice Calc", bootstrap.missing_commands(bootstrap.SPREADSHEETS))
    assert not ran


def test_nobody_but_root_installs_anything(
    bootstrap: ModuleType, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    bootstrap.add_for_tests("LibreOffice Calc", ["libreoffice-calc"])
    assert not ran


def test_the_command_test_goes_on_without_libreoffice(
    bootstrap: ModuleType, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever cannot be installed for single tests, the suite itself is run; its exit code counts."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(bootstrap, "missing_packages", lambda _: [])
    monkeypatch.setattr(bootstrap, "make_environment", lambda _: True)
    assert bootstrap.main(["test"]) == 100
    assert [command[-1] for command in ran if "install" in command] == [
        "x11-xserver-utils",
        "libreoffice-calc",
    ]
    assert "pytest" in ran[-1]


@pytest.mark.parametrize("arguments", [[], ["demo", "test"], ["nothing"]])
def test_wrong_use_says_how(
    bootstrap: ModuleType, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert bootstrap.main(arguments) == 2
    assert "bootstrap.py test" in capsys.readouterr().err
