"""What each page of every day may cost the database: deterministic gates at ten thousand cases."""
