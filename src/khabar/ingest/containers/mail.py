"""The files that are attached to a mail. What the mail itself says is a report of its own: ``documents/message.py``."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import IO

from khabar.ingest.budget import Budget
from khabar.ingest.containers.member import Member, Refused
from khabar.ingest.strangers import refusing

_DEEPEST = 20


def members(stream: IO[bytes], budget: Budget) -> Iterator[Member | Refused]:
    """The mail as a report, then its attachments. Raises ReportError (``too_large``, ``malformed``)."""
    data = budget.drawn(stream)
    yield Member("", data, form="message")
    with refusing("malformed", "what is attached to this mail"):
        found = [(part.get_filename(), _contents(part)) for part in attachments(parsed(data))]
    most = budget.limits.members
    for number, (name, contents) in enumerate(found[:most], start=1):
        yield Member(name or f"attachment-{number}", contents)
    if len(found) > most:
        yield Refused(
            "", "too_many_members", f"only its first {most:,} attachments were taken, the limit called members"
        )


def parsed(data: bytes) -> EmailMessage:
    """A mail with its parts. Raises ReportError (``malformed``) for what the parser cannot take."""
    with refusing("malformed", "this mail"):
        return BytesParser(policy=policy.default).parsebytes(data)


def attachments(mail: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    """The parts of a mail that are files, whatever they are nested in, but for pictures shown within the text."""
    if not mail.is_multipart() or depth > _DEEPEST:
        return
    for part in mail.iter_parts():
        if part.get_content_type() == "message/rfc822" or part.is_attachment() or part.get_filename():
            yield part  # type: ignore[misc]
        else:
            yield from attachments(part, depth + 1)  # type: ignore[arg-type]


def _contents(part: EmailMessage) -> bytes:
    """The bytes of an attachment; those of a mail that was forwarded whole are the mail."""
    if part.get_content_type() == "message/rfc822":
        return b"".join(inner.as_bytes() for inner in part.iter_parts())
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
