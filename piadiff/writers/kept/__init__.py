"""Rows into an officer's own file: what is not written stays as it was, byte for byte."""
