"""`python -m kpidesk` is the command `kpidesk`."""

from kpidesk.cli import run

if __name__ == "__main__":
    run()
