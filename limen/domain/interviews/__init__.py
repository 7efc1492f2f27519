"""Interviews of a case: the appointment, the preparation, the record as blocks, and its reading back."""
