#!/usr/bin/env python3
"""Makes the packages, from a checkout to files that people can be given, on the system that they are for.

    python3 packaging/build.py linux      folder, .tar.gz and .deb in dist/
    python3 packaging/build.py windows    folder and .zip, and the installer where Inno Setup is there
    python3 packaging/build.py macos      KPI Desk.app in a .zip

`linux --install` also installs the .deb here, tests it and removes it again (root only). `--keep-venv` uses
the environment of the last build. Uses the standard library only; whatever is odd ends it with 1. What was
tested where says packaging/README.md.
"""

import argparse
import gzip
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent))
import contents

ROOT = contents.ROOT
HERE = ROOT / "packaging"
BUILD, DIST = ROOT / "build", ROOT / "dist"
FROZEN = DIST / "kpidesk"
LOCKS = (HERE / "requirements.lock", HERE / "requirements-build.lock")
VERSION = contents.version()
OLD_FILES = (
    *sorted((ROOT / "tests" / "data").glob("format-*.kpidesk")),
    ROOT / "tests" / "data" / "wall.heic",
)
RUNS = 7

# What may stand on standard error: nothing so far. A line that must be borne is added here, with why.
EXPECTED_ERRORS: tuple[str, ...] = ()
# Libraries of plugins that stay away without them: Wayland and the printers' list.
OPTIONAL_LIBRARIES = re.compile(r"libwayland-|libcups\.so")


class Odd(Exception):  # noqa: N818 - an outcome
    """Something that must not be given to people."""


def main(arguments: Sequence[str]) -> int:
    """Build for one system; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("system", choices=("linux", "windows", "macos"))
    parser.add_argument("--keep-venv", action="store_true", help="use the environment of the last build")
    parser.add_argument("--install", action="store_true", help="install the .deb, test it, remove it")
    options = parser.parse_args(arguments)
    here = {"linux": "linux", "win32": "windows", "darwin": "macos"}.get(sys.platform)
    if options.system != here:
        print(f"Packages for {options.system} are made on {options.system}; this is {here}.", file=sys.stderr)
        return 2
    try:
        python = environment(keep=options.keep_venv)
        manual(python)
        freeze(python)
        if here == "linux":
            strip()
            check_libraries()
        test([program()], ["self-test", *map(str, OLD_FILES)])
        if here == "linux":
            test_on_screen()
        for path in {"linux": linux, "windows": windows, "macos": macos}[options.system](python):
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB")
        tell_start(python)
        if options.install:
            install(DIST / f"kpidesk_{VERSION}_{debian_architecture()}.deb")
    except Odd as odd:
        print(f"build: {odd}", file=sys.stderr)
        return 1
    return 0


def run(command: Sequence[object], **options: object) -> None:
    """Run a step; Odd if it fails."""
    done = subprocess.run([str(each) for each in command], check=False, cwd=ROOT, **options)  # type: ignore[call-overload]
    if done.returncode:
        raise Odd(f"this step failed: {' '.join(map(str, command))}")


# -- the folder


def environment(*, keep: bool) -> Path:
    """A clean environment with what the locks name; its Python."""
    venv = BUILD / "venv"
    python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if keep and python.exists():
        return python
    shutil.rmtree(venv, ignore_errors=True)
    print("Setting up build/venv ...", flush=True)
    run([sys.executable, "-m", "venv", venv])
    pip = [
        python,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
    ]
    for lock in LOCKS:
        run([*pip, "-r", lock])
    return python


def freeze(python: Path) -> None:
    """The program as one folder."""
    print("Freezing ...", flush=True)
    run([python, HERE / "icons.py", BUILD / "icons"])
    run([
        python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--distpath", DIST, "--workpath",
        BUILD / "work", HERE / "kpidesk.spec",
    ])  # fmt: skip


def manual(python: Path) -> None:
    """The manual's pages and pictures in every language, for `contents.py` to take along."""
    shutil.rmtree(BUILD / "manual", ignore_errors=True)
    for folder in sorted(each for each in (ROOT / "resources" / "manual").iterdir() if each.is_dir()):
        print(f"Taking pictures for the manual ({folder.name}) ...", flush=True)
        to = BUILD / "manual" / folder.name
        command = [python, "-m", "kpidesk", "manual", "--to", to, "--lang", folder.name]
        run(command, stdout=subprocess.DEVNULL)
        if not any(to.rglob("*.png")):  # the self-test says whether all are there
            raise Odd(f"no picture was taken for the manual ({folder.name})")


def program() -> Path:
    """The command in the folder."""
    return FROZEN / ("kpidesk.exe" if sys.platform == "win32" else "kpidesk")


