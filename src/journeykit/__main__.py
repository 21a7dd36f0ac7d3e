"""`python -m journeykit`: the command, where its script is not on the path."""

from journeykit.cli import main

if __name__ == "__main__":
    main()
