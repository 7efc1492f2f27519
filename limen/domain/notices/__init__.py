"""What a person is told inside Limen: that their case was opened in an emergency, shared, assigned."""
