"""Law on a day, what changed between two days, and what an amendment does to a registry."""