def size_of(folder: Path) -> float:
    """Megabytes of all files in it, links not counted."""
    return (
        sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        / 1e6
    )


def strip() -> None:
    """Take debugging symbols out of Python's own libraries; those of wheels are left as they were made."""
    before = size_of(FROZEN)
    inside = FROZEN / "_internal"
    own = [*inside.glob("libpython3*"), *(inside / f"python3.{sys.version_info.minor}").rglob("*.so")]
    if shutil.which("strip"):
        run(["strip", "--strip-unneeded", *own])
    print(f"{FROZEN.relative_to(ROOT)}: {size_of(FROZEN):.0f} MB, {before:.0f} MB with debugging symbols")


def elf_files(folder: Path) -> Iterator[Path]:
    """Programs and libraries."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def check_libraries() -> None:
    """Every library finds what it needs, but for plugins that a system may do without."""
    paths = {**os.environ, "LD_LIBRARY_PATH": str(FROZEN / "_internal")}
    for path in elf_files(FROZEN):
        told = subprocess.run(["ldd", path], env=paths, capture_output=True, text=True, check=False).stdout
        missing = {line.split()[0] for line in told.splitlines() if "not found" in line}
        if wrong := sorted(name for name in missing if not OPTIONAL_LIBRARIES.match(name)):
            raise Odd(f"{path.relative_to(FROZEN)} does not find {', '.join(wrong)}")


def newest_glibc() -> str:
    """The oldest glibc that all of it runs with."""
    needed = {
        int(found)
        for path in elf_files(FROZEN)
        for found in re.findall(rb"GLIBC_2\.(\d+)", path.read_bytes())
    }
    return f"2.{max(needed)}"


# -- testing it


def test(command: Sequence[Path | str], arguments: Sequence[str]) -> None:
    """Run the program's own test as on a bare computer: an empty home, no screen, no network."""
    if cut_off := no_network():
        print("Testing without a network (unshare -n) ...", flush=True)
    else:
        print("Testing; the program itself keeps the network out of reach ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="kpidesk home ") as home:
        done = subprocess.run(
            [*cut_off, *map(str, command), *arguments], cwd=home, env=bare(Path(home)),
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        left = [path for path in Path(home).rglob("*") if "kpi" in path.name.casefold()]
    unexpected = [
        line for line in done.stderr.splitlines()
        if line.strip() and not any(re.search(pattern, line) for pattern in EXPECTED_ERRORS)
    ]  # fmt: skip
    if unexpected:
        raise Odd("on standard error:\n" + "\n".join(unexpected[:20]))
    if left:
        raise Odd(f"the self-test left something in the home folder: {left[0].name}")
    if done.returncode:
        raise Odd(f"the self-test ended with {done.returncode}")


def test_on_screen() -> None:
    """The window opens on an X server, too, where there is one to try it with."""
    if not shutil.which("xvfb-run"):
        print("There is no xvfb-run here, so nothing was tried on a screen.")
        return
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            ["xvfb-run", "-a", program(), "self-test", "--first-paint"], capture_output=True, text=True,
            env={**bare(Path(home)), "QT_QPA_PLATFORM": "xcb"}, check=False,
        )  # fmt: skip
    if done.returncode or done.stderr:
        raise Odd(f"on an X screen it ended with {done.returncode}: {done.stderr[:2000]}")
    print("ok: painted on an X screen")


def no_network() -> list[str]:
    """A command that runs another one without any network, where that is allowed."""
    command = ["unshare", "-n"]
    if not shutil.which(command[0]):
        return []
    allowed = subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    return command if allowed else []


def bare(home: Path) -> Mapping[str, str]:
    """What a program is told on a computer where nothing was set up."""
    if sys.platform == "win32":
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        return kept | {"USERPROFILE": str(home), "APPDATA": str(home), "LOCALAPPDATA": str(home)}
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


def tell_start(python: Path) -> None:
    """How long it takes to the first painting, against the checkout in the same environment, in turns."""
    frozen, checkout = (
        [program(), "self-test", "--first-paint"],
        [python, "-m", "kpidesk", "self-test", "--first-paint"],
    )
    times: dict[str, list[float]] = {"frozen": [], "checkout": []}
    with tempfile.TemporaryDirectory() as home:
        told = {**bare(Path(home)), "QT_QPA_PLATFORM": "offscreen"}
        for _ in range(RUNS + 1):  # the first of each warms the disk's cache
            for name, command in (("frozen", frozen), ("checkout", checkout)):
                begun = time.perf_counter()
                run(command, env=told)
                times[name].append(time.perf_counter() - begun)
    ours, floor = (median(times[name][1:]) for name in ("frozen", "checkout"))
    print(
        f"To the first painting, median of {RUNS}: {ours * 1000:.0f} ms frozen, {floor * 1000:.0f} ms from "
        f"the checkout: {ours / floor:.2f} ×"
    )


# -- Linux


def linux(_python: Path) -> Iterator[Path]:
    """A folder to carry, and a Debian package."""
    print(f"Needs glibc {newest_glibc()} or newer", flush=True)
    portable = DIST / f"kpidesk-{VERSION}-linux-{platform.machine()}.tar.gz"
    with tarfile.open(portable, "w:gz") as archive:
        archive.add(FROZEN, f"kpidesk-{VERSION}", filter=of_nobody)
    yield portable
    yield debian_package()


def of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Files in an archive belong to nobody of this computer."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def debian_architecture() -> str:
    """Debian's name of this machine."""
    return subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()  # fmt: skip


def debian_package() -> Path:
    """The folder in /usr/lib, with command, desktop entry, type of file, icons and page of the manual."""
    root, source = BUILD / "deb", HERE / "linux"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(FROZEN, root / "usr/lib/kpidesk", symlinks=True)
    command = root / "usr/bin/kpidesk"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/kpidesk/kpidesk")
    put(root / "usr/share/applications/kpidesk.desktop", (source / "kpidesk.desktop").read_bytes())
    put(root / "usr/share/mime/packages/kpidesk.xml", (source / "kpidesk-mime.xml").read_bytes())
    put(root / "usr/share/icons/hicolor/scalable/apps/kpidesk.svg", (source / "kpidesk.svg").read_bytes())
    for icon in (BUILD / "icons").glob("kpidesk-*.png"):
        size = icon.stem.partition("-")[2]
        put(root / f"usr/share/icons/hicolor/{size}x{size}/apps/kpidesk.png", icon.read_bytes())
    doc = root / "usr/share/doc/kpidesk"
    put(doc / "copyright", (source / "copyright").read_bytes() + (ROOT / "LICENSE").read_bytes())
    put(doc / "changelog.gz", gzip.compress(filled(source / "changelog"), mtime=0))
    put(root / "usr/share/man/man1/kpidesk.1.gz", gzip.compress(filled(source / "kpidesk.1"), mtime=0))
    control = filled(source / "control", SIZE=str(round(size_of(root) * 1000)), GLIBC=newest_glibc(),
                     ARCHITECTURE=debian_architecture())  # fmt: skip
    put(root / "DEBIAN/control", control)
    for path in root.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == root / "usr/lib/kpidesk/kpidesk"
            path.chmod(0o755 if runs else 0o644)
    package = DIST / f"kpidesk_{VERSION}_{debian_architecture()}.deb"
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, package], stdout=subprocess.DEVNULL)
    return package


