"""The words of Limen in other languages: collected from code and templates, checked, and compiled.

A tool for people who work on Limen (`python3 dev.py words`), not imported by the running program. It needs no
GNU gettext: Babel reads and writes the catalogues, Django takes templates apart.
"""
