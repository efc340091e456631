"""A pile of mixed files, made from a seed: most are sound, some are broken, some are meant to do harm.

``python -m tests.hostile.pile FOLDER COUNT SEED`` writes one. The same seed gives the same bytes.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from tests.ingest import made

BROKEN, HOSTILE = 0.05, 0.01
SUBJECTS = "council school harbour library bakery market railway mill orchard theatre museum ferry garden"
DEEDS = "opened painted repaired visited measured described cleaned renamed photographed insured rented lit"
PLACES = "Arvik Belmora Castrel Dunhaven Eskola Farrow Gilden Hartwell Ilmen Jorvane Kestrel Lindow Marlow"
# A word that stands in a file beside the pile, and must never be found in what is made of it.
CANARY = "quillfeather-7731"


@dataclass(frozen=True)
class File:
    """A file of the pile; ``reports`` are the paths under which what it holds is met, for a sound one."""

    name: str
    data: bytes
    nature: str
    reports: tuple[str, ...] = ()


Choose = random.Random
Maker = Callable[[Choose, str], tuple[str, bytes, tuple[str, ...]]]


def prose(choose: Choose) -> list[str]:
    """Three paragraphs that no other file has, of small news without violence."""
    subject, deed, place = (lambda words=words: choose.choice(words.split()) for words in (SUBJECTS, DEEDS, PLACES))
    return [
        f"The {subject()} of {place()} was {deed()} on day {choose.randrange(10**9)}, and {choose.randrange(2, 90)} people "
        f"from {place()} came to look at the {subject()}."
        for _ in range(3)
    ]


# ------------------------------------------------------------------ sound files


def page(choose: Choose) -> bytes:
    paragraphs = "".join(f"<p>{words}</p>" for words in prose(choose))
    return f"<!DOCTYPE html><html><body><nav>Home</nav><article>{paragraphs}</article></body></html>".encode()


def text(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    name = f"{name}.txt"
    encoding = choose.choice(("utf-8", "utf-8", "utf-16", "cp1252"))
    return (
        name,
        "\n\n".join([*prose(choose), "Café “Łódź”."[: 6 if encoding == "cp1252" else None]]).encode(encoding),
        (name,),
    )


def html(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    return f"{name}.html", page(choose), (f"{name}.html",)


def word(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    return f"{name}.docx", made.docx("".join(map(made.paragraph, prose(choose)))), (f"{name}.docx",)


def opendocument(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    return f"{name}.odt", made.odt("".join(f"<text:p>{p}</text:p>" for p in prose(choose))), (f"{name}.odt",)


def richtext(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    return f"{name}.rtf", (r"{\rtf1\ansi " + r"\par ".join(prose(choose)) + "}").encode(), (f"{name}.rtf",)


def book(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    return f"{name}.epub", made.epub([f"<p>{words}</p>" for words in prose(choose)]), (f"{name}.epub",)


def pdf(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    return f"{name}.pdf", printed(prose(choose)), (f"{name}.pdf",)


def mail(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    return f"{name}.eml", letter(choose, page(choose)), (f"{name}.eml", f"{name}.eml/page.html")


def mailbox(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    mails = b"".join(b"From a@b.example Tue May 3\n" + letter(choose) + b"\n" for _ in range(3))
    return f"{name}.mbox", mails, tuple(f"{name}.mbox/{n}.eml" for n in (1, 2, 3))


def archive(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    inner = made.zipped({"c.html": page(choose)})
    data = made.zipped({"a/b.html": page(choose), "c.zip": inner})
    return f"{name}.zip", data, (f"{name}.zip/a/b.html", f"{name}.zip/c.zip/c.html")


def tape(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    data = gzip.compress(made.taped({"a.html": page(choose), "b.html": page(choose)}), mtime=0)
    return f"{name}.tar.gz", data, (f"{name}.tar.gz/a.html", f"{name}.tar.gz/b.html")


def packed(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    return name, gzip.compress(page(choose), mtime=0), (name,)


def webarchive(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    address = f"https://{name}.example/a"
    return f"{name}.warc", made.warc([(address, "text/html", page(choose))]), (f"{name}.warc/{address}.html",)


def feed(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    items = "".join(f"<item><title>T</title><description>{words}</description></item>" for words in prose(choose))
    data = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'
    return f"{name}.rss", data.encode(), tuple(f"{name}.rss#{n}" for n in (1, 2, 3))


def lines(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    data = "".join(json.dumps({"text": words}) + "\n" for words in prose(choose))
    return f"{name}.jsonl", data.encode(), tuple(f"{name}.jsonl#{n}" for n in (1, 2, 3))


def table(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    data = "id,text\n" + "".join(f'{n},"{words}"\n' for n, words in enumerate(prose(choose)))
    return f"{name}.csv", data.encode(), tuple(f"{name}.csv#{n}" for n in (2, 3, 4))


SOUND: Sequence[Maker] = (
    *(text, html, html, word, opendocument, richtext, book, pdf, mail),
    *(mailbox, archive, tape, packed, webarchive, feed, lines, table),
)


def letter(choose: Choose, attached: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Press <p@example.org>", f"News {choose.randrange(10**9)}"
    message["Message-ID"] = f"<{choose.randrange(10**9)}@example.org>"
    message.set_content("\n\n".join(prose(choose)))
    if attached:
        message.add_attachment(attached, maintype="text", subtype="html", filename="page.html")
        message.set_boundary(f"b{choose.randrange(10**9)}")
    return message.as_bytes()


def printed(paragraphs: Sequence[str], extra: bytes = b"") -> bytes:
    """A page in PDF with a line for each paragraph."""
    shown = b" ".join(b"(%b) Tj 0 -20 Td" % words.encode() for words in paragraphs)
    stream = b"BT /F 6 Tf 20 700 Td " + shown + b" ET"
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%b\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n%btrailer<</Root 1 0 R>>"
        % (len(stream), stream, extra)
    )


# ------------------------------------------------------------------ broken files


def broken(choose: Choose, name: str) -> tuple[str, bytes, tuple[str, ...]]:
    """A sound file that was cut short, or in which bytes were changed, or that has another one's name."""
    name, data, _ = choose.choice(SOUND)(choose, name)
    held = bytearray(data)
    way = choose.randrange(4)
    if way == 0:
        del held[choose.randrange(len(held)) :]
    elif way == 1:
        for _ in range(choose.randrange(1, 60)):
            held[choose.randrange(len(held))] = choose.randrange(256)
    elif way == 2:
        at = choose.randrange(len(held))
        held[at : at + 400] = choose.randbytes(400)
    else:
        name += choose.choice((".txt", ".html", ".csv", ".json", ".docx", ".zip", ".png", ".xml"))
    return name, bytes(held), ()


