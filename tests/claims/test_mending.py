"""The rules that mend trees take any tree, however odd: each gives a tree of the same words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khabar.claims.mending import mended
from khabar.records import Parse, Word

FORMS = ("said", "claim", "the", "that", "to", "of", ",", "attack", "killed", "charge", "and", "Iraq", "-", "12", "be")
UPOS = ("VERB", "AUX", "NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADP", "DET", "PUNCT", "CCONJ")
XPOS = ("VB", "VBD", "VBN", "VBZ", "VBP", "VBG", "NN", "NNS", "NNP", "DT", "IN", "TO", "JJ", "POS", "CD", "''", "``")
RELATIONS = (
    *("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "compound", "amod", "acl", "acl:relcl"),
    *("advcl", "advcl:relcl", "ccomp", "xcomp", "parataxis", "conj", "cc", "case", "mark", "det", "nummod", "appos"),
    *("cop", "aux", "aux:pass", "punct", "flat", "csubj", "vocative", "dep"),
)


@st.composite
def sentences(draw: st.DrawFn) -> Parse:
    """A tree of up to six words in which anything may hang from anything."""
    size = draw(st.integers(1, 6))
    order = draw(st.permutations(range(size)))
    words = []
    for i in range(size):
        above = order.index(i)
        head = -1 if above == 0 else order[draw(st.integers(0, above - 1))]
        form, upos, xpos = (draw(st.sampled_from(names)) for names in (FORMS, UPOS, XPOS))
        relation = "root" if head < 0 else draw(st.sampled_from(RELATIONS))
        words.append(Word(8 * i, 8 * i + len(form), form, form.lower(), upos, xpos, "", head, relation))
    return Parse(0, 0, 8 * size, 0, tuple(words))


@given(sentences())
def test_any_tree_is_mended_to_a_tree_of_its_words(parse: Parse) -> None:
    (tree,) = mended([parse])
    assert [word.text for word in tree.words] == [word.text for word in parse.words]
    assert sum(word.head < 0 for word in tree.words) == 1
