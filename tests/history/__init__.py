"""A history written by the code of schema revision 0001, and what it must go on to say. See `make.py`."""
