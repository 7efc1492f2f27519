"""Wires the house together: settings, urls, the command line, the embedded database."""
