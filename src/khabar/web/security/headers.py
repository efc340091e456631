"""The headers of every answer. What may run in a page is what the server itself serves as a file, and nothing else."""

from __future__ import annotations

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


def with_headers(given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """An answer's headers with those that all answers have; nothing is kept by the browser unless the answer says so."""
    ours = {name for name, _ in HEADERS}
    kept = [(name, value) for name, value in given if name.lower() not in ours]
    stored = [] if any(name.lower() == b"cache-control" for name, _ in kept) else [(b"cache-control", b"no-store")]
    return [*kept, *stored, *HEADERS]
