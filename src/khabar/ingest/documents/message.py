"""EML: what a mail says, with its subject, sender and day. Its attachments are reports of their own."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from khabar.errors import ReportError
from khabar.ingest import decode, plain, webpage
from khabar.ingest.blocks import Page
from khabar.ingest.containers.mail import parsed
from khabar.ingest.strangers import refusing
from khabar.records import Metadata


def read(data: bytes) -> Page:
    """A mail as blocks. Raises ReportError (``malformed``, ``empty``)."""
    with refusing("malformed", "this mail"):
        mail = parsed(data)
        stated, body = _stated(mail), mail.get_body(preferencelist=("plain", "html"))
        text = "" if body is None else _text(body)
    if body is None or not text.strip():
        raise ReportError("empty", "this mail holds no words of its own, only what may be attached to it")
    page = webpage.read(text) if body.get_content_type() == "text/html" else plain.read(text)
    return replace(page, metadata=stated, extractor=f"message/1 {page.extractor}")


def _text(body: MIMEPart) -> str:
    """The words of a part, in the encoding that it declares or else in the one that fits."""
    contents = body.get_payload(decode=True)
    if not isinstance(contents, bytes) or not contents.strip():
        return ""
    return decode.decode(contents, body.get_content_charset()).text.replace("\r\n", "\n")


def _stated(mail: EmailMessage) -> Metadata:
    sender = mail.get("From")
    names = [address.display_name or address.addr_spec for address in getattr(sender, "addresses", ())]
    return Metadata(title=_header(mail, "Subject"), byline=", ".join(names) or None, published=_day(mail))


def _header(mail: EmailMessage, name: str) -> str | None:
    return " ".join(str(mail.get(name) or "").split()) or None


def _day(mail: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(mail.get("Date"))).isoformat()
    except (ValueError, TypeError):
        return None
