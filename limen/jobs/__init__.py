"""Clockwork: the relay of the journal to reactions, and what happens by the hour. Jobs live in PostgreSQL."""
