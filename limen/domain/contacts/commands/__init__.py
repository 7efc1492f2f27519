"""Acts on ways to reach a person."""