# ------------------------------------------------------------------ files that are meant to do harm


def lying(data: bytes) -> bytes:
    """An archive that says of its first member that it has one byte."""
    held = bytearray(data)
    directory = held.index(b"PK\x01\x02")
    held[22:26] = held[directory + 24 : directory + 28] = struct.pack("<I", 1)
    return bytes(held)


def overlapping() -> bytes:
    """An archive in which many names stand for the same packed bytes."""
    data = made.zipped({f"{n:03}.txt": (b"a" * 1_000_000 if n == 0 else b"") for n in range(200)})
    held, first = bytearray(data), data.index(b"PK\x01\x02")
    at, entry = first, held[first : first + 46]
    while held[at : at + 4] == b"PK\x01\x02":
        held[at + 10 : at + 46] = entry[10:46]
        at += 46 + 7
    return bytes(held)


def nested(depth: int) -> bytes:
    data = b"Words at the bottom."
    for _ in range(depth):
        data = made.zipped({"a.zip": data})
    return data


def devices() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archived:
        kinds = (
            (tarfile.CHRTYPE, ""),
            (tarfile.FIFOTYPE, ""),
            (tarfile.SYMTYPE, "/etc/passwd"),
            (tarfile.LNKTYPE, "../../x"),
        )
        for number, (kind, target) in enumerate(kinds):
            info = tarfile.TarInfo(f"../../../{number}")
            info.type, info.linkname = kind, target
            archived.addfile(info)
        info = tarfile.TarInfo("/etc/khabar-was-here")
        info.size = 6
        archived.addfile(info, io.BytesIO(b"Words."))
    return held.getvalue()


