"""Attributes of plots, parks and other objects: set one."""

from werklocaties.model.address import Address
from werklocaties.model.finding import DoorError
from werklocaties.model.registers import TABLES, Column
from werklocaties.presentation.texts import text
from werklocaties.session.actions import limits
from werklocaties.session.actions.labels import nearest
from werklocaties.session.actions.objects import resolve
from werklocaties.session.session import Session
from werklocaties.session.task import Done

TABLE_OF = {
    "plot": "plots",
    "park": "parks",
    "zone": "zones",
    "building": "buildings",
    "forecast": "forecasts",
    "measure": "measures",
    "municipality": "municipalities",
}
"""Table by the noun of an address."""

FIXED = ("uid", "geometry")


def column_of(address: Address) -> Column:
    """Return the column that an address names, by its name in code or in the file.

    Raises:
        DoorError: ``address_unknown`` with the nearest three.
    """
    if address.noun not in TABLE_OF:
        known = nearest(address.noun, TABLE_OF)
        raise DoorError("address_unknown", address=str(address), nearest=known)
    schema = TABLES[TABLE_OF[address.noun]]
    names = [c.name for c in schema.columns if c.name not in FIXED and not c.derived]
    column = schema.by_file_name(address.attribute)
    name = column.name if column else address.attribute
    if name not in names:
        known = nearest(address.attribute, names)
        raise DoorError("address_unknown", address=str(address), nearest=known)
    return schema.column(name)


def set_value(session: Session, address: Address, value: object) -> Done:
    """Give an object another value in one column; None empties it. It holds in every scenario.

    Raises:
        DoorError: ``address_unknown``, ``object_unknown``, ``object_ambiguous``,
            ``value_required`` for a column that may not be empty, ``value_refused`` and
            ``value_too_low`` for a number out of range.
    """
    column = column_of(address)
    if value is None and column.required:
        raise DoorError("value_required", address=str(address))
    limits.keep_within(str(address), value, limits.of_column(column), column.unit)
    table = session.project.table(column.table)
    uid = resolve(session.project, column.table, address.uid)
    made = table.with_values([uid], column.name, [value])
    exact = Address(address.noun, uid=uid, attribute=column.name)
    words = text("{address} gewijzigd", address=str(exact))
    session.apply(words, session.project.with_table(made), merge_key=f"attribute|{exact}")
    return Done()
