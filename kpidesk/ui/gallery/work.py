"""What the views do to the desk, each as one edit with a name that undo can tell."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from kpidesk.actions import gallery as actions
from kpidesk.actions import photos
from kpidesk.actions.translating import say_in
from kpidesk.desk.edits import Edit
from kpidesk.domain.gallery import Decision, Note
from kpidesk.domain.shorthand import Reading, read_line
from kpidesk.domain.wording import Refused
from kpidesk.system.words import Words
from kpidesk.ui.gallery.book import Book
from kpidesk.ui.session import Session

# A line that could not be taken, and why.
Left = tuple[str, Refused]


class Work:
    """The doors that views use; each says whether the edit was taken."""

    def __init__(self, session: Session, book: Book, words: Words) -> None:
        self.session, self.book, self.words = session, book, words

    def do(self, label: str, action: Callable[..., object], *arguments: object, **fields: object) -> bool:
        """Run an action with fields by name."""
        return self.session.do(label, partial(action, **fields), *arguments)

    # -- notes

    def read(self, line: str, poster: str | None, group: str | None, as_text: Sequence[int] = ()) -> Reading:
        """Read a line; poster and group are those that stay until changed."""
        book = self.book
        reading = read_line(
            line,
            posters=[each.code for each in book.posters.values()],
            groups=[each.key for each in book.groups.values()],
            poster=poster,
            understand=book.understand,
            back=book.back,
            as_text=as_text,
            languages=book.languages,
            rated=book.gallery is not None and book.gallery.rated,
        )
        return reading if reading.group or not group else replace(reading, group=group)

    def add_note(self, reading: Reading, crop_id: str | None = None, **more: Any) -> bool:
        """Keep a line as a note, and the square of a photo that it was read from; `more` are other fields."""
        label = self.words("Note on {poster}", poster=reading.poster) if reading.poster else ""
        return self.do(label or self.words("The note"), photos.type_note, crop_id, reading, **more)

    def add_lines(
        self,
        lines: Sequence[str],
        read: Callable[[str], Reading],
        more: Callable[[Reading], dict[str, Any]],
    ) -> tuple[int, list[Left]]:
        """Keep many lines in one edit: how many were taken, and those that were not."""
        left: list[Left] = []

        def add(edit: Edit) -> None:
            for line in lines:
                try:
                    reading = read(line)
                    photos.type_note(edit, None, reading, **more(reading))
                except Refused as refused:
                    left.append((line, refused))

        label = self.words.many("{n} pasted note", "{n} pasted notes", len(lines))
        if not self.session.do(label, add):
            return 0, [(line, Refused("It could not be written.")) for line in lines]
        return len(lines) - len(left), left

    def support(self, note: Note, by: int = 1) -> bool:
        """Count one more who says the same, or several."""
        words = self.words
        label = words.many("One more for {note}", "{n} more for {note}", by, note=note.code)
        return self.do(label, actions.support, note.id, by=by)

    def dots(self, note: Note, count: int) -> bool:
        """Note how many dots are stuck beside a note in all."""
        return self.do(self.words("Dots of {note}", note=note.code), actions.change_note, note.id, dots=count)

    def change(self, note: Note, **fields: object) -> bool:
        """Correct a note."""
        return self.do(self.words("Correct {note}", note=note.code), actions.change_note, note.id, **fields)

    def say(self, note: Note, language: str, text: str) -> bool:
        """Keep what a note says in another language."""
        label = self.words("Translate {note}", note=note.code)
        return self.session.do(label, say_in, note, "text", language, text, typing=f"say:{note.id}")

    def remove(self, note: Note) -> bool:
        """Take a note away."""
        return self.do(self.words("Remove {note}", note=note.code), actions.remove_note, note.id)

    def decide(self, note: Note, decision: Decision | None, reason: str) -> bool:
        """Note a decision. What follows on the same note belongs to the same step."""
        label = self.words("Decide {note}", note=note.code)
        return self.session.do(label, actions.decide, note.id, decision, reason, typing=f"decide:{note.id}")
