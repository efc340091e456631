"""Judgements at work: what people decided outranks the machine, survives re-builds, and is found again by its words.

log → in force → attached to the claims of today → claims as judged
"""

from khabar.link.judged.claims import added_faults, doubts, judged
from khabar.link.judged.corrections import faults
from khabar.link.judged.force import Force, force, in_force
from khabar.link.judged.selectors import Attached, Finder, Selector, attach, selector, written
from khabar.link.judged.selectors import read as read_selectors
from khabar.link.judged.tables import Judged, apply, found_today

__all__ = [
    "Attached",
    "Finder",
    "Force",
    "Judged",
    "Selector",
    "added_faults",
    "apply",
    "attach",
    "doubts",
    "faults",
    "force",
    "found_today",
    "in_force",
    "judged",
    "read_selectors",
    "selector",
    "written",
]