def mails_within_mails(depth: int) -> bytes:
    data = b"From: a@b.example\nMessage-ID: <1@b.example>\n\nWords.\n"
    for n in range(depth):
        head = f"From: a@b.example\nMessage-ID: <{n}@b.example>\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
        data = head.encode() + data
    return data


XML_BOMB = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
LOOP = b"6 0 obj<</Type/Pages/Kids[6 0 R 2 0 R]/Parent 6 0 R/Count 9999999>>endobj\n"
NAMES = (
    "../../../out.txt",
    "/etc/khabar-was-here",
    "C:\\out.txt",
    "..\\..\\out.txt",
    "a\x01b.txt",
    "A.TXT",
    "a.txt",
    "x" * 400,
)


def hostile(where: Path) -> Mapping[str, Callable[[Choose], bytes]]:
    """What does harm where it can, by the name it has; some of it asks for a file with the canary beside the pile."""
    canary = (where.parent / "canary.txt").as_uri()
    asking = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{canary}">]>'
    calling = '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'
    including = f'<d xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="{canary}"/>'
    body = (
        f'<w:document xmlns:w="{made.WORD}"><w:body><w:p><w:r><w:t>Words. &e;</w:t></w:r></w:p></w:body></w:document>'
    )
    return {
        "bomb.zip": lambda c: made.zipped({"a.txt": b"a" * 30_000_000, "b.txt": prose(c)[0]}),
        "bombs.zip": lambda c: made.zipped(
            {f"{n}.txt.gz": gzip.compress(b"a" * 900_000) for n in range(c.randrange(20, 90))}
        ),
        "lying.zip": lambda c: lying(made.zipped({"a.txt": b"a" * c.randrange(3_000_000, 9_000_000)})),
        "overlapping.zip": lambda _: overlapping(),
        "many.zip": lambda c: made.zipped(
            {f"{n}.txt": b"" for n in range(10_000 + c.randrange(1, 50))}, zipfile.ZIP_STORED
        ),
        "deep.zip": lambda c: nested(c.randrange(5, 60)),
        "names.zip": lambda c: made.zipped({name: f"{name} {c.randrange(10**9)}" for name in NAMES}),
        "devices.tar": lambda c: devices() + bytes(c.randrange(1, 9) * 512),
        "bomb.txt.gz": lambda c: gzip.compress(b"a" * c.randrange(20_000_000, 40_000_000), mtime=0),
        "bomb.docx": lambda c: made.docx(made.paragraph("a" * c.randrange(30_000_000, 40_000_000))),
        "bomb.pdf": squeezed,
        "loop.pdf": lambda c: printed(prose(c), LOOP).replace(b"/Pages 2 0 R", b"/Pages 6 0 R"),
        "asking.docx": lambda c: made.zipped({"word/document.xml": f"<!--{c.random()}-->{asking}{body}"}),
        "asking.rss": lambda c: (
            f"{asking}<rss version='2.0'><channel><title>{c.random()}&e;</title></channel></rss>".encode()
        ),
        "asking.html": lambda c: f"{asking}<html><body><p>{prose(c)[0]} &e;</p></body></html>".encode(),
        "calling.docx": lambda c: made.zipped({"word/document.xml": f"<!--{c.random()}-->{calling}{body}"}),
        "calling.html": lambda c: (
            f'<link href="http://127.0.0.1:9/a"><img src="http://127.0.0.1:9/b"><p>{prose(c)[0]}</p>'.encode()
        ),
        "including.docx": lambda c: made.zipped({"word/document.xml": f"{including}{c.random()}</d>"}),
        "laughs.docx": lambda c: made.zipped({"word/document.xml": f"<!--{c.random()}-->{XML_BOMB}]><d>&j;</d>"}),
        "deep.html": lambda c: b"<div>" * c.randrange(20_000, 90_000) + prose(c)[0].encode(),
        "line.html": lambda c: f"<p>{prose(c)[0] * 200}</p>".encode(),
        "attributes.html": lambda c: f"<p {' '.join(f'a{n}=1' for n in range(90_000))}>{prose(c)[0]}</p>".encode(),
        "deep.json": lambda c: b"[" * c.randrange(90_000, 990_000),
        "deep.rtf": lambda c: rb"{\rtf1 " + b"{" * c.randrange(9_000, 90_000) + b"words",
        "mails.eml": lambda c: mails_within_mails(c.randrange(30, 300)),
        "quote.csv": lambda c: b'id,text\n1,"' + b"words \n" * c.randrange(900, 1_900),
        "binary.txt": lambda c: c.randbytes(40_000),
        "zeros.txt": lambda c: bytes(c.randrange(9_000, 900_000)),
        "half.warc": lambda c: (
            made.warc([("https://a.example/", "text/html", page(c))])[: c.randrange(20, 300)] + bytes(900)
        ),
    }


