"""What a pull request shows, and the git drivers."""
