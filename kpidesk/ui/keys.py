"""Which keys do what: those of the table, and what a person made of them.

Own keys are kept with the preferences under the names of commands; what names no command here is of another
version of the program and stays for it.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from kpidesk.system.words import Words
from kpidesk.ui.commands import Command, Commands
from kpidesk.ui.settings import Settings

OwnKeys = dict[str, tuple[str, ...]]

_SETTING: Final = "keys"
_NAMED: Final = 0x01000000  # keys without a letter begin here
_HOLDING: Final = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)
# What walks, chooses and leaves everywhere.
_KEPT: Final = frozenset({
    Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter,
    Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Home, Qt.Key.Key_End,
})  # fmt: skip


def own_keys(settings: Settings) -> OwnKeys:
    """The keys that a person gave to commands; a damaged setting is none."""
    try:
        found = json.loads(settings.get(_SETTING, "{}"))
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        key: tuple(keys)
        for key, keys in found.items()
        if isinstance(keys, list) and all(isinstance(each, str) for each in keys)
    }


def keep_own_keys(settings: Settings, own: Mapping[str, Iterable[str]]) -> None:
    """Remember them."""
    settings.set(_SETTING, json.dumps({key: list(keys) for key, keys in sorted(own.items())}))


@cache
def plain(keys: str) -> str:
    """Keys in one spelling, so that they can be compared."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def told(keys: Iterable[str]) -> str:
    """Keys as they stand on the keyboards of people who read this language."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(each).toString(native) for each in keys)


def _first(keys: str) -> QKeyCombination | None:
    found = QKeySequence(keys)
    return None if found.isEmpty() else found[0]  # type: ignore[index] # PySide's stubs leave it out


def _holding(pressed: QKeyCombination) -> bool:
    return any(pressed.keyboardModifiers() & each for each in _HOLDING)


def types_a_letter(keys: str) -> bool:
    """Whether in a field these keys would write something."""
    pressed = _first(keys)
    return pressed is not None and pressed.key() < _NAMED and not _holding(pressed)


def why_not(usual: Mapping[str, Command], command: Command, keys: str, words: Words) -> str:
    """Why a command cannot have keys, a sentence; empty where it can."""
    pressed = _first(keys)
    if pressed is None:
        return words("These keys cannot be taken.")
    if pressed.key() in _KEPT and not _holding(pressed):
        return words("{keys} is needed to get about, on every page.", keys=told([keys]))
    lettered = {each.page for each in usual.values() if any(map(types_a_letter, each.keys))}
    if types_a_letter(keys) and command.page not in lettered:
        return words("A letter alone is for writing. Hold Ctrl or Alt with it.")
    return ""


def clashes(commands: Mapping[str, Command], command: Command, keys: str) -> list[Command]:
    """Other commands that have these keys where this one works."""
    wanted = plain(keys)
    return [
        each
        for each in commands.values()
        if each.key != command.key
        and (not each.page or not command.page or each.page == command.page)
        and wanted in map(plain, each.keys)
    ]


def given(commands: Mapping[str, Command], usual: Mapping[str, Command], command: Command, keys: str,
          words: Words) -> OwnKeys:  # fmt: skip
    """Which keys each command has when one is given others: who had them takes its old ones, if it may."""
    made: OwnKeys = {command.key: (plain(keys),)}
    free = command.keys[0] if command.keys else ""
    for other in clashes(commands, command, keys):
        rest = tuple(each for each in other.keys if plain(each) != plain(keys))
        takes = free and not why_not(usual, other, free, words)
        if takes and all(each.key == command.key for each in clashes(commands, other, free)):
            rest, free = (free, *rest), ""
        made[other.key] = rest
    return made


def in_force(name: str, commands: Commands, areas: Collection[str], words: Words) -> str:
    """What a text that names usual keys has to name, since a person may have given commands others.

    Args:
        name: the usual keys as the text writes them; what is no such keys stays.
        commands: with the usual keys and those that hold.
        areas: the pages that the text is about, none where it is about all: `N` is not the same everywhere.
        words: the language.
    """
    if commands.all == commands.usual:
        return name
    read = QKeySequence.fromString(name, QKeySequence.SequenceFormat.NativeText)
    wanted = plain(read.toString(QKeySequence.SequenceFormat.PortableText).replace("Enter", "Return"))
    now = {
        _in_place_of(wanted, list(map(plain, each.keys)), list(map(plain, commands.all[key].keys)))
        for key, each in commands.usual.items()
        if wanted and wanted in map(plain, each.keys) and (not each.page or not areas or each.page in areas)
    }
    if not now or now == {wanted}:
        return name
    return told(sorted(filter(None, now))) or words("(no keys)")


def _in_place_of(wanted: str, usual: Sequence[str], now: Sequence[str]) -> str:
    """The keys that stand in place of usual ones: the first for the first; "" for none."""
    if not now or wanted in now:
        return wanted if now else ""
    return now[min(usual.index(wanted), len(now) - 1)]
