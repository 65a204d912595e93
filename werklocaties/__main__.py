"""The entry of the command ``werklocaties``: every verb goes to the command line."""

import sys

CANCELLED = 3


def main() -> int:
    """Run the command line with the arguments of this process and return its exit status."""
    try:
        from werklocaties.cli import main as run_command_line

        return run_command_line(sys.argv[1:])
    except KeyboardInterrupt:  # while the program was still starting
        return CANCELLED


if __name__ == "__main__":
    sys.exit(main())
