"""Our speed against that of a peer in the same run; see benchmarks/."""

import sys

import install
import machine


def main() -> int:
    """Run every benchmark and print the table."""
    status = install.main()
    if status:
        return status
    env = {"WERKLOCATIES_HOME": str(machine.BUILD / "home"), **machine.headless()}
    script = str(machine.ROOT / "benchmarks" / "run.py")
    return machine.run([machine.program("python"), script, *sys.argv[1:]], env)


if __name__ == "__main__":
    sys.exit(main())
