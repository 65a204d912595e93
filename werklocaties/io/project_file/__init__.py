"""The project file: one GeoPackage with its own history; see ``docs/decisions``.

``read_project`` opens (six steps), ``write_new`` writes in full, ``save`` writes what
changed, ``history`` and ``rebuild_state`` look back, ``read_results`` gives current results.
"""

from werklocaties.io.project_file.layout import FORMAT
from werklocaties.io.project_file.read import Entry, Opened, history, read_project, rebuild_state
from werklocaties.io.project_file.results import ResultTable, read_results
from werklocaties.io.project_file.revisions import Revision
from werklocaties.io.project_file.save import save
from werklocaties.io.project_file.stamp import Outside, Stamp
from werklocaties.io.project_file.styles_table import LayerStyle
from werklocaties.io.project_file.write import Saved, write_new

__all__ = [
    "FORMAT",
    "Entry",
    "LayerStyle",
    "Opened",
    "Outside",
    "ResultTable",
    "Revision",
    "Saved",
    "Stamp",
    "history",
    "read_project",
    "read_results",
    "rebuild_state",
    "save",
    "write_new",
]
