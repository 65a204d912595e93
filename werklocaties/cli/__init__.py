"""The command line: the same actions as the window, without one."""

from werklocaties.cli.program import main

__all__ = ["main"]
