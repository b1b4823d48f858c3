"""What every connector must survive, and how a connector joins: the table of cases.

To plug in a connector, write ``tests/participation/sim_<name>.py`` with a `Simulator` of its protocol (from the
platform's source or documentation; say which in its docstring) and ``CASES``, a list of `Case`. `test_faults.py` then
runs the whole battery against it.

A simulator holds neutral `Item`s, and its ``answer(request)`` speaks the protocol: it pages (honouring ``max_page``,
which may be smaller than what the client asks for), filters (unless ``ignore_filters``), and writes coordinates and
times exactly as the items have them.
"""

from __future__ import annotations

import importlib
import json
import sqlite3
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Callable

from loopserver import Answer, LoopServer, Request
from samplan.participation.connectors.base import Connection, Connector, Credentials
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import SyncResult, sync
from samplan.web.transport import Limits, plain_transport

QUICK = Limits(connect=2, read=2, total=4, attempts=3, backoff=0.01, max_wait=1.5)


@dataclass(frozen=True)
class Item:
    id: str
    title: str = "Farlig korsning"
    text: str = "Skolbarn cyklar här varje dag."
    lat: Any = 59.33
    lon: Any = 18.06
    created: Any = "2026-05-01T08:00:00+02:00"
    updated: Any = "2026-05-02T08:00:00+02:00"
    status: str = "open"
    category: str = "Trafik"
    author: str = "Anna Andersson"
    email: str = "anna.andersson@example.org"


def some_items(count: int = 11) -> list[Item]:
    """Different places, days and categories; ids are digits so that protocols with numbers can have them."""
    return [
        Item(
            str(101 + n), f"Rubrik {n}", f"Text nummer {n} åäö", 59.30 + n / 100, 18.00 + n / 100,
            f"2026-05-{n + 1:02d}T08:00:00+02:00", f"2026-06-{n + 1:02d}T08:00:00Z",
            category=("Trafik", "Park")[n % 2],
        )
        for n in range(count)
    ]  # fmt: skip


def moment(text: Any) -> datetime:
    """A time as simulators compare them; without an offset it is UTC."""
    found = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


class Simulator:
    """Base of the protocol simulators."""

    def __init__(self) -> None:
        self.items: list[Item] = some_items()
        self.max_page = 4
        self.ignore_filters = False

    def answer(self, request: Request) -> Answer:
        raise NotImplementedError

    def is_data(self, request: Request) -> bool:
        """Whether a request asks for a page of items (the faults strike there)."""
        return True


def json_answer(data: Any, status: int = 200, **headers: str) -> Answer:
    return Answer(status, json.dumps(data).encode(), headers={k.replace("_", "-"): v for k, v in headers.items()})


@dataclass
class Case:
    """How to run one connector against its simulator.

    ``paged`` is False for one-document sources, ``cuts_show`` where a shorter document cannot be told from a cut one (CSV
    without its length); ``expresses`` names what the protocol can carry: ``text`` (coordinates
    that are words), ``null``, ``blank`` (""), ``created`` (times of creation); ``dates`` tells that items have times.
    """

    connector: str
    simulator: Callable[[], Simulator]
    profile: str = ""
    path: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    credentials: Credentials = field(default_factory=Credentials)
    consultation: str = ""
    paged: bool = True
    cuts_show: bool = True
    expresses: frozenset[str] = frozenset({"null", "blank", "text", "created"})

    @property
    def name(self) -> str:
        return f"{self.connector}-{self.profile}" if self.profile else self.connector

    def open(self, url: str, limits: Limits = QUICK, **settings: Any) -> Connector:
        connection = Connection(url + self.path, self.profile, self.options, self.credentials)
        return open_connector(self.connector, connection, plain_transport(url, limits=limits, **settings))

    @property
    def query(self) -> Query:
        return Query(consultation=self.consultation)


def all_cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted(Path(__file__).parent.glob("sim_*.py")):
        found.extend(importlib.import_module(path.stem).CASES)
    return found


