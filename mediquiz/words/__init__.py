"""Sentences for what the services say in codes and numbers: one place for each thing that is said.

Window and commands read them here. Services import none of it, so that no step of logic can depend on a word.
"""
