"""The example region Twente: published facts with a schematic drawing around them.

What is published and what is drawn stands in ``SOURCES.md`` beside this package.
"""
