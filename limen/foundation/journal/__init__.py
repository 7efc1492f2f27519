"""What the house remembers: acts (the journal), readings, and denials. Written once, never changed."""
