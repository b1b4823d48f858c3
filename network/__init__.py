"""Asking servers: requests with retries, one trusted host, size and time limits, and answers read as JSON or XML.

For every room that asks a server. `transport.Transport` works over plain requests; `transport_qgis` sends through QGIS's
network stack (the user's proxy, certificates and authentication). May import `messages` only, `transport_qgis` QGIS too.
"""
