"""What is asked of practice notes and of questions to colleagues."""
