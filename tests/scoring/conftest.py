from __future__ import annotations

import pytest


def leaf(name, method="none", *, weight=1, low=None, high=None, **more):
    """A leaf as JSON content; goalposts when low and high are given."""
    normalisation = {"method": "goalposts" if low is not None else method}
    if low is not None:
        normalisation.update(low=low, high=high)
    normalisation.update(more.pop("normalisation", {}))
    return {"id": name, "indicator": name, "weight": weight, "normalisation": normalisation, **more}


def tree(*children, **more):
    """A framework as JSON content."""
    return {"samplan_framework": 1, "id": "example", "title": "Example", "children": list(children), **more}


@pytest.fixture
def make():
    class Make:
        pass

    Make.leaf, Make.tree = staticmethod(leaf), staticmethod(tree)
    return Make
