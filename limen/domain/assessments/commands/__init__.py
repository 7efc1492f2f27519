"""Acts on a board."""
