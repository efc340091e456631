"""A user's own actors: a table in CSV, or entities of the FollowTheMoney model, which outrank what is built in."""

from khabar.resolve.actorfile.file import ActorFile, load_actor_file
from khabar.resolve.actorfile.followthemoney import Imported, import_entities
from khabar.resolve.actorfile.problems import Problem
from khabar.resolve.actorfile.table import COLUMNS, parse_table, written

__all__ = [
    "COLUMNS",
    "ActorFile",
    "Imported",
    "Problem",
    "import_entities",
    "load_actor_file",
    "parse_table",
    "written",
]
