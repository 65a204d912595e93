"""Make the example project: ``python sample_data/make_twente.py [FOLDER]``.

Writes ``twente.gpkg`` and the zoning plan as IMRO2012 GML beside this file, or into FOLDER.
The same program gives the same content: dates, identities and random seeds are fixed.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from twente import choices, layers  # noqa: E402
from twente.drawing import Drawing, drawing  # noqa: E402
from twente.forecasts import forecasts  # noqa: E402
from twente.imro import plan_text  # noqa: E402
from twente.issuance import issuance  # noqa: E402
from twente.jobs import jobs  # noqa: E402
from twente.municipalities import municipalities  # noqa: E402
from twente.naming import MADE_AT, NOTE, PROJECT_NAME, PROJECT_UID, uid  # noqa: E402
from twente.parks import parks  # noqa: E402
from twente.zoning import PLAN_ID  # noqa: E402

from werklocaties.model.project import Project  # noqa: E402
from werklocaties.model.table import Table  # noqa: E402

GPKG = "twente.gpkg"
GML = f"{PLAN_ID}.gml"
AUTHOR = "Werklocaties"
MESSAGE = "Voorbeeldproject gemaakt (schematisch, illustratief)"
SALT = "0" * 64
"""The example holds no secrets: its option holders are fictitious."""


def tables(drawn: Drawing) -> dict[str, pd.DataFrame]:
    """Make all tables of the example, as frames by name."""
    hts_ha = sum(lot.outline.area for lot in drawn.lots if lot.site == "hts") / 1e4
    return {
        "plots": layers.plots(drawn),
        "parks": parks(drawn.parks, hts_ha),
        "zones": layers.zones(drawn),
        "buildings": layers.buildings(drawn),
        "municipalities": municipalities(),
        "jobs": jobs(),
        "issuance": issuance(),
        "forecasts": forecasts(),
        "scenarios": choices.scenarios(),
        "assumptions": choices.assumptions(),
        "decisions": choices.decisions(drawn),
        "measures": choices.measures(drawn),
    }


def project(drawn: Drawing) -> Project:
    """Make the example as a project."""
    made = {name: Table.of(name, frame) for name, frame in tables(drawn).items()}
    return Project(PROJECT_UID, PROJECT_NAME, made)


def write(folder: Path) -> tuple[Path, Path]:
    """Write project and plan into a folder; give both paths."""
    from werklocaties.io.project_file import write_new
    from werklocaties.io.qgis_style import layer_styles

    drawn = drawing()
    with TemporaryDirectory(dir=folder) as made:
        gpkg, gml = Path(made) / GPKG, Path(made) / GML
        write_new(
            project(drawn), gpkg, AUTHOR, MESSAGE, MADE_AT, uid("revisie"),
            salt=SALT, styles=layer_styles(), note=NOTE,
        )  # fmt: skip
        gml.write_text(plan_text(drawn), encoding="utf-8", newline="\n")
        return gpkg.replace(folder / GPKG), gml.replace(folder / GML)


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for written in write(chosen):
        sys.stdout.write(f"{written} ({written.stat().st_size:,} bytes)\n")
