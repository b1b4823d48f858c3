"""S2 Access to public transport: straight-line variants, and the United Nations' variant along streets."""

from __future__ import annotations

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..classes.words import numbers
from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Table, Threshold
from ._access import Reach, add_notes, nearest_street, network_to_points, straight_to_points
from ._common import assign_to_areas, share_of_people
from ._streets import street_network
from .access_green import MIN_PART, SNAP

LOW, HIGH = 1, 2
CAPACITY = {
    "bus": LOW,
    "tram": LOW,
    "lightrail": HIGH,
    "subway": HIGH,
    "rail": HIGH,
    "ferry": HIGH,
}


def compute(inputs: Inputs) -> Result:
    """Return the percentage of residents with a stop within the straight distance, shape (n,)."""
    located = assign_to_areas(inputs, "population")
    reach = straight_to_points(inputs, located.xy, inputs.roles["transit"].xy, inputs.parameters["distance"])
    return share_of_people(inputs, reach.reached, located)


def walks_to_transit(inputs: Inputs, xy: np.ndarray) -> tuple[Reach, Reach, list[UserMessage]]:
    """Return the ways along streets from points to the nearest low- and high-capacity stop, and notes.

    Stops of unknown mode count as low capacity, the shorter limit.
    """
    stops = inputs.roles["transit"]
    capacity, unknown = numbers(stops.fields["mode"], inputs.tables["capacity"])
    notes = []
    if unknown:
        notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan", "Stops of these modes count as low capacity, the table does not know them: {names}."
                ),
                {"names": ", ".join(unknown[:12])},
            )
        )
    high = capacity == HIGH
    network = street_network(inputs, walk=True)
    inputs.progress(0.5)
    ways, nearest = [], nearest_street(inputs, network, xy)
    for chosen, name in ((~high, "low_distance"), (high, "high_distance")):
        limit = inputs.parameters[name]
        ways.append(network_to_points(inputs, network, xy, stops.xy, limit, chosen=chosen, nearest=nearest))
        add_notes(notes, ways[-1].notes)
    return ways[0], ways[1], notes


def compute_network(inputs: Inputs) -> Result:
    """Return the percentage of residents within the limit of a stop of either capacity along streets, shape (n,).

    Extras: ``low`` and ``high``, the percentages for either capacity alone.
    """
    located = assign_to_areas(inputs, "population")
    low, high, notes = walks_to_transit(inputs, located.xy)
    result = share_of_people(inputs, low.reached | high.reached, located, low.is_known)
    result.extras = {
        name: share_of_people(inputs, way.reached, located, way.is_known).values
        for name, way in (("low", low), ("high", high))
    }
    result.notes.extend(notes)
    return result


def _variant(indicator_id: str, title: dict, metres: float, thresholds: tuple, sources: tuple) -> Indicator:
    return Indicator(
        id=indicator_id,
        code="S2",
        pillar="social",
        title=title,
        unit="%",
        direction="up",
        needs=(Need("population", ("count",)), Need("transit")),
        parameters=(
            Parameter(
                "distance",
                {"en": "Distance, as the crow flies", "sv": "Avstånd, fågelvägen"},
                metres,
                "m",
                1.0,
                20000.0,
            ),
        ),
        formula={
            "en": "P within d of a stop / P × 100, as the crow flies.",
            "sv": "P inom d från en hållplats / P × 100, fågelvägen.",
        },
        caveats={
            "en": "Every stop in the layer counts: filter it to stops with the traffic you mean (Statistics Sweden: "
            "at least one departure an hour on weekdays 06-20). Straight and walking distances must never share a "
            "threshold.",
            "sv": "Alla hållplatser i lagret räknas: filtrera till dem med den trafik som avses (SCB: minst en avgång "
            "i timmen vardagar 06–20). Fågelvägen och gångavstånd får aldrig dela tröskel.",
        },
        thresholds=thresholds,
        sources=sources,
        compute=compute,
        uses_surroundings=True,
    )


INDICATORS = (
    _variant(
        "access_transit",
        {"en": "Access to public transport (500 m)", "sv": "Tillgång till kollektivtrafik (500 m)"},
        500.0,
        (Threshold(90.1, REFERENCE, "Statistics Sweden, SDG 11.2: localities, 2019"),),
        ("Statistics Sweden (SCB), SDG 11.2: 500 m as the crow flies",),
    ),
    _variant(
        "access_transit_400",
        {"en": "Homes near public transport (400 m)", "sv": "Bostäder i kollektivtrafiknära läge (400 m)"},
        400.0,
        (),
        ("Swedish environmental objectives, follow-up of homes near public transport: 400 m",),
    ),
    Indicator(
        id="access_transit_network",
        code="S2",
        pillar="social",
        title={"en": "Access to public transport, walking (UN)", "sv": "Gångavstånd till kollektivtrafik (FN)"},
        unit="%",
        direction="up",
        needs=(Need("population", ("count",)), Need("transit", ("mode",)), Need("streets")),
        parameters=(
            Parameter(
                "low_distance",
                {"en": "Walk to low-capacity stops", "sv": "Gångavstånd till hållplats med låg kapacitet"},
                500.0,
                "m",
                1.0,
                20000.0,
            ),
            Parameter(
                "high_distance",
                {"en": "Walk to high-capacity stops", "sv": "Gångavstånd till hållplats med hög kapacitet"},
                1000.0,
                "m",
                1.0,
                20000.0,
            ),
            SNAP,
            MIN_PART,
        ),
        tables=(
            Table(
                "capacity",
                {"en": "Capacity of each mode (1 low, 2 high)", "sv": "Kapacitet för varje trafikslag (1 låg, 2 hög)"},
                CAPACITY,
                "Metadata of SDG indicator 11.2.1 (September 2021): bus and bus rapid transit low, rail, metro and ferry "
                "high; tram low: Our World in Data's metadata of 11.2.1 (2026); where light rail belongs is from memory: "
                "check before use",
            ),
        ),
        formula={
            "en": "P within 500 m of a low-capacity stop (bus) or 1 km of a high-capacity stop (rail, metro, ferry), "
            "along streets / P × 100. The ways between door, street and stop are included. Columns _low and _high: "
            "either alone.",
            "sv": "P inom 500 m från en hållplats med låg kapacitet (buss) eller 1 km från en med hög kapacitet (tåg, "
            "tunnelbana, färja), längs gator / P × 100. Vägen mellan dörr, gata och hållplats ingår. Kolumnerna _low "
            "och _high: var för sig.",
        },
        caveats={
            "en": "Never compare with the crow-fly variants. Filter the stops to those with regular traffic. Stops of "
            "unknown mode count as low capacity. Residents far from any street are unknown, not unreached.",
            "sv": "Jämför aldrig med varianterna fågelvägen. Filtrera till hållplatser med regelbunden trafik. "
            "Hållplatser med okänt trafikslag räknas till låg kapacitet. Boende långt från närmaste gata är okända, "
            "inte utan tillgång.",
        },
        sources=("United Nations, metadata of SDG indicator 11.2.1: 500 m and 1 km along the street network",),
        compute=compute_network,
        uses_surroundings=True,
    ),
)
