"""What is done with clusters: notes are moved, clusters made, merged, named, placed and suggested."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from kpidesk.actions import clusters as actions
from kpidesk.domain.clusters import suggest
from kpidesk.system.lexicon import common_words, word_lists
from kpidesk.ui.picker import Hit, Picker, matching

if TYPE_CHECKING:
    from kpidesk.ui.gallery.clusters import ClustersView

NONE: Final = ""
"""Stands for the column of notes that stand in no cluster."""


class ClusterActs:
    """The doors that the board uses; after each of them it goes on where the person will look for it."""

    def __init__(self, view: "ClustersView") -> None:
        self._view = view
        self._page, self._words, self._session = view.page, view.words, view.session
        self._work, self._book = view.work, view.book

    def why_not(self, key: str) -> str:
        """Why something cannot be done just now, "" where it can."""
        if why := self._page.read_only():
            return why
        if key in {"out", "merge", "rename"} and not self._view.column:
            return self._words("Choose a note in a cluster first.")
        if key in {"move", "also", "new", "out", "left", "right"} and not self._view.chosen:
            return self._words("Choose a note first.")
        if key == "merge" and len(self._book.clusters) < 2:
            return self._words("There is no other cluster to merge with.")
        return ""

    def do(self, key: str) -> None:
        """Do what a key or button says with what is chosen."""
        if why := self.why_not(key):
            self._page.shell.say(why)
            return
        column = self._view.column
        doing: dict[str, Callable[[], object]] = {
            "move": partial(self._ask_where, also=False), "also": partial(self._ask_where, also=True),
            "new": self._new, "out": self._take_out, "merge": partial(self._ask_merge, column),
            "rename": partial(self._view.write_name, column),
            "left": partial(self._carry, -1), "right": partial(self._carry, 1),
        }  # fmt: skip
        doing[key]()

    def _move(self, notes: list[str], source: str, target: str, *, also: bool) -> None:
        words = self._words
        told = words.many("Move {n} note to another cluster", "Move {n} notes to another cluster", len(notes))
        if self._session.do(told, actions.move, notes, "" if also else source, target):
            there = target if notes[0] in self._view.notes_of(target) else source
            self._view.choose(notes[0], there, focus=True)

    def dropped(self, target: str, source: str, notes: list[str], also: bool) -> None:
        """Notes were dragged to another column; with `also` they stay where they were, too."""
        if not self._page.read_only():
            self._move(notes, source, target, also=also and bool(target))

    def _carry(self, by: int) -> None:
        keys = list(self._view.wells)
        at = keys.index(self._view.column) + by
        if 0 <= at < len(keys):
            self._move(self._view.chosen, self._view.column, keys[at], also=False)

    def _ask_where(self, *, also: bool) -> None:
        words, notes, source = self._words, self._view.chosen, self._view.column
        hits = [
            Hit("layers", each.name or words("Without a name"),
                partial(self._move, notes, source, key, also=also))
            for key, each in self._book.clusters.items()
            if key != source
        ]  # fmt: skip
        hits.append(Hit("plus", words("A new cluster"), partial(self._new, also=also)))
        asked = words("In which cluster, too?") if also else words("To which cluster?")
        Picker(self._page, self._page.icons, asked, lambda text: matching(text, hits))

    def _new(self, *, also: bool = False) -> None:
        """A new cluster of what is chosen; with `also` it stays where it was, too."""
        notes, source = self._view.chosen, self._view.column
        known = set(self._book.clusters)
        if source and not also:
            done = self._session.do(self._words("Split a cluster"), actions.split, source, notes)
        else:
            gallery = self._book.gallery
            done = gallery is not None and self._session.do(
                self._words("New cluster"), actions.add, gallery.id, "", notes
            )
        self._name_new(known, done=done)

    def add(self) -> None:
        """A new cluster without notes."""
        gallery = self._book.gallery
        known = set(self._book.clusters)
        if gallery is not None:
            done = self._session.do(self._words("New cluster"), actions.add, gallery.id)
            self._name_new(known, done=done)

    def _name_new(self, known: set[str], *, done: bool) -> None:
        for key in set(self._book.clusters) - known if done else ():
            self._view.name_new(key)

    def _take_out(self) -> None:
        beside = self._view.beside(self._view.note) if self._view.note else ""
        told = self._words.many(
            "Take {n} note out of a cluster", "Take {n} notes out of a cluster", len(self._view.chosen)
        )
        column = self._view.column
        if self._session.do(told, actions.take_out, column, self._view.chosen):
            self._view.choose(beside, column, focus=True)

    def rename(self, cluster_id: str, text: str) -> bool:
        """Call a cluster something else."""
        return self._session.do(self._words("Name a cluster"), actions.rename, cluster_id, text)

    def ask_about(self, cluster_id: str) -> None:
        """Ask what to do with a cluster as a whole."""
        words = self._words
        if why := self._page.read_only():
            self._page.shell.say(why)
            return
        keys = list(self._book.clusters)
        at = keys.index(cluster_id)
        ways = [
            (len(keys) > 1, "layers", words("Merge with another cluster…"),
             partial(self._ask_merge, cluster_id)),
            (at > 0, "chevron-left", words("Move to the left"),
             partial(self._place, cluster_id, keys[at - 2] if at > 1 else "")),
            (at < len(keys) - 1, "chevron-right", words("Move to the right"),
             partial(self._place, cluster_id, keys[min(at + 1, len(keys) - 1)])),
            (True, "trash-2", words("Take the cluster apart; its notes stay"),
             partial(self._remove, cluster_id)),
        ]  # fmt: skip
        hits = [Hit(icon, text, do) for there, icon, text, do in ways if there]
        name = self._book.clusters[cluster_id].name or words("Without a name")
        Picker(self._page, self._page.icons, name, lambda text: matching(text, hits))

    def _place(self, cluster_id: str, after: str) -> None:
        self._work.do(self._words("Move a cluster"), actions.place, cluster_id, after=after)

    def _ask_merge(self, cluster_id: str) -> None:
        words = self._words
        hits = [
            Hit("layers", each.name or words("Without a name"), partial(self._merge, cluster_id, key))
            for key, each in self._book.clusters.items()
            if key != cluster_id
        ]
        Picker(self._page, self._page.icons, words("Into which cluster?"), lambda text: matching(text, hits))

    def _merge(self, cluster_id: str, into: str) -> None:
        if self._session.do(self._words("Merge two clusters"), actions.merge, cluster_id, into):
            own = self._view.notes_of(into)
            self._view.choose(own[0] if own else "", into, focus=True)

    def _remove(self, cluster_id: str) -> None:
        self._session.do(self._words("Take a cluster apart"), actions.remove, cluster_id)

    # -- suggesting

    def why_not_suggest(self) -> str:
        """Why nothing can be suggested, "" where something can."""
        if why := self._page.read_only():
            return why
        return "" if self._book.unclustered() else self._words("Every note stands in a cluster already.")

    def suggest(self) -> None:
        """Make clusters of notes that stand in none yet and share words; one step takes them back."""
        gallery = self._book.gallery
        notes = [self._book.notes[each] for each in self._view.notes_of(NONE)]
        groups = suggest(notes, _stem, across=True)
        words = self._words
        if gallery is None or not groups:
            self._page.shell.say(words("No two of these notes share words that say much."))
            return
        if self._session.do(words("Suggest clusters"), actions.take_suggestion, gallery.id, groups):
            said = words.many(
                "{n} cluster was made of notes that share words. Read it before you keep it.",
                "{n} clusters were made of notes that share words. Read them before you keep them.",
                len(groups),
            )
            self._page.shell.say(said, button=words("Take them back"), do=self._session.undo)


def _stem(word: str, language: str) -> str:
    """The stem of a word, "" for one that says nothing about what a note is about."""
    return "" if word in common_words(language) else word_lists(language).stem(word)
