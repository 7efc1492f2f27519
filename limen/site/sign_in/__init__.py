"""Signing in: sessions that the database knows, and the settings of the library that asks for credentials."""
