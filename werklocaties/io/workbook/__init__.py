"""Excel workbooks: the scenario workbook with live formulas, and the plot-availability sheet."""

from werklocaties.io.workbook.availability import write_availability
from werklocaties.io.workbook.write import write_workbook

__all__ = ["write_availability", "write_workbook"]
