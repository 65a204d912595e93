"""What is said about actions, settings and the command line."""

from werklocaties.presentation.sentences.sentence import Sentence
from werklocaties.presentation.texts import mark

SESSION: dict[str, Sentence] = {
    "address_unknown": Sentence(
        mark("Adres {address} bestaat niet."), mark("Lijkt het op een van deze: {nearest}?")
    ),
    "assignment_unreadable": Sentence(
        mark("'{text}' is geen toekenning."),
        mark("Schrijf ADRES=WAARDE, bijvoorbeeld growth:sector=bouw:period=2024-2029=0,01."),
    ),
    "author_missing": Sentence(
        mark("Er is geen naam bekend van wie opslaat; die komt in de geschiedenis te staan."),
        mark("Geef uw naam met {flag} of bij de instellingen."),
    ),
    "label_unknown": Sentence(
        mark("In {address} komt {axis} '{label}' niet voor."),
        mark("Lijkt het op een van deze: {nearest}?"),
    ),
    "object_ambiguous": Sentence(
        mark("'{name}' past op meer dan één rij van {table:table}."),
        mark("Gebruik het kenmerk: {uids}."),
    ),
    "object_unknown": Sentence(
        mark("'{name}' staat niet in {table:table}."), mark("Lijkt het op een van deze: {nearest}?")
    ),
    "period_outside_years": Sentence(
        mark("De periode {period} valt buiten de jaren van de raming ({first:year}-{last:year})."),
        mark("Kies een periode daarbinnen, of verleg de horizon."),
    ),
    "project_without_file": Sentence(
        mark("Project {name} is nog nooit opgeslagen."), mark("Kies eerst een naam en een map.")
    ),
    "scenario_exists": Sentence(
        mark("Er is al een scenario {name}."), mark("Kies een andere naam.")
    ),
    "scenario_last": Sentence(
        mark("{name} is het enige scenario en kan niet worden verwijderd."),
        mark("Maak eerst een ander scenario."),
    ),
    "scenario_without_name": Sentence(
        mark("Een scenario heeft een naam nodig."), mark("Geef een naam.")
    ),
    "value_refused": Sentence(
        mark("De waarde {value} van {address} ligt buiten {minimum} tot {maximum} ({unit})."),
        mark("Kies een waarde daarbinnen, in deze eenheid."),
    ),
    "value_too_low": Sentence(
        mark("De waarde {value} van {address} is lager dan {minimum} ({unit})."),
        mark("Kies een hogere waarde, in deze eenheid."),
    ),
    "value_required": Sentence(mark("{address} mag niet leeg zijn."), mark("Vul een waarde in.")),
    "value_unreadable": Sentence(
        mark("'{text}' is geen waarde die past bij {address}."),
        mark(
            "Schrijf een getal met een komma of punt voor de decimalen en zonder "
            "scheiding van duizendtallen, een datum als 31-12-2026, of een keuze van de "
            "lijst."
        ),
    ),
    "project_without_scenario": Sentence(
        mark("Project {name} heeft nog geen scenario."),
        mark(
            "Open het in het programma en maak een scenario, of begin met een project "
            "dat er een heeft."
        ),
    ),
    "map_kind_unknown": Sentence(
        mark("{file} is geen naam voor een kaart."),
        mark("Laat de naam eindigen op .pdf, .png of .svg."),
    ),
    "export_over_project": Sentence(
        mark("{file} is het project zelf; de uitvoer zou de geschiedenis wissen."),
        mark("Geef de uitvoer een andere naam."),
    ),
    "export_over_history": Sentence(
        mark("{file} is een project met een geschiedenis; de uitvoer zou die wissen."),
        mark("Geef de uitvoer een andere naam."),
    ),
    "file_kind_unfit": Sentence(
        mark("{file} heeft niet de juiste extensie."), mark("Laat de naam eindigen op {suffix}.")
    ),
    "folder_missing": Sentence(
        mark("De map {folder} voor {file} bestaat niet."),
        mark("Maak de map eerst, of kies een andere."),
    ),
    "output_folder": Sentence(
        mark("De map {folder} kan niet worden gemaakt."),
        mark("Kies een andere map of vraag schrijfrechten."),
    ),
    "unexpected": Sentence(
        mark(
            "Er ging iets mis dat het programma niet verwachtte ({kind}). Een bestand dat werd "
            "opgeslagen is heel: de oude stand, of de nieuwe."
        ),
        mark(
            "Probeer het opnieuw; gebeurt het weer, stuur dan het logbestand {log} naar "
            "de beheerder."
        ),
    ),
}
