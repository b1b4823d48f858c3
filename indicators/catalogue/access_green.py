"""S1 Access to green areas: as the crow flies, and along streets."""

from __future__ import annotations

from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Threshold
from ..spatial.network import MIN_PART as MIN_PART_LENGTH
from ._access import network_to_green, straight_to_green
from ._common import assign_to_areas, share_of_people
from ._streets import street_network

MIN_SIZE = Parameter("min_size", {"en": "Smallest green area", "sv": "Minsta grönområde"}, 0.5, "ha", 0.0, 1000.0)
STRAIGHT = Parameter(
    "distance", {"en": "Distance, as the crow flies", "sv": "Avstånd, fågelvägen"}, 300.0, "m", 1.0, 20000.0
)
SNAP = Parameter(
    "snap",
    {"en": "Longest way between a door and the nearest street", "sv": "Längsta väg mellan dörr och närmaste gata"},
    200.0,
    "m",
    1.0,
    2000.0,
)
MIN_PART = Parameter(
    "min_part",
    {
        "en": "Shorter parts of the street network count as gaps in the map",
        "sv": "Kortare delar av gatunätet räknas som luckor i kartan",
    },
    MIN_PART_LENGTH,
    "m",
    0.0,
    100000.0,
    advanced=True,
)
SOURCES = (
    "WHO Regional Office for Europe (2017), Urban green spaces: a brief for action, p. 11: public green of at least "
    "0.5-1 ha within 300 m in a straight line (about 5 minutes on foot)",
    "Södertörnsanalysen: green within 300 m",
    "Statistics Sweden (SCB): 200 m, 0.5 ha",
)


def compute(inputs: Inputs) -> Result:
    """Return the percentage of residents with a large enough green area within the straight distance, shape (n,)."""
    located = assign_to_areas(inputs, "population")
    limit = inputs.parameters["distance"]
    return share_of_people(
        inputs, straight_to_green(inputs, located.xy, limit, inputs.parameters["min_size"]) <= limit, located
    )


def compute_network(inputs: Inputs) -> Result:
    """Return the percentage of residents with a large enough green area within the way along streets, shape (n,)."""
    located = assign_to_areas(inputs, "population")
    network = street_network(inputs, walk=True)
    inputs.progress(0.5)
    reach, _ = network_to_green(
        inputs, network, located.xy, inputs.parameters["distance"], inputs.parameters["min_size"]
    )
    result = share_of_people(inputs, reach.reached, located, reach.is_known)
    result.notes.extend(reach.notes)
    return result


INDICATORS = (
    Indicator(
        id="access_green",
        code="S1",
        pillar="social",
        title={"en": "Access to green areas", "sv": "Tillgång till grönområde"},
        unit="%",
        direction="up",
        needs=(Need("population", ("count",)), Need("green")),
        parameters=(STRAIGHT, MIN_SIZE),
        formula={
            "en": "P within d of a green area ≥ s / P × 100. Straight distance from the residence to the edge of the "
            "green area; touching green polygons are one area.",
            "sv": "P inom d från ett grönområde ≥ s / P × 100. Fågelvägen från bostaden till grönområdets kant; "
            "grönytor som rör vid varandra är ett område.",
        },
        caveats={
            "en": "Straight and walking distances must never share a threshold. Green areas outside the planning area "
            "count. Polygons of residents are judged at a point inside them: use points or cells of 100 m or less. The "
            "sources speak of public green: filter the layer to it. The reference holds for 200 m: set the distance to "
            "200 m before comparing with it.",
            "sv": "Fågelvägen och gångavstånd får aldrig dela tröskel. Grönområden utanför planområdet räknas. Ytor "
            "med invånare bedöms i en punkt inuti dem: använd punkter eller rutor på högst 100 m. Källorna talar om "
            "allmänt tillgängliga grönområden: filtrera lagret till dem. Referensvärdet gäller 200 m: sätt avståndet "
            "till 200 m innan du jämför med det.",
        },
        thresholds=(
            Threshold(
                94.0,
                REFERENCE,
                "Statistics Sweden: urban residents within 200 m of public green ≥ 0.5 ha, localities 2015",
            ),
        ),
        sources=SOURCES,
        compute=compute,
        uses_surroundings=True,
    ),
    Indicator(
        id="access_green_network",
        code="S1",
        pillar="social",
        title={"en": "Access to green areas, walking", "sv": "Gångavstånd till grönområde"},
        unit="%",
        direction="up",
        needs=(Need("population", ("count",)), Need("green"), Need("streets")),
        parameters=(
            Parameter(
                "distance",
                {"en": "Distance along streets and paths", "sv": "Avstånd längs gator och stigar"},
                300.0,
                "m",
                1.0,
                20000.0,
            ),
            MIN_SIZE,
            SNAP,
            MIN_PART,
        ),
        formula={
            "en": "P within d of a green area ≥ s / P × 100, d along streets and paths: from the door to the nearest "
            "street, along the network, to a place on the edge of the green area with a street or path within 25 m. "
            "Touching green polygons are one area.",
            "sv": "P inom d från ett grönområde ≥ s / P × 100, d längs gator och stigar: från dörren till närmaste "
            "gata, genom nätet, till en plats på grönområdets kant med en gata eller stig inom 25 m. Grönytor som rör "
            "vid varandra är ett område.",
        },
        caveats={
            "en": "A walking distance of 300 m is a stricter rule than 300 m as the crow flies: never compare the "
            "two. Fences and gates are unknown; entrances are tried every 10 m. Missing footpaths lower the value. "
            "Motorways are left out where the streets have an OpenStreetMap class. Residents far from any street are "
            "unknown, not unreached. A door beside a short piece of street that leads nowhere is tied to the next "
            "one: see the log.",
            "sv": "300 m gångväg är en strängare regel än 300 m fågelvägen: jämför aldrig de två. Staket och grindar "
            "är okända; ingångar prövas var tionde meter. Saknade gångvägar sänker värdet. Motorvägar lämnas utanför "
            "om gatorna har OpenStreetMaps klasser. Boende långt från närmaste gata är okända, inte utan tillgång. En dörr "
            "vid en kort gatubit som inte leder någonstans knyts till nästa gata: se loggen.",
        },
        sources=SOURCES,
        compute=compute_network,
        uses_surroundings=True,
    ),
)
