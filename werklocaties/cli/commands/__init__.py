"""The commands: a file per verb, each a function from arguments to an exit status."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from types import MappingProxyType

from werklocaties.cli.commands import (
    check,
    demo,
    export,
    importing,
    info,
    log,
    run,
    selftest,
    setting,
)
from werklocaties.cli.output import Console
from werklocaties.session.session import Session

Command = Callable[[Namespace, Console, Session], int]

COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "demo": demo.demo,
        "info": info.info,
        "check": check.check,
        "import": importing.import_files,
        "run": run.run,
        "set": setting.set_values,
        "export": export.export,
        "log": log.log,
        "selftest": selftest.selftest,
    }
)
"""Every verb that the program has."""
