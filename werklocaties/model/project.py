"""What a project is: tables, and what scenarios change in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from uuid import NAMESPACE_URL, uuid5

from werklocaties.model.finding import DoorError
from werklocaties.model.registers import TABLES, Profile
from werklocaties.model.table import Table


@dataclass(frozen=True)
class Scenario:
    """A scenario: the base of the project plus its own list of changes."""

    uid: str
    name: str
    soft: bool = False
    description: str = ""


def value_uid(project_uid: str, scenario_uid: str, address: str) -> str:
    """Return the identity of a stored value, so that two editors of it meet in one row.

    Example:
        >>> value_uid("p", "s", "growth") == value_uid("p", "s", "growth")
        True
    """
    return str(uuid5(NAMESPACE_URL, f"{project_uid}|{scenario_uid}|{address}"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _complete(tables: Mapping[str, Table]) -> Mapping[str, Table]:
    return MappingProxyType(
        {name: tables[name] if name in tables else Table.empty(name) for name in TABLES}
    )


@lru_cache(maxsize=16)
def _scenarios(table: Table) -> tuple[Scenario, ...]:
    """Read the scenarios once per table: every recompute asks for them."""
    frame = table.frame.fillna({"soft": False})
    frame = frame.sort_values(["position", "name"], kind="stable")
    return tuple(
        Scenario(
            uid=str(row.Index),
            name=str(row.name),
            soft=bool(row.soft),
            description=_text(row.description),
        )
        for row in frame.itertuples()
    )


@dataclass(frozen=True, eq=False)
class Project:
    """One immutable state of a project; identity is the comparison.

    Example:
        >>> Project.empty("Twente", "p1").scenarios
        ()
    """

    uid: str
    name: str
    tables: Mapping[str, Table]
    profile: Profile = "complete"
    language: str = "nl"
    left_out: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", _complete(self.tables))

    @classmethod
    def empty(cls, name: str, uid: str) -> "Project":
        """Make a project in which every table is empty."""
        return cls(uid, name, {})

    def table(self, name: str) -> Table:
        """Return the table with this name in code."""
        return self.tables[name]

    def with_table(self, table: Table) -> "Project":
        """Return a project with this table; self when it is the same object already."""
        if self.tables[table.name] is table:
            return self
        return replace(self, tables={**self.tables, table.name: table})

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Scenarios in the order of their tabs."""
        return _scenarios(self.table("scenarios"))

    def scenario(self, name: str) -> Scenario:
        """Return the scenario with this name or uid.

        Raises:
            DoorError: ``unknown_scenario`` with the names that exist.
        """
        for scenario in self.scenarios:
            if name in (scenario.name, scenario.uid):
                return scenario
        raise DoorError(
            "unknown_scenario", name=name, known=", ".join(s.name for s in self.scenarios)
        )

    def same_content(self, other: "Project") -> bool:
        """Say whether both projects hold the same content in every table."""
        own = (self.uid, self.name, self.profile, self.language, self.left_out)
        if own != (other.uid, other.name, other.profile, other.language, other.left_out):
            return False
        return all(table.same_content(other.table(name)) for name, table in self.tables.items())
