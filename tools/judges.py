"""The tests in which QGIS, as an independent program, opens and draws our files."""

import sys

import install
import machine


def main() -> int:
    """Provide QGIS where that is allowed, then run the tests marked ``judge``."""
    status = install.main()
    if status:
        return status
    if not machine.has_qgis():
        machine.provide(machine.QGIS_PACKAGES, "the judges")
    if not machine.has_qgis():
        machine.say("QGIS is absent: the judges cannot speak.")
        return 1
    pytest = [machine.program("pytest"), "-q", "-m", "judge", *sys.argv[1:]]
    return machine.run(pytest, machine.headless())


if __name__ == "__main__":
    sys.exit(main())
