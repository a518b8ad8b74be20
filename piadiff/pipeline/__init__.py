"""The passes in order, one module per kind of command; the only place that knows every room.

A command imports the one pass it needs, so that it does not wait for the rooms it never enters.
"""
