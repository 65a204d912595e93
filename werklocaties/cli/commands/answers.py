"""What the flags of ``check`` and ``import`` decide beforehand."""

from argparse import Namespace
from pathlib import Path

from werklocaties.io.door import Choices
from werklocaties.io.fieldmap import FieldMap, from_toml
from werklocaties.model.finding import DoorError


def choices_of(args: Namespace) -> Choices:
    """Return the choices that the flags make.

    Raises:
        DoorError: the field map is absent or cannot be read.
    """
    fieldmap = read_map(args.fieldmap) if args.fieldmap else None
    return Choices(args.layer, args.table, args.crs, args.decimal, fieldmap)


def read_map(path: Path) -> FieldMap:
    """Read a field map.

    Raises:
        DoorError: ``file_missing``, ``file_unreadable``, ``fieldmap_damaged``,
            ``fieldmap_invalid``.
    """
    try:
        words = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DoorError("file_missing", file=path.name) from error
    except UnicodeDecodeError as error:
        raise DoorError("fieldmap_damaged", file=path.name) from error
    except OSError as error:
        raise DoorError("file_unreadable", file=path.name) from error
    return from_toml(words, path.name)
