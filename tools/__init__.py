"""Programs for those who keep piadiff's data current; no part of what is installed."""
