"""Numbers that people type in dialogs mean what they mean in tables."""

from __future__ import annotations

import pytest
from qgis.core import QgsProcessingException


@pytest.mark.parametrize(
    ("text", "distances"),
    [
        ("150,300,600", [150, 300, 600]),
        ("600 150, 300", [150, 300, 600]),
        ("150; 300", [150, 300]),
        ("100, 50;100", [50, 100]),
        ("150,5; 1 000; 300", [150.5, 300, 1000]),  # where semicolons separate, a comma stands before decimals
        ("1 200 m; 300 m", [300, 1200]),
    ],
)
def test_distances(provider, text, distances):
    from samplan.processing.measure.habitat_connectivity import distances_of

    assert distances_of(text) == distances


@pytest.mark.parametrize("text", ["near", "", "150; x", "1,234; 5"])
def test_what_is_no_distance(provider, text):
    from samplan.processing.measure.habitat_connectivity import distances_of

    with pytest.raises(QgsProcessingException, match="are no distances"):
        distances_of(text)


def test_table_of_pollinators(provider):
    from samplan.processing.measure.pollinator_map import tables_of

    assert tables_of(["meadow", "0,5", "1", "forest", ".25", "0"])[0] == {"meadow": 0.5, "forest": 0.25}
    for cells in (["meadow", "0,5", ".."], ["meadow", "0,5", "1,5"], ["meadow", "", "1"], ["", "1", "1"]):
        with pytest.raises(QgsProcessingException, match="Row 1 of the table is wrong"):
            tables_of(cells)
