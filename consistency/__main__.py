"""`python -m consistency`."""

from consistency.cli import main

# Worker processes import this module again; only the first may run the command.
if __name__ == "__main__":
    main()
