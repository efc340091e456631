"""Documents: files that hold one report in a format of their own, such as a word processor's or a printer's."""
