"""Learned numbers, one folder a model, and the code that checks and loads them."""
