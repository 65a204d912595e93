"""Build hook: the example project travels inside the wheel."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SAMPLE = "sample_data/twente.gpkg"
INSIDE = "werklocaties/_sample/twente.gpkg"


class SampleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the example to a real wheel; an editable install finds it in the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map the file of the checkout to its place in the package."""
        if version == "editable":
            return
        if not (Path(self.root) / SAMPLE).is_file():
            message = f"{SAMPLE} is absent: make it with sample_data/make_twente.py"
            raise FileNotFoundError(message)
        build_data["force_include"][SAMPLE] = INSIDE
