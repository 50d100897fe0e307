"""Texts as people type them -> normalised values that can be compared. Pure; bad text raises nothing."""
