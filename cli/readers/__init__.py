"""Readers: from what the user names to documents."""
