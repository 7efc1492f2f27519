"""What is safe on a way to reach somebody, and why something cannot be kept or sent now. Pure questions."""
