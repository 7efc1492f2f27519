"""Worklists: queues over many nouns, one row a case; saved filters; and what came in since I last looked."""
