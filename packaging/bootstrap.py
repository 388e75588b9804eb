#!/usr/bin/env python3
"""The README's two commands, from a clean checkout to a running program.

    python3 packaging/bootstrap.py demo    sample desk and its exports in demo/, then the window
    python3 packaging/bootstrap.py test    the whole test suite, without a screen

Uses the standard library only. Ends with 3 when a system part is missing that it may not install.
"""

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
TEST_LOCK = ROOT / "packaging" / "requirements-test.lock"
MISSING_PART = 3

# Debian's packages by the library that Qt loads: the first are needed even without a screen.
OFFSCREEN = {
    "GL": "libgl1",
    "EGL": "libegl1",
    "xkbcommon": "libxkbcommon0",
    "fontconfig": "libfontconfig1",
    "glib-2.0": "libglib2.0-0",
    "dbus-1": "libdbus-1-3",
}
SCREEN = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-shape": "libxcb-shape0",
}
# An X server whose screens come and go, for the projector's tests.
X_SERVER = {"Xvfb": "xvfb", "xrandr": "x11-xserver-utils"}
# A spreadsheet program that workbooks are sent through and read back from.
SPREADSHEETS = {"soffice": "libreoffice-calc"}


def main(arguments: list[str]) -> int:
    """Run one of the two commands; its exit code."""
    if arguments not in (["demo"], ["test"]):
        print(__doc__, file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        print("KPI Desk needs Python 3.11 or newer.", file=sys.stderr)
        return MISSING_PART
    has_screen = sys.platform != "linux" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    wanted = OFFSCREEN | SCREEN if has_screen and arguments == ["demo"] else OFFSCREEN
    if not (add_system_packages(missing_packages(wanted)) and make_environment(arguments == ["test"])):
        return MISSING_PART
    if arguments == ["test"]:
        screens = missing_packages(SCREEN) + missing_commands(X_SERVER)
        add_for_tests("an X server for the projector's tests", screens)
        add_for_tests("LibreOffice Calc for the tests of workbooks", missing_commands(SPREADSHEETS))
    return run_tests() if arguments == ["test"] else run_demo(has_screen=has_screen)


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Debian's names of what Qt and venv need and this machine lacks."""
    if sys.platform != "linux":
        return []
    missing = [package for library, package in libraries.items() if not has_library(library)]
    if not (VENV / "bin" / "python").exists() and not has_venv():
        missing.append("python3-venv")
    return missing


def missing_commands(commands: dict[str, str]) -> list[str]:
    """Debian's names of programs that this machine lacks."""
    if sys.platform != "linux":
        return []
    return [package for command, package in commands.items() if shutil.which(command) is None]


def has_library(name: str) -> bool:
    """Whether the loader finds a shared library."""
    return ctypes.util.find_library(name) is not None


def has_venv() -> bool:
    """Whether this Python can make an environment with pip in it; Debian ships the halves apart."""
    try:
        import ensurepip  # noqa: F401, PLC0415
        import venv  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def add_system_packages(packages: list[str]) -> bool:
    """Install Debian packages when we may; otherwise say which to ask for."""
    if not packages:
        return True
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    may_install = os.geteuid() == 0 and Path("/usr/bin/apt-get").exists()
    if may_install:
        print("Installing system packages:", *packages, flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in ("apt-get update -q", command + " -q"):
            done = subprocess.run(step.split(), env=quiet, stdout=subprocess.DEVNULL, check=False)
            if done.returncode and "update" not in step:
                may_install = False
    if may_install and not [
        package for package in packages if package in missing_packages(OFFSCREEN | SCREEN)
    ]:
        return True
    print(
        "KPI Desk needs parts of the system that are not installed. Ask for:\n\n    " + command + "\n",
        file=sys.stderr,
    )
    return False


def add_for_tests(what: str, packages: list[str]) -> None:
    """Install what some tests need, where we may; without it those are skipped and say so."""
    if not (packages and sys.platform == "linux" and os.geteuid() == 0):
        return
    if not Path("/usr/bin/apt-get").exists():
        return
    print(f"Installing {what}:", *packages, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (
        "apt-get update -q",
        "apt-get install -y -q --no-install-recommends " + " ".join(packages),
    ):
        subprocess.run(step.split(), env=quiet, stdout=subprocess.DEVNULL, check=False)


def make_environment(with_tests: bool) -> bool:
    """Make .venv and install the lock and the package; nothing is done again while nothing changed."""
    lock = TEST_LOCK if with_tests else LOCK
    python = environment_python()
    content = b"".join(path.read_bytes() for path in (lock, ROOT / "pyproject.toml")) + sys.version.encode()
    stamp = VENV / f"installed-{lock.stem}"
    wanted = hashlib.sha256(content).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return True
    print("Setting up .venv, once ...", flush=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    steps = [
        *([] if python.exists() else [[sys.executable, "-m", "venv", str(VENV)]]),
        [*pip, "--require-hashes", "-r", str(lock)],
        [*pip, "--no-build-isolation", "--editable", str(ROOT)],
    ]
    for step in steps:
        if subprocess.run(step, check=False).returncode:
            print(f"This step failed: {' '.join(step)}", file=sys.stderr)
            return False
    stamp.write_text(wanted)
    return True


def environment_python() -> Path:
    """The Python inside .venv."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def run_tests() -> int:
    """The whole suite on all cores, offscreen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [str(environment_python()), "-m", "pytest", "-n", "auto", "--dist", "worksteal", "-q"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def run_demo(*, has_screen: bool) -> int:
    """Make the sample desk and everything it exports, and open it."""
    demo = ROOT / "demo"
    demo.mkdir(exist_ok=True)
    desk = demo / "marrow-valley.kpidesk"
    kpidesk = [str(environment_python()), "-m", "kpidesk"]
    if not desk.exists() and (code := kpi(kpidesk, "new", desk, "--sample", "marrow-valley")):
        return code
    if code := kpi(kpidesk, "export", desk, "all", "--to", demo / "exports", "--paper", "A1", "--tile", "A4"):
        return code
    if not has_screen:
        print(f"There is no screen here, so no window was opened. On a desktop: kpidesk {desk}")
        return 0
    return kpi(kpidesk, "window", desk)


def kpi(kpidesk: list[str], *arguments: object) -> int:
    """Run the program; its exit code."""
    return subprocess.run([*kpidesk, *map(str, arguments)], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
