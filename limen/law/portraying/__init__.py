"""Laying things of a pack out flat: one function for each sort of thing."""
