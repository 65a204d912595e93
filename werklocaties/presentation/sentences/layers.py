"""What is said about layers and tables that come in, and what is asked about them."""

from werklocaties.presentation.sentences.sentence import Sentence
from werklocaties.presentation.texts import mark

LAYERS: dict[str, Sentence] = {
    "file_kind_not_read": Sentence(
        mark("{file} is van een soort ({kind}) die dit programma niet leest."),
        mark(
            "Sla het op als GeoPackage, Shapefile, GeoJSON, FlatGeobuf, CSV of XLSX en "
            "probeer het opnieuw."
        ),
    ),
    "not_a_layer": Sentence(
        mark("{file} is geen kaartlaag en geen tabel."),
        mark("Kies een GeoPackage, Shapefile, GeoJSON, FlatGeobuf, CSV of XLSX."),
    ),
    "no_layers": Sentence(
        mark("{file} bevat geen kaartlaag en geen tabel."),
        mark("Controleer of u het juiste bestand hebt gekozen."),
    ),
    "layer_not_found": Sentence(
        mark("De laag {layer} staat niet in {file}; wel: {layers}."),
        mark("Kies een van deze lagen."),
    ),
    "layer_not_areas": Sentence(
        mark(
            "De laag {layer} in {file} heeft {kind:shapes}; voor {table:table} zijn vlakken nodig."
        ),
        mark("Kies een laag met vlakken."),
    ),
    "layer_without_geometry": Sentence(
        mark(
            "De laag {layer} in {file} heeft geen geometrie; voor {table:table} zijn vlakken nodig."
        ),
        mark("Kies een kaartlaag in plaats van een tabel."),
    ),
    "shapefile_without_shp": Sentence(
        mark("Bij {file} ontbreekt het .shp-bestand."),
        mark("Zet alle delen van de shapefile (.shp, .shx, .dbf, .prj) in dezelfde map."),
    ),
    "shapefile_without_shx": Sentence(
        mark("Bij deze shapefile ontbreekt het .shx-bestand; de volgorde is opnieuw bepaald."),
        mark("Vraag bij twijfel om de complete shapefile."),
    ),
    "shapefile_without_dbf": Sentence(
        mark(
            "Bij deze shapefile ontbreekt het .dbf-bestand: er zijn geen gegevens bij de vlakken."
        ),
        mark("Vraag om de complete shapefile."),
    ),
    "fieldmap_damaged": Sentence(
        mark("De veldkoppeling {file} is geen geldig TOML-bestand."),
        mark("Herstel het bestand, of maak de koppeling opnieuw."),
    ),
    "fieldmap_fields_absent": Sentence(
        mark("De veldkoppeling noemt velden die niet in laag {layer} van {file} staan: {fields}."),
        mark("Pas de koppeling aan op deze laag."),
    ),
    "fields_unmapped": Sentence(
        mark("Deze velden zijn niet gekoppeld en niet gelezen: {fields}."),
        mark("Koppel ze alsnog als u ze nodig hebt."),
    ),
    "crs_unknown": Sentence(
        mark("Het coördinatenstelsel '{crs}' is niet bekend."),
        mark("Geef het als EPSG-nummer, zoals EPSG:28992 (RD)."),
    ),
    "crs_given": Sentence(
        mark("De laag is gelezen als {crs}; in het bestand staat {declared}."),
        mark("Controleer op de kaart of de vlakken goed liggen."),
    ),
    "crs_given_alone": Sentence(
        mark("De laag is gelezen als {crs}; het bestand zelf noemt geen coördinatenstelsel."),
        mark("Controleer op de kaart of de vlakken goed liggen."),
    ),
    "outside_netherlands": Sentence(
        mark("De laag {layer} in {file} ligt met {crs} buiten Nederland."),
        mark("Kies een ander coördinatenstelsel; RD is EPSG:28992."),
    ),
    "outside_netherlands_feature": Sentence(
        mark("Rij {feature} ligt buiten Nederland en is niet gelezen."),
        mark("Controleer de ligging in het bronbestand."),
    ),
    "count_differs": Sentence(
        mark("Het bestand meldt {stated} rijen, maar er zijn er {count} gelezen."),
        mark("Controleer of het bestand compleet is."),
    ),
    "geometries_lost": Sentence(
        mark("Van {count} {count:rij/rijen} kon de geometrie niet worden gelezen."),
        mark("Sla de laag opnieuw op in QGIS (Geometrie repareren) en lees haar nog eens."),
    ),
    "geometry_not_used": Sentence(
        mark("De geometrie van deze laag is niet gebruikt: het doel is een tabel."),
        mark("U hoeft niets te doen."),
    ),
    "geometry_missing": Sentence(
        mark("Rij {feature} heeft geen geometrie."), mark("Teken het vlak in het bronbestand.")
    ),
    "geometry_empty": Sentence(
        mark("Rij {feature} heeft een lege geometrie."), mark("Teken het vlak in het bronbestand.")
    ),
    "geometry_unreadable": Sentence(
        mark("De geometrie van rij {feature} is onleesbaar ({reason}); de rij is niet gelezen."),
        mark("Sla de laag opnieuw op in QGIS en lees haar nog eens."),
    ),
    "geometry_repaired": Sentence(
        mark(
            "De geometrie van rij {feature} klopte niet (bij {reason}) en is hersteld: "
            "{before_m2:m2} werd {after_m2:m2}."
        ),
        mark("Controleer het vlak op de kaart."),
    ),
    "geometry_beyond_repair": Sentence(
        mark(
            "De geometrie van rij {feature} is niet te herstellen (fout bij {reason}); de rij is "
            "niet gelezen."
        ),
        mark("Teken het vlak opnieuw in het bronbestand."),
    ),
    "not_an_area": Sentence(
        mark("Rij {feature} heeft geen vlak maar {kind:shapes}; de rij is niet gelezen."),
        mark("Vervang het door een vlak."),
    ),
    "collection_reduced": Sentence(
        mark("Rij {feature} is een mengsel; alleen de {kept} vlakken zijn gelezen."),
        mark("Controleer het resultaat op de kaart."),
    ),
    "measure_dropped": Sentence(
        mark("De M-waarden van deze laag zijn weggelaten."), mark("U hoeft niets te doen.")
    ),
    "curves_straightened": Sentence(
        mark("Bogen in deze laag zijn omgezet in korte rechte lijnen."),
        mark("Controleer oppervlakten die precies moeten zijn."),
    ),
    "feature_unreadable": Sentence(
        mark("Rij {feature} kan niet worden gelezen."), mark("Herstel deze rij in het bronbestand.")
    ),
    "row_too_long": Sentence(
        mark(
            "Rij {feature} heeft {cells} cellen, maar er zijn {columns} kolommen; de "
            "rij is niet gelezen."
        ),
        mark("Controleer of een scheidingsteken in de tekst staat."),
    ),
    "reader_remark": Sentence(
        mark("Bij het lezen werd gemeld: {text}."), mark("Controleer de laag op de kaart.")
    ),
    "encoding_guessed": Sentence(
        mark(
            "De tekens zijn gelezen als {encoding}; het bestand zegt niet welke "
            "tekenset het gebruikt."
        ),
        mark("Controleer namen met bijzondere letters (é, ë, Ĳ)."),
    ),
    "text_broken": Sentence(
        mark("{count} {count:teken kon/tekens konden} niet worden gelezen."),
        mark("Sla het bestand opnieuw op als UTF-8."),
    ),
    "value_missing": Sentence(
        mark("In rij {feature} ontbreekt {field}, dat verplicht is."),
        mark("Vul de waarde in het bronbestand in."),
    ),
    "value_negative": Sentence(
        mark("In rij {feature} is {field} negatief ({value})."),
        mark("Controleer de waarde in het bronbestand."),
    ),
    "reference_years_mixed": Sentence(
        mark(
            "Deze laag heeft {count} peiljaren, van {first:year} tot en met "
            "{last:year}; terreinen kunnen dubbel voorkomen."
        ),
        mark("Lees één peiljaar tegelijk in."),
    ),
    "code_unknown": Sentence(
        mark("De waarde '{text}' is niet bekend ({count} keer); zij blijft staan."),
        mark("Kies een bekende waarde, of voeg een synoniem toe aan de veldkoppeling."),
    ),
    "cell_error": Sentence(
        mark("In rij {feature} staat een Excel-fout ({text}); de cel is leeg gelezen."),
        mark("Herstel de formule in het werkblad."),
    ),
    "number_secret": Sentence(
        mark(
            "In rij {feature} staat {text}: een geheim of ontbrekend getal van het CBS; "
            "de cel is leeg gelezen."
        ),
        mark("U hoeft niets te doen."),
    ),
    "number_unreadable": Sentence(
        mark("In rij {feature} is '{text}' geen getal; de cel is leeg gelezen."),
        mark("Vul een getal in."),
    ),
    "number_ambiguous": Sentence(
        mark("In rij {feature} kan '{text}' twee getallen betekenen; de cel is leeg gelezen."),
        mark("Geef aan of de punt of de komma decimalen scheidt."),
    ),
    "date_unreadable": Sentence(
        mark("In rij {feature} is '{text}' geen datum; de cel is leeg gelezen."),
        mark("Schrijf datums als 31-12-2026 of 2026-12-31."),
    ),
    "boolean_unreadable": Sentence(
        mark("In rij {feature} is '{text}' geen ja of nee; de cel is leeg gelezen."),
        mark("Vul ja of nee in."),
    ),
    "park_unknown": Sentence(
        mark("Terrein '{text}' is niet bekend in het project ({count} {count:rij/rijen})."),
        mark("Importeer eerst de terreinen, of verbeter de naam of het RIN-nummer."),
    ),
    "park_ambiguous": Sentence(
        mark("Terrein '{text}' past op meer dan één terrein: {parks} ({count} {count:rij/rijen})."),
        mark("Gebruik het RIN-nummer in plaats van de naam."),
    ),
    "park_repeated": Sentence(
        mark(
            "Terrein {name} (RIN {rin}) staat {count} keer in de laag met dezelfde "
            "oppervlakte; het telt één keer (rij {features})."
        ),
        mark("U hoeft niets te doen; controleer het terrein op de kaart."),
    ),
    "ask_layer": Sentence(
        mark("{file} heeft {count} lagen; welke wilt u lezen?"), mark("Lees er één tegelijk.")
    ),
    "ask_table": Sentence(
        mark("Wat staat er in laag {layer} van {file}?"),
        mark("Noem de tabel waarin de rijen horen."),
    ),
    "ask_decimal": Sentence(
        mark(
            "Wat scheidt de decimalen in veld {field} van laag {layer} ({file}), "
            "bijvoorbeeld in '{text}'?"
        ),
        mark("Het is een komma of een punt."),
    ),
    "required_column_missing": Sentence(
        mark("De verplichte kolom {field} ontbreekt in deze laag."),
        mark("Koppel een veld van de laag aan deze kolom, of vul haar in het bronbestand in."),
    ),
    "net_above_gross": Sentence(
        mark("Van {name} is netto ({net_ha:ha}) meer opgegeven dan bruto ({ha:ha})."),
        mark("Controleer de opgave bij de bron; de waarden blijven staan zoals ze zijn."),
    ),
    "issuable_above_net": Sentence(
        mark("Van {name} is meer uitgeefbaar opgegeven ({ha:ha}) dan netto ({net_ha:ha})."),
        mark("Controleer de opgave bij de bron; de waarden blijven staan zoals ze zijn."),
    ),
    "fieldmap_invalid": Sentence(
        mark("In de veldkoppeling {file} kan {place} zo niet staan."),
        mark(
            "Noem een tabel en kolommen van dit programma, en per kolom een veld of een "
            "vaste waarde."
        ),
    ),
    "layer_empty": Sentence(
        mark("De laag {layer} heeft geen rijen."),
        mark("Controleer of u het juiste bestand en de juiste laag hebt gekozen."),
    ),
    "ask_crs": Sentence(
        mark("In welk coördinatenstelsel staat laag {layer} van {file}?"),
        mark(
            "RD is EPSG:28992; het eerste voorstel past bij de coördinaten. Achter het "
            "nummer kan yx staan (assen verwisseld) of mm (in millimeters)."
        ),
    ),
    "ask_crs_wrong": Sentence(
        mark(
            "Laag {layer} van {file} zegt in {declared} te staan, maar ligt dan buiten "
            "Nederland; welk stelsel is het?"
        ),
        mark(
            "RD is EPSG:28992; het eerste voorstel past bij de coördinaten. Achter het "
            "nummer kan yx staan (assen verwisseld) of mm (in millimeters)."
        ),
    ),
    "uid_repeated": Sentence(
        mark(
            "Het kenmerk {key} staat {count} keer in het bestand (rij {features}); "
            "alleen de eerste rij houdt het."
        ),
        mark("Geef elk object een eigen kenmerk, of laat de kolom weg."),
    ),
    "key_repeated": Sentence(
        mark(
            "De sleutel {key} staat {count} keer in het bestand (rij {features}); alle "
            "rijen zijn gelezen."
        ),
        mark("Verwijder wat dubbel is, of maak de sleutel uniek."),
    ),
    "uid_unusable": Sentence(
        mark(
            "{count} {count:kenmerk is/kenmerken zijn} geen UUID (zoals '{text}') en "
            "{count:is/zijn} niet overgenomen."
        ),
        mark("Koppel dit veld aan een andere kolom als u het nodig hebt."),
    ),
    "rows_archived": Sentence(
        mark(
            "{count} {count:rij is/rijen zijn} archief of afgevoerd en {count:telt/tellen} dubbel "
            "naast de geldende rijen."
        ),
        mark("Filter ze uit de bron voordat u de laag inleest."),
    ),
    "count_round": Sentence(
        mark("De laag telt precies {count} rijen: waarschijnlijk is zij afgekapt."),
        mark("Haal de hele laag op, in delen."),
    ),
    "rows_met": Sentence(
        mark("Aantal rijen dat al in het project stond: {count}; nieuw: {added}."),
        mark("Bekijk bij Wijzigingen (log) wat er veranderde."),
    ),
    "heights_dropped": Sentence(
        mark("Van {count} {count:object/objecten} zijn de hoogten weggelaten."),
        mark("U hoeft niets te doen; het programma rekent in het platte vlak."),
    ),
}
