"""What other programs of an X desktop do to its screens and xrandr cannot: another scale, another place."""

import ctypes
import struct
from ctypes import POINTER, Structure, c_int, c_uint, c_ulong, c_ushort, c_void_p
from typing import Final

USUAL: Final = 96
_DPI: Final = b"Xft/DPI"


class _Resources(Structure):
    _fields_ = (
        ("timestamp", c_ulong), ("configured", c_ulong), ("ncrtc", c_int), ("crtcs", POINTER(c_ulong)),
    )  # fmt: skip


class _Crtc(Structure):
    _fields_ = (
        ("timestamp", c_ulong), ("x", c_int), ("y", c_int), ("width", c_uint), ("height", c_uint),
        ("mode", c_ulong), ("rotation", c_ushort), ("noutput", c_int), ("outputs", POINTER(c_ulong)),
    )  # fmt: skip


class Desktop:
    """Owns the settings of a display, as the protocol XSETTINGS says, for as long as its process lives."""

    def __init__(self) -> None:
        self._x, self._randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        self._x.XOpenDisplay.restype = c_void_p
        for name in ("XDefaultRootWindow", "XInternAtom", "XCreateSimpleWindow"):
            getattr(self._x, name).restype = c_ulong
        self._randr.XRRGetScreenResources.restype = POINTER(_Resources)
        self._randr.XRRGetCrtcInfo.restype = POINTER(_Crtc)
        self._display = c_void_p(self._x.XOpenDisplay(None))
        self._root, none = c_ulong(self._x.XDefaultRootWindow(self._display)), c_ulong(0)
        self._window = c_ulong(
            self._x.XCreateSimpleWindow(self._display, self._root, 0, 0, 1, 1, 0, none, none)
        )
        self._kind = self._atom(b"_XSETTINGS_SETTINGS")
        self._changes = 0
        self.set_dpi(USUAL)
        self._x.XSetSelectionOwner(self._display, self._atom(b"_XSETTINGS_S0"), self._window, none)
        self._x.XSync(self._display, 0)

    def _atom(self, name: bytes) -> c_ulong:
        return c_ulong(self._x.XInternAtom(self._display, name, 0))

    def set_dpi(self, dpi: int) -> None:
        """Show everything larger or smaller from now on."""
        self._changes += 1
        head = struct.pack("<BxxxII", 0, self._changes, 1)
        name = struct.pack("<BxH", 0, len(_DPI)) + _DPI + b"\0" * (-len(_DPI) % 4)
        told = head + name + struct.pack("<Ii", self._changes, dpi * 1024)
        kind = self._kind
        self._x.XChangeProperty(self._display, self._window, kind, kind, 8, 0, told, len(told))
        self._x.XSync(self._display, 0)

    def move_output(self, x: int) -> None:
        """Let the only output show the desktop from `x` on; xrandr would put it at 0."""
        resources = self._randr.XRRGetScreenResources(self._display, self._root)
        number = c_ulong(resources.contents.crtcs[0])
        crtc = self._randr.XRRGetCrtcInfo(self._display, resources, number).contents
        self._randr.XRRSetCrtcConfig(
            self._display, resources, number, c_ulong(0), x, 0, c_ulong(crtc.mode), crtc.rotation,
            crtc.outputs, crtc.noutput,
        )  # fmt: skip
        self._x.XSync(self._display, 0)