class Running(LoopServer):
    """A case's simulator being served; ``strike(change)`` lets ``change(simulator, request, answer, n)`` replace the
    answer to the n-th data request from then on (``beside``: to those that are not), ``heal()`` ends that."""

    def __init__(self, case: Case) -> None:
        super().__init__(self._answer)
        self.simulator = case.simulator()
        self.heal()

    def strike(self, change: Callable[[Simulator, Request, Answer, int], Answer], beside: bool = False) -> None:
        self.change, self.beside, self.seen = change, beside, 0

    def heal(self) -> None:
        self.change, self.beside, self.seen = None, False, 0

    def _answer(self, request: Request) -> Answer:
        given = self.simulator.answer(request)
        if self.change is None or self.simulator.is_data(request) == self.beside:
            return given
        self.seen += 1
        return self.change(self.simulator, request, given, self.seen)


def running(case: Case, change: Callable[[Simulator, Request, Answer, int], Answer] | None = None) -> Running:
    server = Running(case)
    if change is not None:
        server.strike(change)
    return server


def run(case: Case, url: str, database: Path, query: Query | None = None, **settings: Any) -> SyncResult:
    mode, accept_empty = settings.pop("mode", "full"), settings.pop("accept_empty", False)
    connector = case.open(url, **settings)
    return sync(connector, query or case.query, database, mode=mode, accept_empty=accept_empty)


def stored(database: Path) -> dict[str, dict[str, Any]]:
    """Live items by id, located or not, with ``lon`` and ``lat`` read from the geometry."""
    found: dict[str, dict[str, Any]] = {}
    db = sqlite3.connect(database)
    try:
        db.row_factory = sqlite3.Row
        for row in db.execute("SELECT f.*, hex(geom) AS wkb FROM feedback f WHERE deleted_utc IS NULL"):
            found[row["item_id"]] = {**dict(row), **_point(row["wkb"]), "located": True}
        for row in db.execute("SELECT * FROM feedback_unlocated WHERE deleted_utc IS NULL"):
            found[row["item_id"]] = {**dict(row), "lon": None, "lat": None, "located": False}
    finally:
        db.close()
    return found


def _point(hexadecimal: str) -> dict[str, float]:
    import struct

    lon, lat = struct.unpack("<dd", bytes.fromhex(hexadecimal)[-16:])
    return {"lon": lon, "lat": lat}


def content(database: Path) -> list[tuple[Any, ...]]:
    """Everything stored but the marks of when it was seen and the row numbers, in a fixed order."""
    db = sqlite3.connect(database)
    try:
        rows = []
        for table in ("feedback", "feedback_unlocated"):
            names = [r[1] for r in db.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(n for n in names if n not in ("fid", "first_seen", "last_seen"))
            rows += [
                (table, *row) for row in db.execute(f"SELECT {kept} FROM {table} ORDER BY source_id, item_id, kind")
            ]
        return rows
    finally:
        db.close()


def spatial_index_is_right(database: Path) -> bool:
    """Whether the spatial index holds exactly the layer's features, and GDAL agrees about their number and extent."""
    from osgeo import ogr

    db = sqlite3.connect(database)
    try:
        indexed = {row[0] for row in db.execute("SELECT id FROM rtree_feedback_geom")}
        present = {row[0] for row in db.execute("SELECT fid FROM feedback")}
        triggers = db.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0]
        consistent = db.execute("SELECT rtreecheck('rtree_feedback_geom')").fetchone()[0] == "ok"
    finally:
        db.close()
    source = ogr.Open(str(database))
    layer = source.GetLayerByName("feedback")
    return indexed == present and consistent and triggers > 0 and layer.GetFeatureCount() == len(present)


__all__ = [
    "QUICK", "Answer", "Case", "Item", "Request", "Simulator", "all_cases", "content", "json_answer", "moment", "replace",
    "run", "running", "some_items", "spatial_index_is_right", "stored",
]  # fmt: skip
