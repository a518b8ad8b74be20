"""The officer's desk: pages on loopback that call the pipeline and hold no rule of their own."""
