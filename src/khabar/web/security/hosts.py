"""Under which names the server answers: its own addresses and port, so that no page can reach it under another's name."""

from __future__ import annotations

from collections.abc import Iterable

LOOPBACK = ("127.0.0.1", "::1")
NAMES = ("127.0.0.1", "localhost", "[::1]")


def names(port: int, addresses: Iterable[str] = ()) -> frozenset[str]:
    """The values that a Host header may have; ``addresses`` are others on which somebody chose to listen."""
    hosts = [*NAMES, *(f"[{one}]" if ":" in one else one for one in addresses)]
    bare = hosts if port == 80 else []
    return frozenset([*(f"{host}:{port}" for host in hosts), *bare])


def origins(hosts: Iterable[str]) -> frozenset[str]:
    """The origins of the server's own pages."""
    return frozenset(f"http://{host}" for host in hosts)


def is_ours(given: list[bytes], hosts: frozenset[str]) -> bool:
    """Whether a request has one Host header, and it is one of ours."""
    return len(given) == 1 and given[0].decode("latin-1").lower() in hosts
