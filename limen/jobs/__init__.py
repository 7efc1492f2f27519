"""Clockwork: the relay of the journal and nightly checks."""
