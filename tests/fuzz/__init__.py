"""Broken and hostile inputs for every reader and every settings file."""
