from __future__ import annotations

from khabar import casebook


def test_finds_sentences_by_all_words_and_by_phrase(case):
    assert len(casebook.search(case, "soldiers MOSUL")) == 3
    (hit,) = casebook.search(case, '"volley of 1"')
    report = casebook.open_casebook(case).sql(f"SELECT text FROM reports WHERE report_id = '{hit.report_id}'")
    assert report["text"][0].as_py()[hit.start : hit.end] == hit.text
    assert casebook.search(case, "soldiers tanks") == []


def test_operators_are_words(case):
    for words in ("NOT", "soldiers OR tanks", "NEAR(", "text:*", '"', "", "a*", "); DROP TABLE sentences"):
        casebook.search(case, words)
    assert casebook.search(case, "soldiers OR tanks") == []


def test_the_index_follows_the_casebook_and_can_be_deleted(case, make_case, sources):
    assert len(casebook.search(case, "soldiers")) == 3
    make_case(case, sources(5))
    assert len(casebook.search(case, "soldiers")) == 5
    (case / "search.sqlite").write_bytes(b"not an index")
    assert len(casebook.search(case, "soldiers")) == 5
    (case / "search.sqlite").unlink()
    assert len(casebook.search(case, "soldiers")) == 5


def test_a_damaged_index_is_made_again(case):
    before = casebook.search(case, "army")
    path = case / "search.sqlite"
    whole = path.read_bytes()
    for at in range(0, len(whole), 509):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) * 16 + whole[at + 16 :])
        casebook.search(case, "army")  # it says what it finds, and never fails
    path.write_bytes(whole[:4096])
    assert casebook.search(case, "army") == before
