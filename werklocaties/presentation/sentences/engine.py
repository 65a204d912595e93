"""What is said about assumptions, addresses and what the engine found."""

from werklocaties.presentation.sentences.sentence import Sentence
from werklocaties.presentation.texts import mark

ENGINE: dict[str, Sentence] = {
    "unknown_scenario": Sentence(
        mark("Scenario '{name}' bestaat niet; wel: {known}."), mark("Kies een van deze scenario's.")
    ),
    "unknown_language": Sentence(
        mark("Taal '{name}' is er niet; wel: {known}."), mark("Kies een van deze talen.")
    ),
    "address_unreadable": Sentence(
        mark("'{address}' is geen adres."),
        mark(
            "Schrijf een adres als land_per_job:sector=industrie; zet labels met een "
            "spatie tussen aanhalingstekens."
        ),
    ),
    "period_unreadable": Sentence(
        mark("'{period}' is geen periode."),
        mark("Schrijf een periode als 2024-2029: van 1 januari 2024 tot 1 januari 2029."),
    ),
    "assumption_unknown": Sentence(
        mark("Adres {address} hoort bij geen enkele aanname."),
        mark("Controleer de spelling; het blad Aannames van het werkboek noemt alle adressen."),
    ),
    "assumption_label_unknown": Sentence(
        mark(
            "In {address} komt {axis} '{label}' niet voor in het project; de waarde telt niet mee."
        ),
        mark("Verbeter het label, of voeg het toe aan de gegevens."),
    ),
    "address_axis_missing": Sentence(
        mark("In {address} ontbreekt een deel; nodig is: {axes}."), mark("Vul het adres aan.")
    ),
    "address_axis_unknown": Sentence(
        mark("In {address} staat een deel te veel; mogelijk is: {axes}."),
        mark("Haal het overbodige deel weg."),
    ),
    "value_out_of_range": Sentence(
        mark(
            "De waarde {value} van {address} ligt buiten {minimum} tot {maximum}; zij telt wel mee."
        ),
        mark("Controleer de waarde en de eenheid."),
    ),
    "value_not_a_choice": Sentence(
        mark("De waarde '{value}' van {address} is geen keuze; mogelijk is: {choices}."),
        mark("Kies een van deze waarden."),
    ),
    "decision_unknown": Sentence(
        mark("Het besluit {address} hoort bij geen plan en geen kavel in het project."),
        mark("Verbeter het adres of verwijder het besluit."),
    ),
    "years_missing": Sentence(
        mark("De balans kan nog niet worden berekend; dit ontbreekt: {addresses:assumptions}."),
        mark("Vul dit in bij Aannames, bijvoorbeeld reference_year=2024."),
    ),
    "years_reversed": Sentence(
        mark(
            "De jaren kloppen niet met elkaar: begin {reference_year:year}, peildatum "
            "{date:day}, horizon {horizon_year:year}."
        ),
        mark("Zorg dat de horizon na het begin en na de peildatum ligt."),
    ),
    "segment_share_sum": Sentence(
        mark(
            "De verdeling over segmenten van sector {sector} telt op tot {total} in plaats van 1."
        ),
        mark("Pas de aandelen aan tot de som 1 is."),
    ),
    "destination_sum": Sentence(
        mark("De bestemmingen van {name} tellen op tot {total}; dat is meer dan 1."),
        mark("Verlaag de aandelen: vervangingsvraag kan maar één keer landen."),
    ),
    "destination_leaves": Sentence(
        mark("Van de vervangingsvraag van {name} verlaat {share:percent} de regio."),
        mark("Controleer of dat de bedoeling is."),
    ),
    "measure_outside_years": Sentence(
        mark("Maatregel {name} valt buiten de jaren van de raming en telt niet mee."),
        mark("Controleer het jaar van de maatregel."),
    ),
    "issuance_window_short": Sentence(
        mark(
            "Het gemiddelde van de uitgifte rust op {years:whole} jaar; dat is kort en "
            "maakt de uitkomst grillig."
        ),
        mark("Neem een venster van acht jaar of langer, of houd hier rekening mee."),
    ),
    "issuance_window_gaps": Sentence(
        mark(
            "Van de {years} jaren in het venster hebben er {have} uitgifte; de andere tellen als 0."
        ),
        mark("Vul ontbrekende jaren aan, of verkort het venster."),
    ),
    "forecast_unknown": Sentence(
        mark("De leidende raming '{name}' bestaat niet; wel: {known}."),
        mark("Kies een van deze ramingen."),
    ),
    "forecast_includes_unknown": Sentence(
        mark("Van raming {name} is niet bekend wat zij al omvat; onderdelen kunnen dubbel tellen."),
        mark("Vul in welke onderdelen de raming omvat."),
    ),
    "forecast_profile_sum": Sentence(
        mark(
            "Het profiel van raming {name} telt op tot {total} in plaats van 1 binnen de horizon."
        ),
        mark("Pas het profiel of de horizon aan."),
    ),
    "friction_unknown": Sentence(
        mark(
            "Voor {count} {count:groep/groepen} is de voorraad vloeroppervlak onbekend; het "
            "frictietekort telt als 0."
        ),
        mark("Vul de voorraad vloeroppervlak in, of zet 'Frictietekort telt mee' uit."),
    ),
    "municipality_without_area": Sentence(
        mark("Deze gemeenten hebben geen marktgebied en staan onder onverdeeld: {codes}."),
        mark("Vul het marktgebied in bij Gemeenten."),
    ),
    "municipality_twice": Sentence(
        mark("Gemeente {code} staat er meer dan één keer."),
        mark("Laat per gemeente één rij staan."),
    ),
    "parks_undivided": Sentence(
        mark(
            "{count} {count:terrein/terreinen} met {ha:ha} aanbod {count:heeft/hebben} geen "
            "segment of marktgebied en {count:staat/staan} in een eigen rij."
        ),
        mark("Vul segment en gemeente van deze terreinen in."),
    ),
    "plots_without_park": Sentence(
        mark(
            "{count} {count:kavel hoort/kavels horen} bij geen terrein in het project; "
            "{count:hij telt/zij tellen} mee in de eigen gemeente."
        ),
        mark("Vul het terrein van deze kavels in."),
    ),
    "plots_not_counted": Sentence(
        mark(
            "{count} {count:kavel telt/kavels tellen} niet mee, omdat voor het terrein de "
            "opgave geldt."
        ),
        mark(
            "Zet de kaveldekking van het terrein op 'geheel' of 'aanbod' als de kavels "
            "moeten gelden."
        ),
    ),
    "plan_without_year": Sentence(
        mark("Plan {name} ({ha:ha}) heeft geen startjaar en telt niet mee."),
        mark("Vul het startjaar in."),
    ),
    "net_share_missing": Sentence(
        mark("Van plan {name} is geen netto oppervlakte bekend; het telt niet mee."),
        mark("Vul de netto oppervlakte in, of het netto aandeel met zijn bron."),
    ),
    "plot_without_area": Sentence(
        mark("Kavel {name} heeft geen vlak en geen oppervlakte; hij telt niet mee."),
        mark("Teken de kavel, of vul de opgegeven oppervlakte in."),
    ),
    "waits_for_value": Sentence(
        mark("De balans wacht op een waarde voor {address}."),
        mark("Vul de waarde in met haar bron."),
    ),
    "forecast_reversed": Sentence(
        mark("Raming '{name}' eindigt niet na haar begin en telt niet mee."),
        mark("Verbeter de datums van en tot; 'tot 2030' is 1-1-2030."),
    ),
    "forecast_area_unknown": Sentence(
        mark("Raming '{name}' noemt marktgebied '{label}', dat niet bestaat; ze staat onverdeeld."),
        mark("Verbeter de naam van het marktgebied, of laat hem leeg."),
    ),
    "status_bounds_order": Sentence(
        mark("De grenzen van de stand lopen niet op van tekort naar overschot."),
        mark("Zet de grenzen in oplopende volgorde."),
    ),
    "register_before_start": Sentence(
        mark(
            "De peildatum {date} ligt voor het eerste jaar van de raming ({year}); "
            "de vraag daartussen telt niet mee."
        ),
        mark("Kies een eerste jaar dat niet na de peildatum ligt."),
    ),
    "plot_area_differs": Sentence(
        mark(
            "Kavel {number} is op de kaart {drawn_m2} m2 en volgens opgave {stated_m2} m2; "
            "de kaart telt."
        ),
        mark("Controleer welke van beide klopt."),
    ),
    "plots_above_net": Sentence(
        mark(
            "De niet uitgegeven kavels van {name} zijn samen {ha} ha groter dan het netto terrein."
        ),
        mark("Controleer de kavels en de opgegeven netto oppervlakte."),
    ),
}
