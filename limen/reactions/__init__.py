"""Courtesies that follow an event, run by a job after commit, safe to repeat."""
