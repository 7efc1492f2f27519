"""Acts on people in the house, one file per pair of opposites."""
