"""Speed and memory, measured: whole readings against the shipped model alone."""
