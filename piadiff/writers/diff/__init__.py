"""Changes between two versions, for people."""
