"""Who is said to have done what, and who says so: from parsed sentences to claims with chains, factuality and figures."""

from __future__ import annotations

from khabar.claims.chain import extract
from khabar.claims.mending import mended
from khabar.claims.quantities import find as find_quantities
from khabar.claims.voices import separate_voices
from khabar.vocab.version import vocabulary_version

__all__ = ["extract", "find_quantities", "mended", "separate_voices", "vocabulary_version"]
