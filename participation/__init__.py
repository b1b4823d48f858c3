"""Listening: citizens' feedback from participation services, normalised, synchronised and kept private.

The data's way: a `connectors.base.Connector` asks a service through a `web.transport.Transport`, yields pages of
`record.Record`, and `sync.sync.sync` keeps a GeoPackage equal to the source. `privacy` protects people in it,
`analysis` says what it holds. May import `web`, `messages`, numpy and GDAL; neither Qt nor QGIS.

How to add a connector: one file
--------------------------------
Write ``connectors/<name>.py`` with one subclass of `connectors.base.Connector`; the registry finds it by its ``id``.

1. Set ``id``, ``title`` and ``description`` (``{"en", "sv"}``), ``capabilities``, ``evidence`` (honestly), and, where
   the API has them, ``profiles`` and ``options``.
2. Write ``pages(query, since)``: ask with ``self.transport.get(url, params).json()`` or
   ``post_json(url, payload).json()``, never with requests: timeouts, retries, cancelling, size limits, redirects, web
   pages instead of data and truncated answers are then handled. Check the shape (``raise reply.unexpected("a list of
   ...")``), build records with ``record.make_record(self.source_id(query), id, kind, ..., raw=item)`` and yield
   `connectors.base.Page`. End normally only when everything was delivered; give ``Page.total`` when the server tells.
   Follow server links through ``self.transport.next_link(link, current_url)``. Positions come from ``position``
   (``from_lat_lon``, ``from_geojson``) or ``position_texts.from_text``. Deleted-but-listed items:
   ``make_record(..., deleted=time)``.
   What identifies an author goes nowhere but into ``make_record(author=..., pseudonym=self.connection.pseudonym)``.
3. Write ``consultations()`` and ``probe(report)`` where the API has something to list or to state.
4. Do not filter on the client, sort, de-duplicate, strip markup, parse times or touch the database: that is done once,
   for all connectors, in ``record``, ``query`` and ``sync``.
5. Register a simulator in ``tests/participation/faults.py`` and the whole battery of faults runs against it.
"""
