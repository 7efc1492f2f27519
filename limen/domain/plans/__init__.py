"""Service plans: what a person or a household and their workers mean to do, from the programme of a pack."""
