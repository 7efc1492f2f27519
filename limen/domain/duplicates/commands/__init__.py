"""Acts on proposals that two records are one person, and on the links between records."""
