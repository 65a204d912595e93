"""The sheet Toelichting: how to read the workbook, what every term is, and where it was made."""

from datetime import date

from werklocaties.io.workbook.book import Book
from werklocaties.io.workbook.tables import heading
from werklocaties.model.terms import TERMS
from werklocaties.presentation.numbers import day

TITLE = "Toelichting"

_LINE_LENGTH, _LINE_HEIGHT = 105, 15.0

_GUIDE = (
    ("Balans", "de uitkomst per marktgebied en segment, de regio en wat onverdeeld is"),
    ("Balans per groep", "van elke groep de lagen, de vraag, de balans en het verloop per periode"),
    ("Aannames", "elke waarde met eenheid, bereik, herkomst en bron; hier wijzigt u"),
    ("Vraag", "van banen naar hectaren, jaar voor jaar; een blok per stap van de methode"),
    ("Aanbod", "elke kavel en elk plan met zijn laag per moment en wat ervan telt"),
    (
        "Kavels, Terreinen",
        "de gegevens waaruit het aanbod komt; opgegeven en gebruikt naast elkaar",
    ),
    ("Banen, Uitgifte, Ramingen", "de gegevens van methode D1, D2 en D4"),
    ("Maatregelen, Besluiten", "wat het scenario aan terreinen en plannen verandert"),
    ("Meldingen", "wat het programma over de gegevens te zeggen heeft"),
    ("Rekenbasis", "omrekeningen, momenten, gewichten en wat een methode zelf omvat"),
)
_RULES = (
    "Grond is netto hectaren tenzij anders vermeld; een stand geldt op 1 januari.",
    "Balans = aanbod − vraag sinds de peildatum − streefvoorraad; een tekort is negatief.",
    "Blauw op lichtblauw is invoer die doorwerkt. Zwart is een formule. Amber is illustratief "
    "of wacht op een waarde.",
    "Wat illustratief is, hoort bij het voorbeeld en is niet voor besluiten.",
    "Een waarde die niemand gaf is leeg; wat daarvan afhangt toont #N/B en nooit 0.",
    "Dit werkboek rekent zelf door. Andere jaren dan de kolommen, andere statussen, segmenten "
    "of marktgebieden vragen een nieuw werkboek uit het programma.",
    "De waarden in de cellen zijn die van het programma; bij openen rekent Excel ze na.",
)


def fill_guide(book: Book, subtitle: str, revision: str, made_on: date, version: str) -> None:
    """Write the sheet."""
    sheet = book.sheets[TITLE]
    sheet.widths = {1: 38, 2: 20, 3: 14, 4: 110, 5: 10}
    heading(sheet, "Toelichting", subtitle, "Hoe u dit werkboek leest")
    facts = (
        ("project", book.results.project.name),
        ("scenario", book.results.scenario.name),
        ("gemaakt op", day(made_on)),
        ("programma", f"Werklocaties {version}".strip()),
        ("revisie", revision or "niet opgeslagen"),
    )
    row = _pairs(book, 5, facts)
    row = _pairs(book, row + 1, _GUIDE)
    for line in _RULES:
        sheet.put(row + 1, 1, line, "note")
        row += 1
    _terms(book, row + 2)
    sheet.print_columns = 4


def _pairs(book: Book, row: int, pairs: tuple[tuple[str, str], ...]) -> int:
    sheet = book.sheets[TITLE]
    for n, (label, value) in enumerate(pairs):
        sheet.put(row + n, 1, label, "label")
        sheet.put(row + n, 2, value, "note")
    return row + len(pairs)


def _terms(book: Book, row: int) -> None:
    """The register of terms, from which every formula of this workbook was made."""
    sheet = book.sheets[TITLE]
    sheet.put(row, 1, "Termen van de methode", "section")
    sheet.put_row(row + 1, 1, ("term", "eenheid", "methode", "formule"), "head")
    for n, term in enumerate(TERMS.values()):
        at = row + 2 + n
        sheet.put(at, 1, term.label_nl, "text")
        sheet.put(at, 2, term.unit, "grey")
        sheet.put(at, 3, f"paragraaf {term.section}", "grey")
        formula = f"{term.key} = {term.formula}"
        sheet.put(at, 4, formula, "wrapped")
        sheet.heights[at] = _LINE_HEIGHT * (1 + len(formula) // _LINE_LENGTH)
