"""The commands of `mediquiz`, one module for each family. Typer only, never Qt: proof that the core needs no window."""
