"""The main job on the example, without a window; its results land in build/demo."""

import sys

import install
import machine


def main() -> int:
    """Run the demonstration with settings of its own, so that the user's stay as they are."""
    status = install.main()
    if status:
        return status
    env = {"WERKLOCATIES_HOME": str(machine.BUILD / "home"), **machine.headless()}
    command = [machine.program("werklocaties"), "demo", "--out", str(machine.BUILD / "demo")]
    return machine.run([*command, *sys.argv[1:]], env)


if __name__ == "__main__":
    sys.exit(main())
