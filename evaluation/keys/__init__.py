"""Answer keys of our own, from a short hand-written form to the tables that the scorers read."""
