"""What others do with the same data: geopandas, openpyxl and pyogrio, each at its usual best."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
from openpyxl import Workbook, load_workbook

from werklocaties.model.project import Project
from werklocaties.model.table import CRS, Table

Sheets = Mapping[str, list[tuple[Any, ...]]]
"""Rows of values by title of the sheet."""


def frame_of(table: Table) -> pd.DataFrame:
    """Give the content of a table as a peer gets it: the same rows, columns and names."""
    frame = table.frame.reset_index()
    named = {column.name: column.column for column in table.schema.columns}
    if table.schema.geometry is None:
        return frame.rename(columns=named)
    del named["geometry"]
    return gpd.GeoDataFrame(frame.rename(columns=named), geometry="geometry", crs=CRS)


def frames_of(project: Project) -> dict[str, pd.DataFrame]:
    """Give all tables with rows, by their name in the file."""
    return {
        table.schema.file_name: frame_of(table) for table in project.tables.values() if len(table)
    }


def write_geopackage(frames: dict[str, pd.DataFrame], path: Path) -> None:
    """Write every table with geopandas: layers with ``to_file``, the others with pyogrio."""
    path.unlink(missing_ok=True)
    for name, frame in frames.items():
        mode = "a" if path.exists() else "w"
        if isinstance(frame, gpd.GeoDataFrame):
            frame.to_file(path, layer=name, driver="GPKG", mode=mode)
        else:
            pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", append=False)


def read_cells(path: Path) -> Sheets:
    """Give the value of every cell of a workbook, by sheet; of a formula its cached value."""
    book = load_workbook(path, read_only=True, data_only=True)
    cells = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    return cells


def write_bare_workbook(sheets: Sheets, path: Path) -> None:
    """Write bare values with openpyxl's write-only mode: no formulas, no format."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def read_layer(path: Path) -> gpd.GeoDataFrame:
    """Read a layer with pyogrio in one go."""
    return pyogrio.read_dataframe(path)
