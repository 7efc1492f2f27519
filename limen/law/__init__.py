"""Pure rules of law: no Django, no clock, no database. Packs are read here."""
