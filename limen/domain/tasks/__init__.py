"""Tasks: what somebody means to do, by which day, in a case or in nobody's."""
