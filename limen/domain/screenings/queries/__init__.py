"""Questions about screenings and matters of safety, answered with cards."""
