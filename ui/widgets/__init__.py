"""Widgets that any dialog or panel may use: notices, pages, forms, help, questions, option forms, choices.

May import `i18n`, `messages`, `compat` and QGIS; no other room of the interface.
"""
