"""The window put together: pages, first look, and what happens when the database cannot be opened."""
