"""Who is in the house: organisations and their units, people and their postings, clearances and sessions.

It owns how a person signs in and what their role lets them do. It does not know what a case is.
"""
