"""Makes the icon in all forms that systems want, from packaging/linux/kpidesk.svg; build.py runs it.

python packaging/icons.py FOLDER    kpidesk-16.png … kpidesk-512.png, kpidesk.ico, kpidesk.icns
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImageReader

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
DRAWN = Path(__file__).resolve().parent / "linux" / "kpidesk.svg"


def main(folder: Path) -> None:
    """Write all forms into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication([])
    for size in SIZES:
        reader = QImageReader(str(DRAWN))
        reader.setScaledSize(QSize(size, size))
        reader.read().save(str(folder / f"kpidesk-{size}.png"))
    pictures = [Image.open(folder / f"kpidesk-{size}.png") for size in SIZES]
    largest = pictures[-1]
    largest.save(
        folder / "kpidesk.ico", sizes=[(size, size) for size in SIZES if size <= 256], append_images=pictures
    )
    largest.save(folder / "kpidesk.icns", append_images=pictures)
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
