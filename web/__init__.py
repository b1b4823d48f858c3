"""Asking servers: requests with retries, one trusted host, size and time limits, and answers read as JSON or XML.

For every room that asks a server. `transport.Transport` sends over QGIS's network stack (`transport_qgis`: the user's
proxy, certificates and authentication), or outside QGIS over requests (`plain_sender`). May import `messages` and `redaction`
only, `transport_qgis` QGIS too.
"""
