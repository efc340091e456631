"""Origins: who repeats whom, and how many independent beginnings an account has.

accounts → copies, credits, notices → borrowings → tellers → counts, standing
"""

from khabar.link.origins.accounts import Account, accounts
from khabar.link.origins.borrowings import borrowings
from khabar.link.origins.copying import PRINTS, prints_of
from khabar.link.origins.counting import COPIED, Origins, count, likely_origins
from khabar.link.origins.credits import Credit, Credits, credits_of
from khabar.link.origins.loops import loops
from khabar.link.origins.outlets import Outlets, outlets
from khabar.link.origins.standing import standing
from khabar.link.origins.tellers import Teller, teller

__all__ = [
    "COPIED",
    "PRINTS",
    "Account",
    "Credit",
    "Credits",
    "Origins",
    "Outlets",
    "Teller",
    "accounts",
    "borrowings",
    "count",
    "credits_of",
    "likely_origins",
    "loops",
    "outlets",
    "prints_of",
    "standing",
    "teller",
]
