"""Where functions and SQL run: on this machine, or on a cluster. No engine knows a stage."""
