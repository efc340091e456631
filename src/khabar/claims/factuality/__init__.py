"""Whether it is said to have happened: factuality (FactBank) and realis of a deed, read off the grammar around it.

The reading starts at the deed's own word and climbs to its governors, letting each negation, modal, plan, demand or
doubt act on it, until it reaches a clause that stands for itself or the limit of the words of the innermost holder.
"""

from khabar.claims.factuality.climbing import judge
from khabar.claims.factuality.status import Status, apply
from khabar.claims.factuality.voice import Voice

__all__ = ["Status", "Voice", "apply", "judge"]
