"""What is said about project files: opening, saving, history."""

from werklocaties.presentation.sentences.sentence import Sentence
from werklocaties.presentation.texts import mark

PROJECT_FILES: dict[str, Sentence] = {
    "sample_missing": Sentence(
        mark("Het voorbeeldproject {file} is niet gevonden."),
        mark("Installeer het programma opnieuw."),
    ),
    "disk_full": Sentence(
        mark("Er is geen ruimte meer op de schijf voor {file}."),
        mark("Maak ruimte vrij en sla opnieuw op; er is niets verloren."),
    ),
    "no_permission": Sentence(
        mark("{file} mag hier niet worden geschreven."),
        mark("Kies een andere map of vraag schrijfrechten."),
    ),
    "write_failed": Sentence(
        mark("{file} kon niet worden geschreven (systeemfout {number})."),
        mark("Kies een andere plaats en sla opnieuw op."),
    ),
    "file_held": Sentence(
        mark(
            "{file} wordt vastgehouden, waarschijnlijk door {holder}; de nieuwe stand "
            "staat ernaast als {kept}."
        ),
        mark("Sluit {file} in het andere programma en sla opnieuw op."),
    ),
    "file_missing": Sentence(mark("{file} bestaat niet."), mark("Controleer de naam en de map.")),
    "file_not_regular": Sentence(
        mark("{file} is geen gewoon bestand."), mark("Kies een bestand, geen map.")
    ),
    "file_empty": Sentence(
        mark("{file} is leeg (0 bytes)."),
        mark(
            "Vraag het bestand opnieuw op; staat er een {file}.bak naast, open dan een "
            "kopie daarvan."
        ),
    ),
    "file_too_large": Sentence(
        mark("{file} is {size_mb:whole} MB; de grens is {most_mb:whole} MB."),
        mark("Verhoog de grens bij de instellingen als u het bestand vertrouwt."),
    ),
    "not_a_geopackage": Sentence(
        mark("{file} is geen GeoPackage."),
        mark(
            "Een projectbestand eindigt op .gpkg en is door dit programma gemaakt; "
            "andere kaartlagen en tabellen kunt u importeren."
        ),
    ),
    "file_truncated": Sentence(
        mark("{file} is niet compleet: een deel van het bestand ontbreekt."),
        mark(
            "Haal het bestand opnieuw op; staat er een {file}.bak naast, open dan een "
            "kopie daarvan."
        ),
    ),
    "file_damaged": Sentence(
        mark("{file} is beschadigd."),
        mark(
            "Haal het bestand opnieuw op; staat er een {file}.bak naast, open dan een "
            "kopie daarvan."
        ),
    ),
    "file_too_slow": Sentence(
        mark("Het lezen van {file} duurde te lang en is gestopt."),
        mark("Zet het bestand op een lokale schijf en probeer het opnieuw."),
    ),
    "file_unreadable": Sentence(
        mark("{file} kan niet worden gelezen."),
        mark("Controleer uw rechten en of de schijf of het netwerk bereikbaar is."),
    ),
    "not_a_project": Sentence(
        mark("{file} is een GeoPackage, maar geen project van dit programma."),
        mark("Importeer het als kaartlaag in een project."),
    ),
    "format_unknown": Sentence(
        mark("{file} heeft geen formaatnummer dat dit programma kent."),
        mark("Vraag de maker om het bestand opnieuw op te slaan."),
    ),
    "format_newer": Sentence(
        mark(
            "{file} heeft formaat {found}; dit programma ({program}) kent tot en met "
            "formaat {known}."
        ),
        mark(
            "Installeer de nieuwste versie van het programma, of vraag om een bestand "
            "in formaat {known}."
        ),
    ),
    "table_missing": Sentence(
        mark("De tabel {layer} ontbreekt in het projectbestand."),
        mark("Open een kopie van de .bak of vraag het bestand opnieuw op."),
    ),
    "table_unsafe": Sentence(
        mark("{layer} is geen gewone tabel; zo'n bestand wordt niet gelezen."),
        mark("Vertrouw dit bestand niet en vraag de afzender om het origineel."),
    ),
    "column_missing": Sentence(
        mark("In {layer} ontbreekt de kolom {field}."),
        mark("Vraag een bestand met deze kolom, of haal de kolom uit een eerdere kopie."),
    ),
    "column_type": Sentence(
        mark("In de tabel {layer} is de kolom {field} van type {found} in plaats van {expected}."),
        mark(
            "Een ander programma heeft de tabel veranderd; open een kopie van de .bak "
            "of importeer de tabel als laag."
        ),
    ),
    "layer_registration": Sentence(
        mark("De laag {layer} is niet geregistreerd als vlakken in RD (EPSG:28992)."),
        mark(
            "Een ander programma heeft de laag veranderd; importeer hem als laag in een "
            "nieuw project."
        ),
    ),
    "meta_damaged": Sentence(
        mark("De gegevens over het project zelf zijn beschadigd."),
        mark("Open een kopie van de .bak of vraag het bestand opnieuw op."),
    ),
    "uid_damaged": Sentence(
        mark(
            "In de tabel {layer} heeft een rij geen kenmerk (uid), of een kenmerk staat "
            "er twee keer."
        ),
        mark("Herstel de kolom uid in het programma waarin de rij is toegevoegd."),
    ),
    "geometry_damaged": Sentence(
        mark("De geometrie van {uid} in {layer} is geen geldig opgeslagen vlak."),
        mark("Open een kopie van de .bak of vraag het bestand opnieuw op."),
    ),
    "geometry_outside": Sentence(
        mark("De geometrie van {uid} in {layer} ligt buiten Nederland."),
        mark("Controleer het coördinatenstelsel; een project staat in RD (EPSG:28992)."),
    ),
    "geometry_unfit": Sentence(
        mark("In {layer} staat een geometrie die geen vlak is."),
        mark("Verwijder of vervang punten en lijnen in deze laag."),
    ),
    "infinite_number": Sentence(
        mark("De kolom {field} bevat een oneindig getal."),
        mark("Vul een gewoon getal in of laat de cel leeg."),
    ),
    "log_damaged": Sentence(
        mark("De geschiedenis in het projectbestand is beschadigd."),
        mark("Open een kopie van de .bak of vraag het bestand opnieuw op."),
    ),
    "unknown_revision": Sentence(
        mark("De versie {revision} staat niet in dit bestand."),
        mark("Kies een versie uit de geschiedenis (log)."),
    ),
    "not_rebuilt": Sentence(
        mark(
            "De stand van versie {revision} kan niet precies worden teruggehaald uit "
            "{file}: er is buiten het programma iets veranderd waarvan de oude waarde "
            "onbekend is."
        ),
        mark("Kies een latere versie, of haal de oude stand uit een eerdere kopie."),
    ),
    "being_saved": Sentence(
        mark("{file} wordt op dit moment opgeslagen door {who} (sinds {since})."),
        mark(
            "Probeer het zo opnieuw; is er niets bezig, dan mag {work} na tien minuten "
            "worden overschreven."
        ),
    ),
    "being_saved_elsewhere": Sentence(
        mark("{file} wordt op dit moment al opgeslagen, hier of door iemand anders."),
        mark(
            "Probeer het zo opnieuw; is er niets bezig, dan mag {work} na tien minuten "
            "worden overschreven."
        ),
    ),
    "changed_on_disk": Sentence(
        mark("{file} is intussen opgeslagen door {who} op {when}."),
        mark("Sla op onder een andere naam en voeg de versies samen."),
    ),
    "changed_on_disk_outside": Sentence(
        mark("De gegevens in {file} zijn intussen veranderd door een ander programma."),
        mark(
            "Sla op onder een andere naam, of open het bestand opnieuw om de veranderingen te zien."
        ),
    ),
    "open_elsewhere_at_save": Sentence(
        mark("{file} staat open in een ander programma (QGIS)."),
        mark(
            "Sluit het daar en sla opnieuw op; staat het nergens meer open, open en sluit het "
            "dan één keer in QGIS: in {part} kan nog werk staan."
        ),
    ),
    "save_refused": Sentence(
        mark("De database weigert de nieuwe stand van {file}; het bestand is niet veranderd."),
        mark("Sla op onder een andere naam."),
    ),
    "save_check_failed": Sentence(
        mark(
            "De controle na het schrijven klopt niet voor {layer}; het oude bestand is "
            "niet veranderd."
        ),
        mark("Sla op onder een andere naam en meld dit."),
    ),
    "open_elsewhere": Sentence(
        mark("{file} staat open in een ander programma; u ziet de stand van nu."),
        mark("Sluit het daar voordat u hier opslaat."),
    ),
    "wrong_type": Sentence(
        mark("De waarde '{value}' past niet in deze kolom en is leeg gelezen."),
        mark("Vul een passende waarde in."),
    ),
    "changed_outside": Sentence(
        mark("{file} is buiten het programma veranderd ({count} {count:wijziging/wijzigingen})."),
        mark(
            'Bekijk ze; bij het opslaan komen ze als versie "buiten het programma" in '
            "de geschiedenis."
        ),
    ),
    "changed_outside_unknown": Sentence(
        mark(
            "{file} is buiten het programma veranderd; niet overal is bekend wat er stond "
            "(wel op {count} {count:plaats/plaatsen})."
        ),
        mark(
            "Vergelijk met een eerdere kopie; bij het opslaan komt dit als versie "
            '"buiten het programma" in de geschiedenis.'
        ),
    ),
    "row_changed_outside": Sentence(
        mark("Dit object is buiten het programma veranderd."), mark("Controleer de waarden.")
    ),
    "settings_damaged": Sentence(
        mark(
            "Het instellingenbestand {file} is beschadigd; het programma gebruikt de "
            "standaardinstellingen."
        ),
        mark("Uw oude instellingen staan in {kept}."),
    ),
    "text_unfit": Sentence(
        mark("Een tekst bevat tekens die niet kunnen worden opgeslagen."),
        mark("Typ de tekst opnieuw in plaats van hem te plakken."),
    ),
}
