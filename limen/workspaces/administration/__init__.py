"""Keeping the house: people and what they hold, the journal of the organisation, refused requests."""