def put(path: Path, content: bytes) -> None:
    """Write a file into a folder that may not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def filled(template: Path, **values: str) -> bytes:
    """A template with its @NAMES@ filled."""
    text = template.read_text(encoding="utf-8")
    for name, value in {"VERSION": VERSION, **values}.items():
        text = text.replace(f"@{name}@", value)
    return text.encode()


def install(package: Path) -> None:
    """Install the package on this computer, test it as people start it, and remove it."""
    run(["dpkg", "-i", package], stdout=subprocess.DEVNULL)
    try:
        test(["/usr/bin/kpidesk"], ["self-test", "--quick"])
    finally:
        run(["dpkg", "-r", "kpidesk"], stdout=subprocess.DEVNULL)
    if Path("/usr/lib/kpidesk").exists():
        raise Odd("removing the package leaves /usr/lib/kpidesk")


# -- Windows and macOS; see packaging/README.md for what was run


def windows(_python: Path) -> Iterator[Path]:
    """A folder to carry, and the installer where Inno Setup's compiler is found."""
    name = f"kpidesk-{VERSION}-windows-{platform.machine().lower()}"
    yield Path(shutil.make_archive(str(DIST / name), "zip", DIST, FROZEN.name))
    compiler = shutil.which("ISCC") or r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe"
    if not Path(compiler).exists():
        print("Inno Setup 6 is not here, so there is no installer.")
        return
    run([compiler, f"/DVersion={VERSION}", f"/O{DIST}", f"/F{name}-setup", HERE / "windows" / "kpidesk.iss"])
    yield DIST / f"{name}-setup.exe"


def macos(_python: Path) -> Iterator[Path]:
    """The application in a zip that keeps its links."""
    archive = DIST / f"kpidesk-{VERSION}-macos-{platform.machine()}.zip"
    run(["ditto", "-c", "-k", "--keepParent", DIST / "KPI Desk.app", archive])
    yield archive


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
