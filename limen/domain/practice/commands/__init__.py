"""What is done to practice notes and to questions to colleagues."""
