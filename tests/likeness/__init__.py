"""Names, days and documents of people: read, compared, and never made to look surer than they are."""
