"""S4 Access to everyday services on foot: the 15-minute set."""

from __future__ import annotations

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..classes.words import numbers
from ..declaration import Indicator, Inputs, Need, Parameter, Result, Table
from ..errors import IndicatorError
from ._access import Reach, add_notes, nearest_street, network_to_points
from ._common import assign_to_areas, share_of_people
from ._streets import street_network
from .access_green import MIN_PART, SNAP

SERVICES = {
    "food": 1,
    "preschool": 2,
    "school": 3,
    "health": 4,
    "pharmacy": 4,
    "playground": 5,
    "sport": 5,
    "library": 6,
    "culture": 6,
}


def walks_to_services(inputs: Inputs, xy: np.ndarray) -> tuple[dict[int, Reach], list[UserMessage]]:
    """Return the walk in minutes from points to the nearest service of each group in the table, and notes.

    Raises
    ------
    IndicatorError
        The table names no group.
    """
    services, table = inputs.roles["services"], inputs.tables["groups"]
    group, _ = numbers(services.fields["class"], table)
    wanted = sorted({int(number) for number in table.values() if number > 0})
    if not wanted:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan", 'The table "groups" of access_services names no group. Give each class a number from 1.'
            )
        )
    network = street_network(inputs, walk=True)
    place = services.representative_xy()
    nearest = nearest_street(inputs, network, xy)
    walks, notes = {}, []
    for step, number in enumerate(wanted):
        inputs.progress(0.5 + 0.5 * step / len(wanted))
        mine = group == number
        walk = network_to_points(
            inputs, network, xy, place, inputs.parameters["minutes"], inputs.parameters["speed"], mine, nearest
        )
        walks[number] = walk
        add_notes(notes, walk.notes)
        if not mine.any():
            notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The services layer has none of {classes}: nobody reaches group {number} of access_services. "
                        "If the layer is incomplete, take the group out of the table.",
                    ),
                    {"classes": ", ".join(name for name in table if int(table[name]) == number), "number": number},
                )
            )
    return walks, notes


def compute(inputs: Inputs) -> Result:
    """Return the percentage of residents with a service of every group within the walking time, shape (n,).

    Extras: ``mean``, the number of groups the average resident reaches, and ``g1``, ``g2``... the percentage that reaches
    each group.
    """
    located = assign_to_areas(inputs, "population")
    walks, notes = walks_to_services(inputs, located.xy)
    ways = list(walks.values())
    reached = np.logical_and.reduce([way.reached for way in ways])
    result = share_of_people(inputs, reached, located, ways[0].is_known)
    groups = {
        f"g{number}": share_of_people(inputs, way.reached, located, way.is_known).values
        for number, way in walks.items()
    }
    result.extras = {"mean": np.sum(list(groups.values()), axis=0) / 100.0, **groups}
    result.notes.extend(notes)
    return result


INDICATOR = Indicator(
    id="access_services",
    code="S4",
    pillar="social",
    title={"en": "Everyday services within 15 minutes", "sv": "Vardagsservice inom 15 minuter"},
    unit="%",
    direction="up",
    needs=(Need("population", ("count",)), Need("services", ("class",)), Need("streets")),
    parameters=(
        Parameter("minutes", {"en": "Walking time", "sv": "Gångtid"}, 15.0, "min", 1.0, 120.0),
        Parameter("speed", {"en": "Walking speed", "sv": "Gånghastighet"}, 4.8, "km/h", 0.5, 30.0),
        SNAP,
        MIN_PART,
    ),
    tables=(
        Table(
            "groups",
            {
                "en": "Group (number) of each class of service; one of every group must be reached, 0 = not counted",
                "sv": "Grupp (nummer) för varje serviceslag; ett ur varje grupp ska nås, 0 = räknas inte",
            },
            SERVICES,
            "Samplan's own list of six groups: food; preschool; school; health care or pharmacy; play or sport; "
            "library or culture. A convention without an official list: agree on yours and keep it",
        ),
    ),
    formula={
        "en": "P that reach all K groups of services within t minutes on foot / P × 100, along streets and paths from "
        "door to door. Columns: _mean, groups reached by the average resident; _g1, _g2 ..., the share that reaches "
        "each group.",
        "sv": "P som når alla K servicegrupper inom t minuter till fots / P × 100, längs gator och stigar från dörr "
        "till dörr. Kolumner: _mean, antal grupper som den genomsnittliga invånaren når; _g1, _g2 …, andelen som når "
        "varje grupp.",
    },
    caveats={
        "en": "The value depends on the class list: keep it the same between years and towns. OpenStreetMap lacks "
        "many services in small places, so values from it are too low there. A group that is not in the layer at all "
        "makes the value 0: see the log.",
        "sv": "Värdet beror på klasslistan: ha samma mellan år och orter. OpenStreetMap saknar mycket service på små "
        "orter, så värden därifrån blir för låga där. En grupp som inte alls finns i lagret gör värdet 0: se loggen.",
    },
    sources=(
        "The 15-minute city: a convention without an official class list",
        "Rahman et al. (2025), Transportation Research Part A 195: OpenStreetMap points are biased low in small places",
    ),
    compute=compute,
    uses_surroundings=True,
)
