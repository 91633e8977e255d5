"""Models, one per folder, and the code that checks and loads them."""
