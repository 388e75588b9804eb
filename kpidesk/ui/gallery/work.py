"""What the views do to the desk, each as one edit with a name that undo can tell."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from kpidesk.actions import gallery as actions
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
        )
        return reading if reading.group or not group else replace(reading, group=group)

    def add_note(self, reading: Reading, language: str) -> bool:
        """Keep a line as a note."""
        label = self.words("Note on {poster}", poster=reading.poster) if reading.poster else ""
        return self.do(label or self.words("Note"), actions.add_note, reading, language=language)

    def add_lines(
        self, lines: Sequence[str], read: Callable[[str], Reading], language: str
    ) -> tuple[int, list[Left]]:
        """Keep many lines in one edit: how many were taken, and those that were not."""
        left: list[Left] = []

        def add(edit: Edit) -> None:
            for line in lines:
                try:
                    actions.add_note(edit, read(line), language=language)
                except Refused as refused:
                    left.append((line, refused))

        label = self.words.many("{n} pasted note", "{n} pasted notes", len(lines))
        if not self.session.do(label, add):
            return 0, [(line, Refused("It could not be written.")) for line in lines]
        return len(lines) - len(left), left

    def support(self, note: Note) -> bool:
        """Count one more who says the same."""
        return self.do(self.words("One more for {note}", note=note.code), actions.support, note.id)

    def change(self, note: Note, **fields: object) -> bool:
        """Correct a note."""
        return self.do(self.words("Correct {note}", note=note.code), actions.change_note, note.id, **fields)

    def remove(self, note: Note) -> bool:
        """Take a note away."""
        return self.do(self.words("Remove {note}", note=note.code), actions.remove_note, note.id)

    def decide(self, note: Note, decision: Decision | None, reason: str) -> bool:
        """Note a decision. What follows on the same note belongs to the same step."""
        label = self.words("Decide {note}", note=note.code)
        return self.session.do(label, actions.decide, note.id, decision, reason, typing=f"decide:{note.id}")
