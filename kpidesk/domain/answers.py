"""What people have said about the signals of a measure, and which nobody has answered yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpidesk.domain.causes import whys
from kpidesk.domain.reader import Reader
from kpidesk.domain.series import Acknowledgement, Cause
from kpidesk.domain.xmr import Rule, Signal

_ORDER: Final = (Rule.LONG_RUN, Rule.OUTSIDE, Rule.SHORT_RUN)
Key = tuple[Rule, str, date]


@dataclass(frozen=True, slots=True)
class Answered:
    """A signal with what was said about it, None for nothing yet, and the last answers to "why?"."""

    signal: Signal
    answer: Acknowledgement | None
    roots: tuple[str, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether the signal has gone on since somebody answered it."""
        return self.answer is not None and self.answer.last < self.signal.last


def key_of(signal: Signal) -> Key:
    """What a signal is known by however far it reaches."""
    return signal.rule, signal.side, signal.first


def latest_first(signals: Iterable[Signal]) -> list[Signal]:
    """Signals, those that reach furthest to now on top."""
    return sorted(signals, key=lambda each: (each.last, -_ORDER.index(each.rule)), reverse=True)


def answered(reader: Reader, measure_id: str, signals: Iterable[Signal]) -> list[Answered]:
    """The signals with their answers, in the order of `latest_first`."""
    said = {
        (each.rule, each.side, each.first): each for each in reader.find(Acknowledgement, measure=measure_id)
    }
    found = ((each, said.get(key_of(each))) for each in latest_first(signals))
    return [Answered(signal, answer, _roots(reader, answer)) for signal, answer in found]


def _roots(reader: Reader, answer: Acknowledgement | None) -> tuple[str, ...]:
    """The causes behind which no other lies."""
    if answer is None:
        return ()
    return tuple(why.cause.text for why in whys(reader.find(Cause, acknowledgement=answer.id)) if why.last)
