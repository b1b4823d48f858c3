"""Invented sentences of the synthetic feedback sample, in English, Swedish and German."""

from __future__ import annotations

Pairs = tuple[tuple[str, str], ...]

TEXTS: dict[str, dict[str, Pairs]] = {
    "traffic": {
        "en": (
            ("Unsafe crossing", "Cars drive too fast at {street}. Children cross here on their way to school."),
            ("Lower speed", "Please make {street} a 30 km/h street."),
            ("Blocked pavement", "Vans park on the pavement along {street}, so a pushchair cannot pass."),
        ),
        "sv": (
            ("Osäker övergång", "Bilarna kör för fort vid {street}. Barn korsar gatan här på väg till skolan."),
            ("Sänk hastigheten", "Gör {street} till en gata med 30 km/h."),
            (
                "Blockerad trottoar",
                "Skåpbilar står på trottoaren längs {street}. Det går inte att komma fram med barnvagn.",
            ),
        ),
        "de": (
            ("Unsicherer Übergang", "Bei {street} wird zu schnell gefahren. Kinder queren hier auf dem Schulweg."),
            ("Tempo senken", "Bitte Tempo 30 für {street}."),
            (
                "Trottoir verstellt",
                "Lieferwagen stehen auf dem Trottoir bei {street}, mit dem Kinderwagen kommt man nicht durch.",
            ),
        ),
    },
    "cycling": {
        "en": (
            ("Missing link", "The cycle path ends suddenly at {street}. Please connect it."),
            ("Bicycle stands", "There is nowhere to lock a bicycle near {street}."),
        ),
        "sv": (
            ("Felande länk", "Cykelbanan slutar tvärt vid {street}. Bygg ihop den."),
            ("Cykelställ", "Det finns ingenstans att låsa cykeln nära {street}."),
        ),
        "de": (
            ("Lücke im Veloweg", "Der Veloweg endet plötzlich bei {street}. Bitte verbinden."),
            ("Veloständer", "Bei {street} kann man das Velo nirgends abschliessen."),
        ),
    },
    "green": {
        "en": (
            ("More trees", "{street} gets very hot in summer. Trees would give shade."),
            ("Keep the meadow", "The meadow by {street} is full of bees and flowers. Do not build here!"),
            ("A place to sit", "A small park with benches near {street} would be lovely."),
        ),
        "sv": (
            ("Fler träd", "Det blir väldigt varmt på {street} om sommaren. Träd skulle ge skugga."),
            ("Behåll ängen", "Ängen vid {street} är full av bin och blommor. Bygg inte här!"),
            ("En plats att sitta på", "En liten park med bänkar vid {street} vore fint."),
        ),
        "de": (
            ("Mehr Bäume", "Bei {street} wird es im Sommer sehr heiss. Bäume gäben Schatten."),
            ("Wiese erhalten", "Die Wiese bei {street} ist voller Bienen und Blumen. Bitte nicht überbauen!"),
            ("Ein Ort zum Sitzen", "Ein kleiner Park mit Bänken bei {street} wäre schön."),
        ),
    },
    "play": {
        "en": (
            ("Worn playground", "The swings near {street} are broken and there is no shade."),
            ("Something for teenagers", "A skate spot near {street}, please. There is nothing for us here."),
        ),
        "sv": (
            ("Sliten lekplats", "Gungorna nära {street} är trasiga och det finns ingen skugga."),
            ("Något för ungdomar", "En skatepark nära {street}, tack. Här finns inget för oss."),
        ),
        "de": (
            ("Alter Spielplatz", "Die Schaukeln bei {street} sind kaputt und es fehlt Schatten."),
            ("Etwas für Jugendliche", "Bitte einen Skateplatz bei {street}. Für uns gibt es hier nichts."),
        ),
    },
    "light": {
        "en": (
            ("Dark path", "The path behind {street} is dark in the evening and feels unsafe."),
            ("Broken lamp", "The street lamp at {street} has been out for weeks."),
        ),
        "sv": (
            ("Mörk gångväg", "Gångvägen bakom {street} är mörk på kvällen och känns otrygg."),
            ("Trasig lampa", "Gatlampan vid {street} har varit släckt i flera veckor."),
        ),
        "de": (
            ("Dunkler Weg", "Der Weg hinter {street} ist abends dunkel und wirkt unsicher."),
            ("Lampe defekt", "Die Strassenlampe bei {street} ist seit Wochen aus."),
        ),
    },
    "transit": {
        "en": (
            ("Bus in the evening", "The last bus from {street} leaves too early."),
            ("Shelter wanted", "The stop at {street} has no roof. We get wet every morning."),
        ),
        "sv": (
            ("Buss på kvällen", "Sista bussen från {street} går för tidigt."),
            ("Väderskydd önskas", "Hållplatsen vid {street} har inget tak. Vi blir blöta varje morgon."),
        ),
        "de": (
            ("Bus am Abend", "Der letzte Bus ab {street} fährt zu früh."),
            ("Unterstand gewünscht", "Die Haltestelle bei {street} hat kein Dach. Wir werden jeden Morgen nass."),
        ),
    },
    "noise": {
        "en": (("Noise at night", "Lorries wake us up at {street} before six in the morning."),),
        "sv": (("Buller på natten", "Lastbilar väcker oss vid {street} före sex på morgonen."),),
        "de": (("Lärm in der Nacht", "Lastwagen wecken uns bei {street} vor sechs Uhr morgens."),),
    },
    "housing": {
        "en": (
            ("Homes one can afford", "We need small rental flats near {street}, close to the bus."),
            ("Too high", "Five floors at {street} are too much for the village."),
        ),
        "sv": (
            ("Bostäder man har råd med", "Vi behöver små hyreslägenheter nära {street}, intill bussen."),
            ("För högt", "Fem våningar vid {street} är för mycket för byn."),
        ),
        "de": (
            ("Bezahlbare Wohnungen", "Wir brauchen kleine Mietwohnungen bei {street}, nahe am Bus."),
            ("Zu hoch", "Fünf Geschosse bei {street} sind zu viel für das Dorf."),
        ),
    },
    "service": {
        "en": (("Village shop", "A small grocery shop near {street} would save many car trips."),),
        "sv": (("Bybutik", "En liten livsmedelsbutik nära {street} skulle spara många bilresor."),),
        "de": (("Dorfladen", "Ein kleiner Lebensmittelladen bei {street} würde viele Autofahrten sparen."),),
    },
    "praise": {
        "en": (("Well done", "The new square by {street} is great. Thank you!"),),
        "sv": (("Bra gjort", "Det nya torget vid {street} är toppen. Tack!"),),
        "de": (("Gut gemacht", "Der neue Platz bei {street} ist super. Danke!"),),
    },
}

