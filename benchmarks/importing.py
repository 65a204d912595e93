"""Import of a layer of plots: checked and mapped by us, against pyogrio that only reads."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import Size, make_project
from measure import Row, against
from peers import frame_of, read_layer, write_geopackage

from werklocaties.io.door import read_layer as import_layer


def rows(size: Size, rounds: int) -> Iterator[Row]:
    """One line, without a target yet."""
    plots = make_project(size).table("plots")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plots.gpkg"
        write_geopackage({"kavels": frame_of(plots)}, path)
        read = import_layer(path, "kavels", "plots")
        if len(read.table) != len(plots):
            raise ValueError("the import lost plots: nothing to compare")
        yield against(
            f"import of {len(plots):,} plots",
            lambda: import_layer(path, "kavels", "plots"),
            "pyogrio.read_dataframe",
            lambda: read_layer(path),
            None,
            rounds,
        )
