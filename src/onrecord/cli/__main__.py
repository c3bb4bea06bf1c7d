"""`python -m onrecord.cli` is the `onrecord` command."""

from onrecord.cli.main import command

if __name__ == "__main__":
    command()
