"""Putting what a pack says into words for a terminal: the pack as a whole, its terms, and everything else."""
