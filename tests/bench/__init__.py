"""Time, memory and bytes of made-up editions of several sizes: `python -m tests.bench`."""
