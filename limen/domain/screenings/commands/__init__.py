"""Acts on screenings and on matters of safety."""
