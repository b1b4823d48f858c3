"""Tables that people and statistical offices write: files into columns, texts into numbers, codes to partners.

For every room that reads numbers from text or from files. Arrays and lists out, no Qt, no QGIS. May import `messages` and
numpy; osgeo is imported late, to read .xls, and openpyxl, to write .xlsx.
"""
