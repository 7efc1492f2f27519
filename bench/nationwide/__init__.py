"""A country that does not exist, as large as one likes: offices, people, cases, clocks, notes, papers."""
