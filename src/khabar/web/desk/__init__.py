"""The casebook on the desk: its tables in an embedded database, and people's judgements laid over them."""

from khabar.web.desk.database import Database, TooSlowError
from khabar.web.desk.desk import Desk

__all__ = ["Database", "Desk", "TooSlowError"]
