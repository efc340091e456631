from __future__ import annotations

import time

import numpy as np

from khabar.nlp import load_model, parse_words
from khabar.nlp.agreement import Scored, agreed
from khabar.nlp.tags import names
from khabar.records import Name

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


def window(text, *tags, **others):
    """Words and their tags, each with a score of 5; ``others`` are scores beside these: a word's own, by tag."""
    words = text.split()
    scores = np.zeros((len(words), len(TAGS)), dtype=np.float32)
    scores[np.arange(len(words)), [TAGS.index(tag) for tag in tags]] = 5
    for word, own in others.items():
        for tag, score in own.items():
            scores[words.index(word), TAGS.index(tag)] = score
    return Scored(words, scores, names(tags))


def read(*windows):
    return agreed(windows, TAGS)


def test_a_name_is_of_the_kind_that_is_surest_over_all_its_places():
    sure = window("Fighters of Sahwa fled", "O", "O", "B-ORG", "O")
    unsure = window("Sahwa fell", "B-LOC", "O", Sahwa={"B-ORG": 4})
    assert read(unsure, sure) == [(Name(0, 0, "ORG"),), (Name(2, 2, "ORG"),)]
    assert read(unsure) == [(Name(0, 0, "LOC"),)]


def test_all_words_of_a_name_count():
    sure = window("Asaib Hamza said", "B-ORG", "I-ORG", "O")
    unsure = window("Asaib Hamza fled", "B-PER", "I-PER", "O", Asaib={"B-ORG": 3}, Hamza={"I-ORG": 3})
    assert read(sure, unsure)[1] == (Name(0, 1, "ORG"),)


def test_a_name_that_was_just_missed_is_taken_where_it_has_a_capital():
    sure = window("Near Rutba", "O", "B-LOC")
    missed = window("Rutba is quiet", "O", "O", "O", Rutba={"B-LOC": 4})
    assert read(sure, missed)[1] == (Name(0, 0, "LOC"),)
    assert read(missed) == [()]
    assert read(sure, window("Rutba is quiet", "O", "O", "O", Rutba={"B-LOC": 2}))[1] == ()
    assert read(sure, window("a rutba", "O", "O", rutba={"B-LOC": 4}))[1] == ()


def test_sentences_in_capitals_neither_tell_nor_learn():
    sure = window("NEAR RUTBA", "O", "B-LOC")
    missed = window("RUTBA IS QUIET", "O", "O", "O", RUTBA={"B-LOC": 4})
    assert read(sure, missed)[1] == ()
    assert read(sure, window("Rutba is quiet", "O", "O", "O", Rutba={"B-LOC": 4}))[1] == ()


def test_a_word_inside_another_name_is_not_taken():
    sure = window("Near Anbar", "O", "B-LOC")
    longer = window("Anbar Salvation Council", "B-ORG", "I-ORG", "I-ORG", Anbar={"B-LOC": 4.9})
    assert read(sure, longer)[1] == (Name(0, 2, "ORG"),)


def test_the_longer_of_two_names_is_taken_first():
    both = window("In Deir Hafer and Deir", "O", "B-LOC", "I-LOC", "O", "B-LOC")
    missed = window("Deir Hafer fell", "O", "O", "O", Deir={"B-LOC": 4.5}, Hafer={"I-LOC": 4.5})
    assert read(both, missed)[1] == (Name(0, 1, "LOC"),)


def test_the_last_word_of_a_person_stands_for_the_person():
    full = window("Karim Dulaimi spoke", "B-PER", "I-PER", "O")
    short = window("Dulaimi left", "B-LOC", "O", Dulaimi={"B-PER": 4})
    assert read(full, short)[1] == (Name(0, 0, "PER"),)
    place = window("Camp Dulaimi opened", "B-LOC", "I-LOC", "O")
    assert read(place, window("Dulaimi left", "B-PER", "O"))[1] == (Name(0, 0, "PER"),)


def test_many_names_that_begin_alike_take_no_longer_than_others():
    def seconds(opening):
        named = [window(f"{opening.format(n)} Hadi{n} fled", "B-PER", "I-PER", "O") for n in range(4000)]
        started = time.process_time()
        read(*named)
        return time.process_time() - started

    alike, unlike = (min(seconds(opening) for _ in range(3)) for opening in ("Ali", "Ali{}"))
    assert alike < 4 * unlike


def test_the_order_of_sentences_does_not_matter():
    rows = [window("Tal Afar", "B-LOC", "I-LOC"), window("Afar said", "B-PER", "O", Afar={"B-LOC": 4.7})]
    rows.append(window("in Afar", "O", "B-LOC", Afar={"B-PER": 4.6}))
    assert read(*reversed(rows)) == list(reversed(read(*rows)))


def test_a_report_agrees_with_itself_and_not_with_other_reports():
    model = load_model()
    first = ["They", "drove", "to", "the", "town", "of", "Habra", ",", "near", "the", "river", "."]
    second = ["Habra", "was", "calm", "."]
    together, alone = parse_words(model, [first, second])[1], parse_words(model, [second])[0]
    assert together.names == (Name(0, 0, "LOC"),)
    assert alone.names != together.names
