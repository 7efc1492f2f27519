"""Bringing many reports into the library at once, from a folder and a catalogue that says what each is."""
