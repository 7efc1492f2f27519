"""Screenings of people by published questionnaires, and the steps of safety that an answer may call for."""
