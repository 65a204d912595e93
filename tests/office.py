"""LibreOffice as an independent reader: recalculates a workbook, prints it to pictures."""

import subprocess
from pathlib import Path

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def _convert(path: Path, kind: str, folder: Path) -> Path:
    """Convert a file with a profile of its own, in which formulas are always recalculated."""
    profile = folder / "profile"
    registry = profile / "user" / "registrymodifications.xcu"
    if not registry.exists():
        registry.parent.mkdir(parents=True)
        registry.write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    out = folder / "out"
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    made = out / f"{path.stem}.{kind.partition(':')[0]}"
    assert made.exists(), done.stderr.decode()
    return made


def recalculated(path: Path, folder: Path) -> Path:
    """Return a copy of a workbook in which LibreOffice computed every formula anew."""
    return _convert(path, "xlsx:Calc MS Excel 2007 XML", folder)


def printed(path: Path, folder: Path) -> Path:
    """Return a workbook as LibreOffice prints it."""
    return _convert(path, "pdf", folder)
