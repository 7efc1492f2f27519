"""Why an act on an import cannot happen now, and how a row of words becomes a person. Pure questions."""
