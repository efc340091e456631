"""The codebook: which predicate, with which arguments, tells of which event. It is data; nothing is trained."""

from khabar.codebook.lines import Problem
from khabar.codebook.load import Codebook, check, load_codebook, overlay_files
from khabar.codebook.predicate import Predicate
from khabar.codebook.types import Context, EventType, Mode

__all__ = [
    "Codebook",
    "Context",
    "EventType",
    "Mode",
    "Predicate",
    "Problem",
    "check",
    "load_codebook",
    "overlay_files",
]
