"""Read a simulator through a connector, without a database."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Callable, Iterator

from faults import Case, Simulator, running
from samplan.participation.connectors.base import Connector, Page
from samplan.participation.query import Query
from samplan.participation.record import Record


@contextmanager
def opened(
    case: Case, prepare: Callable[[Any], None] | None = None, pseudonym: Any = None, **options: Any
) -> Iterator[Any]:
    """A connector to a running simulator, which is there as ``connector.simulator``; ``connector.server`` counts requests."""
    case = replace(case, options={**case.options, **options})
    with running(case) as server:
        if prepare is not None:
            prepare(server.simulator)
        connector: Any = case.open(server.url)
        connector.connection = replace(connector.connection, pseudonym=pseudonym)
        connector.simulator, connector.server = server.simulator, server
        yield connector


def all_pages(connector: Connector, case: Case, since: str | None = None, query: Query | None = None) -> list[Page]:
    return list(connector.pages(query or case.query, since))


def read(
    case: Case, prepare: Callable[[Any], None] | None = None, pseudonym: Any = None, **options: Any
) -> list[Record]:
    """All records of a simulator."""
    with opened(case, prepare, pseudonym, **options) as connector:
        return [record for page in all_pages(connector, case) for record in page.records]


def by_id(records: list[Record]) -> dict[str, Record]:
    return {record.item_id: record for record in records}


__all__ = ["Simulator", "all_pages", "by_id", "opened", "read"]
