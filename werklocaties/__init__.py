"""Werklocaties: a desktop GIS for the planning of employment sites in the Netherlands."""

__version__ = "0.1.0"
