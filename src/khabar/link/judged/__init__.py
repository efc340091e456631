"""Judgements at work: what people decided outranks the machine, survives re-builds, and is found again by its words.

log → in force → attached to the claims of today → claims as judged
"""

from khabar.link.judged.claims import added_faults, doubts, judged
from khabar.link.judged.corrections import faults
from khabar.link.judged.force import Force, force, in_force
from khabar.link.judged.selectors import Attached, Finder, Selector, attach, selector, written
from khabar.link.judged.tables import Judged, apply

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
    "in_force",
    "judged",
    "selector",
    "written",
]
