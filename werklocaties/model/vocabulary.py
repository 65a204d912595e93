"""Code lists in order, with the many spellings in which Dutch files write them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType


def fold(text: str) -> str:
    """Fold case, accents, spaces, hyphens and punctuation away, for comparing words.

    Example:
        >>> fold("Westermaat Zuid-West") == fold("WESTERMAAT ZUIDWEST")
        True
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]", "", plain.lower())


@dataclass(frozen=True)
class Code:
    """One member of a code list."""

    code: str
    label_nl: str
    label_en: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeList:
    """An ordered list of codes that understands what files call them."""

    name: str
    codes: tuple[Code, ...]

    @cached_property
    def _known(self) -> Mapping[str, str]:
        known: dict[str, str] = {}
        for code in self.codes:
            for word in (code.code, code.label_nl, code.label_en, *code.synonyms):
                known.setdefault(fold(word), code.code)
        return known

    @cached_property
    def _by_code(self) -> Mapping[str, Code]:
        return {code.code: code for code in self.codes}

    @property
    def order(self) -> tuple[str, ...]:
        """All codes in order."""
        return tuple(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def understand(self, text: str) -> str | None:
        """Return the code that this text means, or None when it is unknown.

        Example:
            >>> CODES["plot_status"].understand("Terstond uitgeefbaar gemeente")
            'issuable_now'
        """
        return self._known.get(fold(text))

    def label(self, code: str, language: str = "nl") -> str:
        """Return the label of a code; an unknown code is its own label."""
        found = self._by_code.get(code)
        if found is None:
            return code
        return found.label_nl if language == "nl" else found.label_en


def _list(name: str, *rows: tuple[str, str, str] | tuple[str, str, str, str]) -> CodeList:
    return CodeList(name, tuple(_code(*row) for row in rows))


def _code(code: str, label_nl: str, label_en: str, synonyms: str = "") -> Code:
    return Code(code, label_nl, label_en, tuple(synonyms.split("|")) if synonyms else ())


PLOT_STATUS = _list(
    "plot_status",
    ("issued", "uitgegeven", "issued", "1|verkocht|Uitgegeven|12|Langdurige verhuur"),
    (
        "issuable_now",
        "terstond uitgeefbaar",
        "issuable now",
        "terstond|2|3|Aanbod overheid|Aanbod particulier|Terstond uitgeefbaar gemeente"
        "|Terstond uitgeefbaar particulier|direct uitgeefbaar|beschikbaar|te koop",
    ),
    (
        "issuable_later",
        "niet terstond uitgeefbaar",
        "issuable later",
        "niet terstond|later uitgeefbaar|Niet terstond uitgeefbaar gemeente"
        "|Niet terstond uitgeefbaar particulier",
    ),
    ("option", "in optie", "option", "optie|gereserveerd|reservering"),
    (
        "frozen",
        "ijskast",
        "frozen",
        "5|6|7|8|9|10|IJskast zonnepark|IJskast uitgifteverbod|IJskast tijdelijke natuur"
        "|uitgifteverbod|IJskast zonnepark overheid|IJskast uitgifteverbod overheid"
        "|IJskast tijdelijke natuur overheid|IJskast zonnepark particulier"
        "|IJskast uitgifteverbod particulier|IJskast tijdelijke natuur particulier",
    ),
    ("hard_plan", "hard plan", "hard plan", ""),
    ("soft_plan", "zacht plan", "soft plan", ""),
    ("withdrawn", "vervallen", "withdrawn", "ingetrokken|afgevoerd"),
    (
        "not_net",
        "geen kavel",
        "not net",
        "4|11|Infra en overige bestemmingen|Geen bedrijventerrein|openbare ruimte|Woonbebouwing",
    ),
)

LAYERS: tuple[str, ...] = (
    "issued",
    "frozen",
    "option",
    "issuable_now",
    "issuable_later",
    "hard_plan",
    "soft_plan",
    "declared",
    "not_net",
    "withdrawn",
)
"""Base layers in the order in which a park's hectares are listed."""

WEIGHTED_LAYERS: tuple[str, ...] = (
    "issuable_now",
    "issuable_later",
    "option",
    "hard_plan",
    "declared",
    "soft_plan",
    "frozen",
)
"""Layers that can count as supply, in the order of the balance."""

UNDIVIDED = "onverdeeld"
"""Label of the member that holds what is not divided over an axis."""

LAYER = _list(
    "layer",
    *((code.code, code.label_nl, code.label_en) for code in PLOT_STATUS.codes),
    ("declared", "opgegeven", "declared"),
)

SEGMENT = _list(
    "segment",
    ("regulier", "regulier gemengd", "regular mixed", "gemengd|modern gemengd"),
    ("hoogwaardig", "hoogwaardig / campus", "high grade / campus", "campus|hoogwaardig|hightech"),
    ("logistiek", "logistiek", "logistics", "distributie|transport"),
    ("zwaar", "zwaar / nat", "heavy / wet", "nat|zware industrie|kade|watergebonden"),
    ("kantoor", "kantoor", "office", "kantoren"),
    ("detailhandel", "perifere detailhandel", "peripheral retail", "pdv|gdv"),
)

_CATEGORIES = ("1", "2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "5.3", "6")

NUISANCE_CATEGORY = _list(
    "nuisance_category",
    *(
        (c, f"categorie {c}", f"category {c}", f"cat {c}|bedrijf tot en met categorie {c}")
        for c in _CATEGORIES
    ),
)

_MAIN_GROUPS = (
    "agrarisch",
    "agrarisch met waarden",
    "bedrijf",
    "bedrijventerrein",
    "bos",
    "centrum",
    "cultuur en ontspanning",
    "detailhandel",
    "dienstverlening",
    "gemengd",
    "groen",
    "horeca",
    "kantoor",
    "maatschappelijk",
    "natuur",
    "recreatie",
    "sport",
    "tuin",
    "verkeer",
    "water",
    "wonen",
    "woongebied",
    "overig",
)

MAIN_GROUP = _list("main_group", *((group, group, group) for group in _MAIN_GROUPS))

ZONE_TYPE = _list(
    "zone_type",
    ("enkelbestemming", "enkelbestemming", "single zoning", "bestemming"),
    ("dubbelbestemming", "dubbelbestemming", "double zoning"),
    ("bouwvlak", "bouwvlak", "building area"),
    ("functieaanduiding", "functieaanduiding", "function designation"),
    ("bouwaanduiding", "bouwaanduiding", "building designation"),
    ("maatvoering", "maatvoering", "dimensions"),
    ("gebiedsaanduiding", "gebiedsaanduiding", "area designation"),
    ("plangebied", "plangebied", "plan area", "bestemmingsplangebied"),
)

PLAN_PHASE = _list(
    "plan_phase",
    ("irrevocable", "onherroepelijk", "irrevocable", "onherroepelijk plan|1"),
    ("adopted", "vastgesteld", "adopted", "vastgesteld plan"),
    ("draft", "ontwerp", "draft", "ontwerpplan|voorontwerp"),
    ("vision", "structuurvisie", "vision", "visie|omgevingsvisie"),
    ("unknown", "onbekend", "unknown", "niet bekend"),
)

HARD_PHASES: frozenset[str] = frozenset({"irrevocable", "adopted"})
"""Plan phases that make a plan hard."""

SOFT_PHASES: frozenset[str] = frozenset({"draft", "vision"})
"""Plan phases that make a plan soft."""

PLAN_STATUS = _list(
    "plan_status",
    *(
        (status, status, status)
        for status in (
            "concept",
            "voorontwerp",
            "ontwerp",
            "vastgesteld",
            "geconsolideerd",
            "onherroepelijk",
        )
    ),
)

PLOT_COVERAGE = _list(
    "plot_coverage",
    ("geheel", "kavels gelden voor alles", "plots lead for everything"),
    ("aanbod", "kavels gelden voor het aanbod", "plots lead for supply"),
    ("geen", "opgave van het terrein geldt", "the park's declaration leads"),
)

ORIGIN = _list(
    "origin",
    ("bron", "bron", "source"),
    ("eigen", "eigen", "own"),
    ("methode", "methode", "method"),
    ("illustratief", "illustratief", "illustrative"),
)

PARK_TYPE = _list(
    "park_type",
    ("A", "zeehaventerrein", "seaport"),
    *((f"B{n}", f"bedrijventerrein (B{n})", f"business park (B{n})") for n in range(1, 9)),
    ("B", "bedrijventerrein", "business park"),
    ("C", "economische zone", "economic zone"),
    ("C1", "detailhandel", "retail"),
    ("C2", "onderwijs", "education"),
    ("C3", "zorg", "health"),
    ("C4", "platformgebonden", "platform bound"),
    ("C5", "overige economische zone", "other economic zone"),
    ("B/C1", "bedrijventerrein en detailhandel", "business park and retail"),
    ("X", "onbekend (X)", "unknown (X)"),
    ("ONBEKEND", "onbekend", "unknown"),
)

OWNER_TYPE = _list(
    "owner_type",
    ("overheid", "overheid", "public", "gemeente|provincie|rijk"),
    ("particulier", "particulier", "private", "prive|ontwikkelaar"),
    ("onbekend", "onbekend", "unknown"),
)

ADMISSION = _list(
    "admission",
    ("open", "open", "open"),
    ("hts", "alleen hightech", "high-tech only", "hightech"),
)

ISSUANCE_KIND = _list(
    "issuance_kind",
    ("first", "eerste uitgifte", "first issue", "uitgifte"),
    ("reissue", "heruitgifte", "re-issue"),
    ("buyback", "terugkoop", "buy-back"),
    ("between_firms", "tussen bedrijven", "between firms"),
)

COMPONENT = _list(
    "component",
    ("expansion", "uitbreidingsvraag", "expansion", "uitbreiding"),
    ("replacement", "vervangingsvraag", "replacement", "vervanging"),
    ("special", "bijzondere vraag", "special demand", "bijzonder"),
    ("friction", "frictieleegstand", "friction vacancy", "frictie"),
    ("iron", "ijzeren voorraad", "iron stock", "ijzer"),
)

NET_OR_GROSS = _list("net_or_gross", ("net", "netto", "net"), ("gross", "bruto", "gross"))

MEASURE_KIND = _list("measure_kind", ("transformation", "transformatie", "transformation"))

BALANCE_STATUS = _list(
    "balance_status",
    ("tekort", "tekort", "shortage"),
    ("krap", "krap", "tight"),
    ("in_balans", "in balans", "in balance"),
    ("ruim", "ruim", "ample"),
    ("overschot", "overschot", "surplus"),
    ("geen_vraag", "geen vraag", "no demand"),
)

_TWENTE = (
    ("0141", "Almelo"),
    ("0147", "Borne"),
    ("0153", "Enschede"),
    ("0158", "Haaksbergen"),
    ("0163", "Hellendoorn"),
    ("0164", "Hengelo"),
    ("0168", "Losser"),
    ("0173", "Oldenzaal"),
    ("0183", "Tubbergen"),
    ("0189", "Wierden"),
    ("1700", "Twenterand"),
    ("1735", "Hof van Twente"),
    ("1742", "Rijssen-Holten"),
    ("1774", "Dinkelland"),
)


def _municipality(code: str, name: str) -> tuple[str, str, str, str]:
    """CBS adds a province letter to names that occur twice: Hengelo (O.)."""
    return code, name, name, f"GM{code}|{code.lstrip('0')}|{name} (O.)|gemeente {name}"


MUNICIPALITY = _list("municipality", *(_municipality(code, name) for code, name in _TWENTE))

CODES: Mapping[str, CodeList] = MappingProxyType(
    {
        codes.name: codes
        for codes in (
            PLOT_STATUS,
            LAYER,
            SEGMENT,
            NUISANCE_CATEGORY,
            MAIN_GROUP,
            ZONE_TYPE,
            PLAN_PHASE,
            PLAN_STATUS,
            PLOT_COVERAGE,
            ORIGIN,
            PARK_TYPE,
            OWNER_TYPE,
            ADMISSION,
            ISSUANCE_KIND,
            COMPONENT,
            NET_OR_GROSS,
            MEASURE_KIND,
            BALANCE_STATUS,
            MUNICIPALITY,
        )
    }
)
"""All code lists by name."""
