"""Bytes to text: right encodings, wrong labels, and damage that is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import ReportError
from khabar.ingest.decode import Decoded, codec_name, decode, record_text

SENTENCE = "Twelve people were killed – “a massacre”, the café’s owner said on Monday. "
ARABIC = "قال الجيش يوم الاثنين إن اثني عشر شخصا قتلوا في غارة على مدينة كركوك شمالي العراق. "
RUSSIAN = "В понедельник военные заявили, что в результате удара погибли двенадцать человек. "


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (SENTENCE.encode(), None, SENTENCE),
        (b"\xef\xbb\xbf" + SENTENCE.encode(), None, "\ufeff" + SENTENCE),
        (SENTENCE.encode("utf-16"), None, "\ufeff" + SENTENCE),
        (SENTENCE.encode("utf-16-le"), None, SENTENCE),
        (SENTENCE.encode("utf-16-be"), None, SENTENCE),
        (SENTENCE.encode("utf-32"), None, "\ufeff" + SENTENCE),
        (SENTENCE.encode("cp1252"), "iso-8859-1", SENTENCE),
        (SENTENCE.encode("cp1252"), "latin1", SENTENCE),
        (SENTENCE.encode(), "iso-8859-1", SENTENCE),
        (SENTENCE.encode("cp1252"), None, SENTENCE),
        (ARABIC.encode("cp1256"), "windows-1256", ARABIC),
        ((ARABIC * 4).encode("cp1256"), None, ARABIC * 4),
        (RUSSIAN.encode("koi8-r"), "KOI8-R", RUSSIAN),
        ((RUSSIAN * 4).encode("cp1251"), None, RUSSIAN * 4),
        (b"plain +AGE- text", "utf-7", "plain +AGE- text"),
        (b"plain text", "base64", "plain text"),
        (b"plain text", "no-such-encoding", "plain text"),
    ],
)
def test_text_comes_out_whole(data: bytes, declared: str | None, text: str) -> None:
    decoded = decode(data, declared)
    assert decoded.text == text
    assert decoded.replaced == 0


def test_stray_bytes_in_utf8_are_read_as_windows_1252_and_told() -> None:
    decoded = decode("Łódź said ".encode() + b"\x93go\x94 and \x81.")
    assert decoded.text == "Łódź said “go” and \ufffd."
    assert (decoded.replaced, decoded.guessed) == (1, True)


def test_a_lone_surrogate_is_one_lost_character() -> None:
    assert record_text(b"a\xed\xa0\x80b") == Decoded("a\ufffdb", "utf-8", 1)
    assert decode(b"a\xed\xa0\x80b") == Decoded("a\ufffdb", "utf-8", 1)


def test_a_replacement_character_of_the_source_is_not_counted() -> None:
    assert decode("a\ufffdb".encode()).replaced == 0


@pytest.mark.parametrize("label", ["utf-7", "hex", "rot13", "unicode_escape", "idna", "", "\x00", "x" * 10_000])
def test_labels_that_are_no_text_encoding_are_not_followed(label: str) -> None:
    assert codec_name(label) is None


def attempt(data: bytes, declared: str | None) -> Decoded | None:
    try:
        return decode(data, declared)
    except ReportError:
        return None


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "latin-1", "utf-16", "shift_jis", "cp1256"]))
def test_any_bytes_become_sound_text_or_a_reason(data: bytes, declared: str | None) -> None:
    decoded = attempt(data, declared)
    if decoded is None:
        return
    decoded.text.encode("utf-8")
    assert decoded.replaced >= 0
