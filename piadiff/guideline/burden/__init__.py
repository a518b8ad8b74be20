"""The burden of proof: every edit on a ※ item with the proof that it is light, or the direction in which it goes."""
