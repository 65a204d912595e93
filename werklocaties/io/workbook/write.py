"""The scenario workbook: a balance that a controller can follow formula by formula."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from werklocaties.io.workbook import (
    assumptions_sheet,
    balance_sheet,
    basis_sheet,
    decisions_sheet,
    demand_sheet,
    findings_sheet,
    forecasts_sheet,
    groups_sheet,
    guide_sheet,
    issuance_sheet,
    items,
    jobs_sheet,
    measures_sheet,
    parks_sheet,
    plots_sheet,
    supply_sheet,
)
from werklocaties.io.workbook.book import Book
from werklocaties.io.workbook.formulas import Renderer
from werklocaties.io.workbook.items import ItemSource
from werklocaties.io.workbook.package import save
from werklocaties.model.coverage import coverage
from werklocaties.model.results import Results
from werklocaties.model.task import NO_TASK, Task
from werklocaties.presentation.numbers import day
from werklocaties.presentation.styles import TOKENS

SHEETS = (
    balance_sheet.TITLE,
    groups_sheet.TITLE,
    assumptions_sheet.TITLE,
    demand_sheet.TITLE,
    items.TITLE,
    plots_sheet.TITLE,
    parks_sheet.TITLE,
    jobs_sheet.TITLE,
    issuance_sheet.TITLE,
    forecasts_sheet.TITLE,
    measures_sheet.TITLE,
    decisions_sheet.TITLE,
    findings_sheet.TITLE,
    basis_sheet.TITLE,
    guide_sheet.TITLE,
)
"""Sheets in the order of the workbook."""


def _subtitle(results: Results) -> str:
    register = results.dimensions.moments.register_date
    parts = (
        f"Scenario {results.scenario.name}",
        f"peildatum {day(register)}",
        "ha netto",
        "stand op 1 januari, cumulatief sinds de peildatum",
    )
    return " · ".join(parts)


def planned(results: Results) -> Book:
    """Return the workbook with every place fixed and no cell filled."""
    book = Book(results)
    for title in SHEETS:
        book.sheet(title)
    book.sheets[balance_sheet.TITLE].tab = TOKENS["accent"].light
    groups = book.groups = book.active_groups()
    assumptions_sheet.plan_assumptions(book)
    basis_sheet.plan_basis(book)
    jobs_sheet.plan_jobs(book)
    demand_sheet.plan_demand(book, groups)
    groups_sheet.plan_groups(book, groups)
    balance_sheet.plan_balance(book)
    supply_sheet.plan_supply(book)
    issuance_sheet.plan_issuance(book, groups)
    forecasts_sheet.plan_forecasts(book)
    measures_sheet.plan_measures(book)
    return book


def _item_source(book: Book, park_rows: dict[str, int]) -> ItemSource:
    project = book.results.project
    plots, parks = project.table("plots").frame, project.table("parks").frame
    return ItemSource(
        parks=parks,
        coverage={str(uid): str(value) for uid, value in coverage(parks, plots).items()},
        plot_rows=plots_sheet.plan_plots(book),
        park_rows=park_rows,
        decisions=book.results.decisions,
        decision_places=decisions_sheet.plan_decisions(book),
    )


def build(results: Results, revision: str, made_on: date, version: str, task: Task) -> Book:
    """Return the filled workbook, not written yet."""
    book, subtitle = planned(results), _subtitle(results)
    renderer, park_rows = Renderer(book), parks_sheet.plan_parks(book)
    source, groups = _item_source(book, park_rows), book.groups
    steps: tuple[Callable[[], None], ...] = (
        lambda: groups_sheet.fill_groups(book, renderer, groups, subtitle),
        lambda: balance_sheet.fill_balance(book, renderer, groups, subtitle),
        lambda: assumptions_sheet.fill_assumptions(book, subtitle, revision),
        lambda: demand_sheet.fill_demand(book, renderer, subtitle),
        lambda: supply_sheet.fill_supply(book, renderer, source, subtitle),
        lambda: plots_sheet.fill_plots(book, subtitle, revision),
        lambda: parks_sheet.fill_parks(book, park_rows, subtitle, revision),
        lambda: jobs_sheet.fill_jobs(book, subtitle, revision),
        lambda: issuance_sheet.fill_issuance(book, renderer, groups, subtitle),
        lambda: forecasts_sheet.fill_forecasts(book, renderer, subtitle),
        lambda: measures_sheet.fill_measures(book, renderer, subtitle, revision),
        lambda: decisions_sheet.fill_decisions(book, subtitle, revision),
        lambda: findings_sheet.fill_findings(book, subtitle),
        lambda: basis_sheet.fill_basis(book, subtitle),
        lambda: guide_sheet.fill_guide(book, subtitle, revision, made_on, version),
    )
    for number, step in enumerate(steps):
        task.check()
        step()
        task.progress(0.8 * (number + 1) / len(steps), "workbook")
    return book


def write_workbook(
    results: Results,
    path: Path,
    *,
    revision: str = "",
    made_on: date,
    program_version: str = "",
    task: Task = NO_TASK,
) -> None:
    """Write the workbook of one scenario.

    Args:
        results: what was computed; its numbers are the cached values of the formulas.
        path: where the workbook comes, in one step.
        revision: revision of the project from which it was made; stands in hidden columns.
        made_on: day that the workbook bears.
        program_version: version of the program, for the guide.
        task: hears of progress and cancellation.

    Raises:
        DoorError: ``disk_full``, ``no_permission``, ``write_failed``, ``file_held``.
    """
    book = build(results, revision, made_on, program_version, task)
    title = f"{results.project.name} · {results.scenario.name}"
    footer = f"Werklocaties · {title} · gemaakt op {day(made_on)}"
    sheets = [book.sheets[name] for name in SHEETS]
    save(sheets, book.names, path, title=title, footer=footer, made_on=made_on, task=task)
    task.progress(1.0, "workbook")