def squeezed(choose: Choose) -> bytes:
    """A page whose content unpacks to very much."""
    packed_stream = zlib.compress(b"BT /F 6 Tf (words) Tj ET " * choose.randrange(900_000, 1_500_000))
    found = printed(prose(choose))
    start, end = found.index(b"4 0 obj"), found.index(b"5 0 obj")
    stream = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n" % (
        len(packed_stream),
        packed_stream,
    )
    return found[:start] + stream + found[end:]


# ------------------------------------------------------------------ the pile


def files(where: Path, count: int, seed: int, harmful: float = HOSTILE) -> Iterator[File]:
    """The files of a pile that is to lie at ``where``, in order of their numbers; ``harmful`` is the share of the hostile."""
    choose = random.Random(seed)
    harm = hostile(where)
    names = sorted(harm)
    step = round(1 / harmful)
    for number in range(count):
        name = f"{number % 40:02}/f{number:05}"
        if number % step == step // 2:
            kind = names[number // step % len(names)]
            yield File(f"{name}-{kind}", harm[kind](choose), "hostile")
        elif number % round(1 / BROKEN) == 3:
            made_name, data, _ = broken(choose, f"f{number:05}")
            yield File(f"{name[:3]}{made_name}", data, "broken")
        else:
            made_name, data, reports = SOUND[number % len(SOUND)](choose, f"f{number:05}")
            yield File(f"{name[:3]}{made_name}", data, "sound", tuple(f"{name[:3]}{path}" for path in reports))


def write(where: Path, count: int, seed: int, harmful: float = HOSTILE) -> list[File]:
    """Write a pile, a file with the canary beside it, and a few links out of it; returns the files without their bytes."""
    where.mkdir(parents=True)
    (where.parent / "canary.txt").write_text(CANARY, encoding="utf-8")
    written = []
    for file in files(where, count, seed, harmful):
        path = where / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        written.append(File(file.name, b"", file.nature, file.reports))
    (where / "00" / "link.txt").symlink_to(where.parent / "canary.txt")
    (where / "00" / "folder").symlink_to(where.parent)
    return written


if __name__ == "__main__":
    folder, number, chosen = sys.argv[1:]
    write(Path(folder).resolve(), int(number), int(chosen))
