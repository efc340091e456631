"""The casebook: immutable tables per generation, the originals, and an append-only log of judgements."""

from khabar.casebook.assemble import write_readings, write_received
from khabar.casebook.checks.problem import Problem
from khabar.casebook.columns import Rows, rows_of
from khabar.casebook.erasing import erase_words, erased_reports
from khabar.casebook.lock import lock
from khabar.casebook.manifest import NOTICE, Manifest, comparable, read_manifest
from khabar.casebook.opened import Opened, forget_opened, keep_opened, opened_before
from khabar.casebook.parquet import read_table
from khabar.casebook.reader import Casebook, former_claims, open_casebook
from khabar.casebook.readings import cached_reading, encode_reading, is_cached, keep_reading, prune_readings
from khabar.casebook.received import (
    Group,
    Received,
    current_actors,
    current_codebook,
    current_received,
    group,
    load_source,
    receive,
)
from khabar.casebook.remembered import forget, remember, remembered
from khabar.casebook.review import ConflictError, append, judgements, verify_chain, vouched_for
from khabar.casebook.search import Hit, drop_index, search
from khabar.casebook.verify import verify
from khabar.casebook.writer import Generation, next_generation, write_generation

__all__ = [
    "NOTICE",
    "Casebook",
    "ConflictError",
    "Generation",
    "Group",
    "Hit",
    "Manifest",
    "Opened",
    "Problem",
    "Received",
    "Rows",
    "append",
    "cached_reading",
    "comparable",
    "current_actors",
    "current_codebook",
    "current_received",
    "drop_index",
    "encode_reading",
    "erase_words",
    "erased_reports",
    "forget",
    "forget_opened",
    "former_claims",
    "group",
    "is_cached",
    "judgements",
    "keep_opened",
    "keep_reading",
    "load_source",
    "lock",
    "next_generation",
    "open_casebook",
    "opened_before",
    "prune_readings",
    "read_manifest",
    "read_table",
    "receive",
    "remember",
    "remembered",
    "rows_of",
    "search",
    "verify",
    "verify_chain",
    "vouched_for",
    "write_generation",
    "write_readings",
    "write_received",
]
