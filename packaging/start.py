"""What the frozen program runs: the command `kpidesk`."""

from kpidesk.cli import run

run()
