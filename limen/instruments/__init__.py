"""Screening instruments: what they ask, how they are scored as published, and which answer calls for
safety now."""
