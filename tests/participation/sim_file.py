"""Documents served over HTTP, as exports are."""

from __future__ import annotations

import csv
import io
import json

from faults import Answer, Case, Request, Simulator


class GeoJsonDocument(Simulator):
    def answer(self, request: Request) -> Answer:
        features = [
            {
                "type": "Feature", "id": item.id,
                "geometry": None if item.lat is None else {"type": "Point", "coordinates": [item.lon, item.lat]},
                "properties": {"title": item.title, "text": item.text, "category": item.category, "created": item.created,
                               "updated": item.updated, "author": item.author, "e-post": item.email},
            }
            for item in self.items
        ]  # fmt: skip
        return Answer(200, json.dumps({"type": "FeatureCollection", "features": features}).encode())


class CsvDocument(Simulator):
    def answer(self, request: Request) -> Answer:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["id", "Rubrik", "Kommentar", "Kategori", "Skapad", "lat", "lon", "Namn på avsändare"])
        for item in self.items:
            place = [str("" if value is None else value).replace(".", ",") for value in (item.lat, item.lon)]
            writer.writerow([item.id, item.title, item.text, item.category, item.created, *place, item.author])
        return Answer(200, out.getvalue().encode("utf-8-sig"), "text/csv")


CASES = [
    Case("file", GeoJsonDocument, "export", "/export.geojson", paged=False),
    Case("file", CsvDocument, "export", "/export.csv", paged=False, cuts_show=False),
]
