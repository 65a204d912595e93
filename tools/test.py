"""All tests; those of LibreOffice and QGIS run when these are there and are listed otherwise."""

import sys

import install
import machine


def main() -> int:
    """Provide LibreOffice where that is allowed, then run every test."""
    status = install.main()
    if status:
        return status
    machine.provide(machine.missing_commands(machine.OFFICE_COMMANDS), "the workbook tests")
    return machine.run([machine.program("pytest"), "-q", *sys.argv[1:]], machine.headless())


if __name__ == "__main__":
    sys.exit(main())
