"""`python -m khabar`: the command line, where its own command is not on the path."""

from khabar.cli import main

if __name__ == "__main__":
    main()
