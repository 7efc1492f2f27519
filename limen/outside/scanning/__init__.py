"""Scanning files for harmful programs, by a scanner that runs beside Limen."""
