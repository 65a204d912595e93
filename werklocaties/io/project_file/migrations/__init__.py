"""Files of older formats, brought to the newest one step at a time.

One module per step, final once released: plain SQL on a private copy or a work file, and
importing nothing of the program, so that it keeps doing what it did. R-tree triggers are
dropped first and the index is rebuilt after. Each step has a test with a real old file in
``tests/data`` that stays for ever. Format 1 is the first, so there are no steps yet.
"""

import sqlite3
from collections.abc import Callable

from werklocaties.io.project_file.layout import FORMAT, META

Step = Callable[[sqlite3.Connection], None]

STEPS: dict[int, Step] = {}
"""By format number: what makes the next format of it."""


def oldest() -> int:
    """Return the oldest format that can be read."""
    return min(STEPS, default=FORMAT)


def upgrade(connection: sqlite3.Connection, found: int) -> None:
    """Bring an open copy from a known older format to the newest; nothing when it is that."""
    for number in range(found, FORMAT):
        STEPS[number](connection)
        sql = f"UPDATE {META} SET waarde = ? WHERE sleutel = 'formaat'"
        connection.execute(sql, (str(number + 1),))
