"""Questions about worklists: the lists, saved filters, what came in, and who could take a case."""
