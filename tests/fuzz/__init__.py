"""Fuzzing that is guided by coverage, and the corpus that it has gathered."""
