"""Why an act on a board cannot happen now, and what a conclusion still needs. Pure questions."""
