"""Imports, updates, removes and erases for ever, until it is killed: ``killed.py DATABASE``.

A program of its own, started and killed by `test_killed.py`. Its source has two states, which it gives by turns; every
third time it erases the source instead.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import Any, Iterator, Optional

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
    from samplan_package import samplan

    samplan("participation")

from samplan.participation.connectors.base import Connection, Connector, Page
from samplan.participation.position import from_lat_lon
from samplan.participation.query import Query
from samplan.participation.record import make_record
from samplan.participation.sync import store
from samplan.participation.sync.sync import SyncResult, sync
from samplan.web.transport import plain_transport

ITEMS, PAGE = 300, 50


class TwoStates(Connector):
    """Items 0-299; in state 1 every third is gone, every fourth says something else, and there are 60 new ones."""

    title = {"en": "Two states"}

    def __init__(self, state: int) -> None:
        super().__init__(Connection("http://source.invalid"), plain_transport("http://source.invalid"))
        self.id, self.state = "states", state

    def items(self) -> dict[str, tuple[str, Optional[float]]]:
        """Id -> text and latitude; every fifth item has no place."""
        numbers = range(ITEMS) if self.state == 0 else [n for n in range(ITEMS + 60) if n % 3]
        return {
            str(n): (f"Text {n} {'new words' if self.state and n % 4 == 0 else ''}", 59 + n / 1000 if n % 5 else None)
            for n in numbers
        }

    def pages(self, query: Query, since: Any = None) -> Iterator[Page]:
        """Give the items of the state."""
        items = list(self.items().items())
        for start in range(0, len(items), PAGE):
            records = [
                make_record(
                    self.source_id(query), key, "report", text=text, created="2026-05-01T08:00:00Z",
                    position=from_lat_lon(latitude, None if latitude is None else 18.0),
                )
                for key, (text, latitude) in items[start : start + PAGE]
            ]  # fmt: skip
            yield Page(records, len(items))


def bring(database: Path, state: int) -> SyncResult:
    """Bring the database to a state of the source, removing what is gone."""
    return sync(TwoStates(state), Query(), database, accept_empty=True)


def main(database: Path) -> None:
    """Work until killed."""
    for turn in itertools.count():
        sys.stdout.write(f"{turn}\n")
        sys.stdout.flush()
        if turn % 3 == 2:
            for row in store.rows(database, "SELECT source FROM feedback_source"):
                store.erase_source(database, row["source"])
            store.vacuum(database)
        else:
            bring(database, turn % 3)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
