"""Idempotency: an act sent twice under one key is done once, and the second sender gets the first answer."""
