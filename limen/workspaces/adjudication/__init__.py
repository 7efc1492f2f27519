"""The desk of an authority: case officers, supervisors, registration."""
