"""Questions about ways to reach a person, and about what goes out."""
