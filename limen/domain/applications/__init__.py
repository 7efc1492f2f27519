"""What was asked for, by the type of the pack: form, persons, evidence, and what is missing."""
