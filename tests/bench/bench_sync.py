"""How fast feedback is imported: 100,000 items from a loopback server, in own work (network time taken off).

Run: python tests/bench/bench_sync.py [items]. Goal: at least 15,000 items/s of own work, memory bounded by the page, and a
main thread that is never kept waiting longer than 50 ms while the import runs in another. On a busy machine look at the
processor seconds, and at the ratio to what parsing the same JSON alone takes in the same run.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import tempfile
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import conftest  # noqa: F401 - makes the package importable
from osgeo import ogr, osr  # noqa: F401 - loaded in QGIS long before

PAGE = 500
_FIRST = datetime(2024, 1, 1, 8, 0, 0, 176113, timezone(timedelta(hours=2)))


def item(n: int, version: int) -> dict[str, Any]:
    """A report as 6aika/issue-reporting sends it; every hundredth changes with the version, every tenth is unlocated."""
    edited = f" (ändrad {version})" if version and n % 100 == 0 else ""
    written = (_FIRST + timedelta(minutes=7 * n)).isoformat()
    place = {} if n % 10 == 0 else {"lat": 59.2 + n % 1000 / 5000, "long": 17.9 + n // 1000 / 500}
    return {
        "service_request_id": f"r{n:07d}", "status": "open", "status_notes": "", "service_code": "171",
        "service_name": "Cykelväg", "description": f"Farlig korsning nummer {n}, skolbarn cyklar här varje dag.{edited}",
        "agency_responsible": "", "service_notice": "", "requested_datetime": written,
        "updated_datetime": "2026-06-23T11:26:38.176113+03:00", "address": "", "media_url": "", **place,
        "extended_attributes": {"title": f"Rubrik {n}", "detailed_status": "RECEIVED", "media_urls": []},
    }  # fmt: skip


def serve(count: int, port: Any, version: Any) -> None:
    """Serve prepared pages in a process of its own, so that its work is not counted."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from urllib.parse import parse_qs, urlsplit

    pages = [
        [
            json.dumps([item(n, edition) for n in range(at, min(at + PAGE, count))]).encode()
            for at in range(0, count, PAGE)
        ]
        for edition in (0, 1)
    ]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = int(parse_qs(urlsplit(self.path).query).get("page", ["1"])[0])
            body = pages[version.value][page - 1]
            self.send_response(200)
            headers = {"Content-Type": "application/json", "Content-Length": len(body), "X-Page-Count": len(pages[0]),
                       "X-Result-Count": count}  # fmt: skip
            for name, value in headers.items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port.value = httpd.server_address[1]
    httpd.serve_forever()


def run(url: str, database: Path, beats: bool) -> tuple[Any, float, float, float, float]:
    """Import in a thread; returns the result, own seconds, processor seconds of the importing thread, network seconds
    and, with ``beats``, the longest wait in ms of a main thread that wants to run every 5 ms (it costs the import time)."""
    from samplan.participation.connectors.base import Connection
    from samplan.participation.query import Query
    from samplan.participation.registry import open_connector
    from samplan.participation.sync.sync import sync
    from samplan.web.transport import plain_transport

    transport = plain_transport(url)
    connector = open_connector("open311", Connection(url, "6aika", {"page_size": PAGE}), transport)
    outcome: list[Any] = []

    def work() -> None:
        started, busy = time.perf_counter(), time.thread_time()
        result = sync(connector, Query(), database)
        outcome.extend((result, time.perf_counter() - started, time.thread_time() - busy))

    worker = threading.Thread(target=work)
    longest, last = 0.0, time.perf_counter()
    worker.start()
    while beats and worker.is_alive():
        time.sleep(0.005)
        now = time.perf_counter()
        longest, last = max(longest, now - last - 0.005), now
    worker.join()
    result, seconds, busy = outcome
    return result, seconds - transport.seconds, busy, transport.seconds, longest * 1000


def parsing(count: int) -> float:
    """Processor seconds that `json.loads` alone takes for the same items."""
    bodies = [json.dumps([item(n, 0) for n in range(at, min(at + PAGE, count))]) for at in range(0, count, PAGE)]
    started = time.thread_time()
    for body in bodies:
        json.loads(body)
    return time.thread_time() - started


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    port, version = multiprocessing.Value("i", 0), multiprocessing.Value("i", 0)
    server = multiprocessing.Process(target=serve, args=(count, port, version), daemon=True)
    server.start()
    while not port.value:
        time.sleep(0.05)
    url = f"http://127.0.0.1:{port.value}"
    alone = parsing(count)
    print(f"{count:,} items in pages of {PAGE}; json.loads alone: {alone:.2f} s")
    print(
        f"{'run':<19}{'new':>8}{'changed':>9}{'own s':>8}{'cpu s':>8}{'net s':>8}{'items/s':>10}{'per cpu s':>11}"
        f"{'x json':>8}{'wait ms':>9}{'MB':>7}"
    )
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name, file, edition, beats in (
                ("first import", "a", 0, False), ("nothing changed", "a", 0, False), ("1 % changed", "a", 1, False),
                ("main thread awake", "b", 0, True),
            ):  # fmt: skip
                database = Path(folder) / f"{file}.gpkg"
                version.value = edition
                before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                result, own, busy, net, wait = run(url, database, beats)
                grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
                print(
                    f"{name:<19}{result.new:>8,}{result.changed:>9,}{own:>8.2f}{busy:>8.2f}{net:>8.2f}{count / own:>10,.0f}"
                    f"{count / busy:>11,.0f}{busy / alone:>8.1f}{wait:>9.1f}{grown:>7.1f}"
                )
    finally:
        server.terminate()
        server.join()


if __name__ == "__main__":
    main()
