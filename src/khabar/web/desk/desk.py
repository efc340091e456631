"""What every handler works with: the current generation's database, kept in step with builds and with judgements."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

from khabar.casebook import NOTICE, Casebook, judgements, open_casebook
from khabar.casebook.layout import Layout
from khabar.records import Judgement
from khabar.web.desk.database import Database
from khabar.web.desk.overlay import Overlay, overlay
from khabar.web.desk.sealing import Seals, sealed

# The judgements after which something may be sealed, or sealed no more.
_SEALING = ("seal", "undo")


class Desk:
    """A casebook that people work at while it may be built anew, and judged by others, at any time."""

    def __init__(self, folder: Path, judge: str) -> None:
        self.folder, self.judge = folder, judge
        self._lock = threading.Lock()
        self._stamp: Any = None
        self._judged: tuple[Judgement, ...] = ()
        self._standing: frozenset[int] = frozenset()
        self._overlay = Overlay()
        self._open()

    def _open(self) -> None:
        self._stamp = _stamp(self.folder)
        self.book: Casebook = open_casebook(self.folder)
        judged = judgements(self.folder)
        self._load(sealed(self.book))
        self._lay(judged)

    def _load(self, seals: Seals) -> None:
        self.seals = seals
        self.database = Database(self.book, seals)
        self._overlay = Overlay()

    @property
    def label(self) -> str:
        """What stands on every answer: that it tells of reports, and that they are not all there is."""
        unread = self.database.value("SELECT count(*) FROM reports WHERE status <> 'ok'")
        kept_back = f" {len(self.seals.named):,} records are sealed." if self.seals.named else ""
        return f"{NOTICE} Not complete: {self.n_reports:,} reports, {unread:,} of them not fully read.{kept_back}"

    @property
    def n_reports(self) -> int:
        """How many reports the casebook holds."""
        return int(self.book.manifest["counts"]["reports"])

    @property
    def last_judgement(self) -> int:
        """The number of the last judgement that the generation takes in."""
        return int(self.book.manifest.get("last_judgement") or 0)

    @property
    def judged(self) -> tuple[Judgement, ...]:
        """Every judgement so far, in order."""
        return self._judged

    @property
    def standing(self) -> frozenset[int]:
        """The numbers of the judgements, undoing ones among them, that nobody has taken back."""
        return self._standing

    @property
    def seen(self) -> int:
        """The number of the last judgement there is; what was looked at is told by it."""
        return self._judged[-1].seq if self._judged else 0

    @property
    def overlay(self) -> Overlay:
        """What judgements after the generation change in what is shown."""
        return self._overlay

    def refresh(self) -> None:
        """Take in a new generation, and judgements made since, by whomever."""
        with self._lock:
            if _stamp(self.folder) != self._stamp:
                self._open()
                return
            if later := judgements(self.folder, after=self.seen):
                self._lay((*self._judged, *later))

    @contextmanager
    def unsealed(self) -> Iterator[Desk]:
        """The same casebook with nothing kept back, for what somebody has opened."""
        whole = copy(self)
        whole.seals, whole.database = Seals(), Database(self.book)
        try:
            yield whole
        finally:
            whole.close()

    def close(self) -> None:
        """Give back the memory of the tables."""
        self.database.close()

    def _lay(self, judged: Sequence[Judgement]) -> None:
        if (
            any(one.kind in _SEALING for one in judged[len(self._judged) :])
            and (now := sealed(self.book)).named != self.seals.named
        ):
            self._load(now)
        before, self._judged, self._standing = self._overlay, tuple(judged), _standing(judged)
        if (judged and judged[-1].seq > self.last_judgement) or before.claims:
            self._overlay = overlay(self.database, self._judged, self.last_judgement)
            self.database.change(self._overlay.statements(before, self.seals))


def _standing(judged: Sequence[Judgement]) -> frozenset[int]:
    taken_back: set[int | None] = set()
    for one in reversed(judged):
        if one.seq not in taken_back and one.kind == "undo":
            taken_back.add(one.undoes)
    return frozenset(one.seq for one in judged if one.seq not in taken_back)


def _stamp(folder: Path) -> tuple[int, int]:
    """Changes whenever a build commits: the manifest is replaced by a rename."""
    found = Layout(folder).manifest.stat()
    return found.st_ino, found.st_mtime_ns
