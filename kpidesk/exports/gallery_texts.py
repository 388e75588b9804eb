"""Texts to be sent by whatever mail program there is: what people are told after a gallery."""

from collections.abc import Iterable, Sequence
from typing import Final

from kpidesk.domain.gallery import Decision, Gallery
from kpidesk.domain.people import Group
from kpidesk.domain.reader import Reader
from kpidesk.domain.told import Answer, told
from kpidesk.system.words import Words

_MOST: Final = 8  # answers of a kind in a mail; the report has all of them


def answer_mail(reader: Reader, gallery_id: str, group: Group | None, words: Words) -> tuple[str, str]:
    """Subject and text of a mail that tells a group, or everybody, what came of their notes.

    Where the gallery takes names the group's own notes come first. Where it does not, nobody is told
    which notes came from whom, so that all groups read the same, but for whom it is addressed to.
    """
    found = told(reader, gallery_id, words.language)
    gallery = found.gallery
    answers = found.answers
    if gallery.names and group is not None:
        answers = tuple(sorted(answers, key=lambda each: each.note.group != group.id))
    subject = words("What we heard at {gallery}, and what comes of it", gallery=gallery.name)
    name = group.name if group else words("everybody who was invited")
    parts = [
        words("To {name}", name=name),
        gallery.heard or words("Thank you for coming, reading and writing. This is what we heard."),
        _numbers(gallery, answers, words),
    ]
    for head, decisions in (
        (words("What changes because of you"), (Decision.ADOPT, Decision.ADAPT)),
        (words("Your questions, and our answers"), (Decision.ANSWER,)),
        (words("What waits, and why"), (Decision.PARK,)),
        (words("What stays as it is, and why"), (Decision.DECLINE,)),
    ):
        parts.append(_section(head, [each for each in answers if each.note.decision in decisions], words))
    parts.append(
        words("The whole report, with every note in its own words, is attached or hangs on the wall.")
    )
    if gallery.team:
        parts.append(gallery.team[:1].upper() + gallery.team[1:])
    return subject, "\n\n".join(filter(None, parts))


def _numbers(gallery: Gallery, answers: Sequence[Answer], words: Words) -> str:
    notes = words.many("{n} note", "{n} notes", len(answers))
    if gallery.visitors is None:
        return words("You left {notes}.", notes=notes)
    visitors = words.many("{n} of you came", "{n} of you came", gallery.visitors)
    return words("{visitors} and left {notes}.", visitors=visitors, notes=notes)


def _section(head: str, answers: Sequence[Answer], words: Words) -> str:
    """A head and its answers, one a paragraph; "" for none."""
    if not answers:
        return ""
    most_voices = sorted(answers, key=lambda each: -(each.note.support + each.note.dots))
    lines = [head.upper(), *(_answer(each, words) for each in most_voices[:_MOST])]
    if more := len(answers[_MOST:]):
        lines.append(words.many("… and {n} more in the report.", "… and {n} more in the report.", more))
    return "\n".join(lines)


def _answer(answer: Answer, words: Words) -> str:
    said = answer.translation or answer.note.text
    reply = "; ".join(_once((answer.note.reason, *answer.led_to))) or words("the reason follows")
    return words("- “{said}”: {reply}", said=said, reply=reply)


def _once(texts: Iterable[str]) -> list[str]:
    return list({text.casefold(): text for text in texts if text.strip()}.values())