REPLIES: dict[str, tuple[str, ...]] = {
    "en": (
        "I agree.",
        "I see it differently: it works well as it is.",
        "Same problem in our street.",
        "Good idea, please hurry.",
    ),
    "sv": (
        "Håller med.",
        "Jag ser det annorlunda: det fungerar bra som det är.",
        "Samma problem på vår gata.",
        "Bra idé, skynda på.",
    ),
    "de": (
        "Einverstanden.",
        "Ich sehe das anders: so funktioniert es gut.",
        "Gleiches Problem in unserer Strasse.",
        "Gute Idee, bitte bald.",
    ),
}

#: Invented: reserved example domains, reserved telephone numbers, published test identity numbers.
PERSONAL: dict[str, tuple[str, ...]] = {
    "en": (
        "My name is Alex Sample, write to alex.sample@example.org.",
        "Call me: +44 7700 900123.",
        "Regards, Kim Example, kim@example.com",
    ),
    "sv": (
        "Jag heter Tolvan Tolvansson, mitt personnummer är 121212-1212.",
        "Ring mig på 070-174 06 05.",
        "Mejla till kim.exempel@example.se.",
    ),
    "de": (
        "Mein Name ist Erika Mustermann, erika.mustermann@example.org.",
        "Bitte anrufen: +49 30 23125 123.",
        "Freundliche Grüsse, Max Beispiel, max@example.com",
    ),
}
