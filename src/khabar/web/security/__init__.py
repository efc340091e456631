"""What stands before every handler: whom the server answers, under which name, from which page, and with which headers."""
