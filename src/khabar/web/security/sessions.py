"""Who may ask: programs with the token, browsers with the cookie that the one-time address gave them.

The address that is printed works once; the next is printed when it was used. So it is worth nothing in a history, a log or a
list of processes. Only hashes of what browsers hold are kept, and all comparisons take the same time.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

MOST = 100


@dataclass(slots=True)
class Sessions:
    """The keys of one run of the server. ``announce`` is told each one-time key when it is made."""

    token: str
    announce: Callable[[str], None]
    _once: str = ""
    _known: list[bytes] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Make the first one-time key."""
        self._renew()

    def enter(self, once: str) -> str | None:
        """The key of a new session for a one-time key; None where it is not the present one."""
        with self._lock:
            if not self._once or not _same(once, self._once):
                return None
            key = secrets.token_urlsafe(32)
            self._known = [*self._known, _hash(key)][-MOST:]
        self._renew()
        return key

    def is_token(self, given: str) -> bool:
        """Whether a program gave the token."""
        return _same(given, self.token)

    def is_known(self, key: str) -> bool:
        """Whether a browser's key is that of a session."""
        hashed = _hash(key)
        return any(hmac.compare_digest(hashed, known) for known in self._known)

    def page_key(self, key: str) -> str:
        """What a page must send with its writes: nobody can tell it who does not have the session's key."""
        return hmac.new(self.token.encode(), b"page " + key.encode(), hashlib.sha256).hexdigest()

    def is_page_key(self, key: str, given: str) -> bool:
        """Whether a page of the session sent a write."""
        return _same(given, self.page_key(key))

    def _renew(self) -> None:
        self._once = secrets.token_urlsafe(24)
        self.announce(self._once)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()
