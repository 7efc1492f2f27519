"""The JSON door: the same commands and queries as the pages."""
