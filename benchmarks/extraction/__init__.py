"""How much of a page's or a print's own text is read, measured on pages and prints that are made from known text."""
