"""Published forecasts, undivided, with what the sources say and no more."""

import pandas as pd

from twente.naming import uid

TWENTE = "Twente (14 gemeenten)"
FORECASTS = (
    {
        "name": "Netwerkstad Twente 2010",
        "publisher": "Netwerkstad Twente (Ecorys)",
        "region": "Netwerkstad Twente (vijf gemeenten)",
        "from_date": "2010-01-01",
        "until_date": "2020-01-01",
        "chosen": 324.0,
        "source": (
            "Visie bedrijventerreinen Netwerkstad Twente, raadsstuk Hengelo 10G201966 (2010): "
            "324 ha netto tot 2020; omvat niet vermeld"
        ),
    },
    {
        "name": "Twente 2017",
        "publisher": "Regio Twente en provincie Overijssel",
        "region": TWENTE,
        "from_date": "2017-01-01",
        "until_date": "2027-01-01",
        "chosen": 334.0,
        "source": (
            "propertynl.com, Overijssel zet bijl in voorraad bedrijventerreinen (2017): 334 ha "
            "netto in 10 jaar; begin 1-1-2017 aangenomen; omvat niet vermeld"
        ),
    },
    {
        "name": "Twente 2019",
        "publisher": "Regio Twente en provincie Overijssel",
        "region": TWENTE,
        "from_date": "2019-01-01",
        "until_date": "2030-01-01",
        "low": 88.0,
        "high": 241.4,
        "chosen": 241.4,
        "source": (
            "detoren.net (2019): 88 tot 241 ha tot 2030; cda.nl Enschede: 241,4 ha afgesproken; "
            "begin 1-1-2019 en netto aangenomen; omvat niet vermeld"
        ),
    },
)


def forecasts() -> pd.DataFrame:
    """Make the table of published forecasts, undivided, with what the sources say and no more."""
    rows = [
        {"uid": uid("raming", f["name"]), "measured_in": "net", "origin": "bron", **f}
        for f in FORECASTS
    ]
    return pd.DataFrame(rows)
