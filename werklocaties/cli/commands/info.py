"""``info``: what is in a file."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from werklocaties.cli.output import Console
from werklocaties.io.crs import parsed
from werklocaties.io.layers import SourceInfo
from werklocaties.io.rows import LayerInfo
from werklocaties.model.finding import DoorError
from werklocaties.presentation.texts import plural, text
from werklocaties.session.actions import files, layers
from werklocaties.session.session import Session

NO_PROJECT = ("not_a_project", "not_a_geopackage")
"""Refusals that only say that a GeoPackage is not one of our projects."""


def info(args: Namespace, console: Console, session: Session) -> int:
    """Print layers, fields, reference systems and counts; of a project its format and revision."""
    found = layers.inspect(args.file)
    is_project = found.driver == "GPKG" and opened(session, args.file)
    if console.json:
        console.give(_as_json(found, session if is_project else None))
        return 0
    console.say(f"{found.file}: {found.driver}")
    if is_project:
        _print_project(console, session)
    for layer in found.layers:
        _print_layer(console, layer)
    if is_project:
        console.findings(session.findings)
    return 0


def opened(session: Session, path: Path) -> bool:
    """Open a file as project; False when it is a GeoPackage of somebody else.

    Raises:
        DoorError: it is a project that cannot be opened.
    """
    try:
        session.start(files.open_project(session, path)).result()
    except DoorError as error:
        if error.code in NO_PROJECT:
            return False
        raise
    return True


def _print_project(console: Console, session: Session) -> None:
    stamp, project = session.origin.stamp, session.project
    revision = stamp.head.id if stamp else ""
    words = text(
        "Project {name}, formaat {format}, versie {revision}",
        name=project.name, format=session.origin.format, revision=revision,
    )  # fmt: skip
    console.say(words)
    names = ", ".join(scenario.name for scenario in project.scenarios)
    console.say(text("Scenario's: {names}", names=names or "–"))


def _print_layer(console: Console, layer: LayerInfo) -> None:
    kind = layer.geometry_type or text("tabel")
    rows = plural("{n} rij", "{n} rijen", layer.count)
    console.say()
    console.say(
        f"{layer.name}: {kind}, {rows}, {crs_name(layer.crs) or text('geen coördinatenstelsel')}"
        if layer.geometry_type
        else f"{layer.name}: {kind}, {rows}"
    )
    for field in layer.fields:
        console.say(f"    {field.name} ({type_word(field.type)})")


def type_word(kind: str) -> str:
    """Return the word of a kind of field.

    Example:
        >>> type_word("float64"), type_word("str")
        ('getal', 'tekst')
    """
    words = (
        (("str", "object"), text("tekst")),
        (("int", "uint"), text("geheel getal")),
        (("float",), text("getal")),
        (("datetime", "date"), text("datum")),
        (("bool",), text("ja of nee")),
    )
    return next((word for starts, word in words if kind.startswith(starts)), kind)


def crs_name(crs: str | None) -> str:
    """Return the code of a reference system, else its name, else nothing."""
    known = parsed(crs)
    if known is None:
        return ""
    authority = known.to_authority()
    return ":".join(authority) if authority else known.name


def _as_json(found: SourceInfo, session: Session | None) -> dict[str, Any]:
    stamp = session.origin.stamp if session else None
    return {
        "file": found.file,
        "driver": found.driver,
        "format": session.origin.format if session else None,
        "project": session.project.name if session else None,
        "revision": stamp.head.id if stamp else None,
        "scenarios": [s.name for s in session.project.scenarios] if session else [],
        "layers": [_layer_json(layer) for layer in found.layers],
    }


def _layer_json(layer: LayerInfo) -> dict[str, Any]:
    return {
        "name": layer.name,
        "geometry_type": layer.geometry_type or None,
        "count": layer.count,
        "crs": crs_name(layer.crs) or None,
        "fields": [{"name": field.name, "type": field.type} for field in layer.fields],
    }
