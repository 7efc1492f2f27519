"""Acts on a person."""
