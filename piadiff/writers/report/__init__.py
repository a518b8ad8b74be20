"""The offline pages of a registry."""
