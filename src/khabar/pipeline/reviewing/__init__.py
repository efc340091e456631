"""A person's side of a casebook: judge, hand judgements over, take them in, and see what rests on a report.

A judgement is kept at once and takes effect with the next build; ``build``, ``add`` and ``remove`` all link anew.
"""

from khabar.pipeline.reviewing.deciding import judge
from khabar.pipeline.reviewing.erasing import Erased, erase
from khabar.pipeline.reviewing.exchange import Taken, handed_over, take_in
from khabar.pipeline.reviewing.resting import resting_on, resting_together

__all__ = ["Erased", "Taken", "erase", "handed_over", "judge", "resting_on", "resting_together", "take_in"]
