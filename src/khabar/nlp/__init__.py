"""From clean text to parses: sentences, words, tags, trees, names, factuality and sentence vectors."""

from khabar.nlp.card import model_version
from khabar.nlp.encode import Model, load_model
from khabar.nlp.parse import Analysis, analyse, parse_words
from khabar.nlp.vectors import vectors

__all__ = ["Analysis", "Model", "analyse", "load_model", "model_version", "parse_words", "vectors"]
