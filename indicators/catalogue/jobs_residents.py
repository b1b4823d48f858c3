"""K5 Jobs-residents ratio."""

from __future__ import annotations

import numpy as np

from ..declaration import Indicator, Inputs, Need, Result
from ._common import assign_to_areas, people, ratio, read_counts


def compute(inputs: Inputs) -> Result:
    """Return jobs over resident workers, shape (n,).

    0 where people work elsewhere only, NaN where no worker is known to live or no count of the jobs there is known.
    """
    homes, workers = people(inputs, "workers")
    jobs = read_counts(inputs, "jobs")
    places = assign_to_areas(inputs, "jobs")
    values = ratio(places.total(jobs), homes.total(workers))
    known = np.minimum(homes.known(workers), places.known(jobs))
    values[(inputs.extent <= 0) | (known <= 0)] = np.nan
    coverage = inputs.extent * known
    return Result(values, np.where(np.isnan(values), 0.0, coverage))


INDICATOR = Indicator(
    id="jobs_residents",
    code="K5",
    pillar="economic",
    title={"en": "Jobs per resident worker", "sv": "Dag- och nattbefolkning, kvot"},
    unit="jobs/worker",
    direction="band",
    needs=(Need("jobs", ("count",)), Need("population", ("workers",))),
    formula={
        "en": "Jobs in the area / residents of the area in work. 1: as many jobs as workers.",
        "sv": "Arbetstillfällen i området / förvärvsarbetande som bor i området. 1: lika många jobb som arbetande.",
    },
    caveats={
        "en": "Nobody need work where they live: 1 does not mean that people do. Small areas give extreme values; "
        "read it for districts rather than blocks. No target with a source exists: set your own band.",
        "sv": "Kvoten 1 betyder inte att folk arbetar där de bor. Små områden ger extrema värden; läs den för "
        "stadsdelar hellre än kvarter. Inget mål med källa finns: ange ett eget intervall.",
    },
    sources=("Södertörnsanalysen: daytime population in the project's master file",),
    compute=compute,
)
