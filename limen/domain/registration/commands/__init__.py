"""What is done at the desk: keeping what is typed, handing it over, and registering a family."""
