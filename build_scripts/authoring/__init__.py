"""Changing what people wrote: texts in, edits of the same texts out; nothing is opened or written here.

YAML is never dumped. A change is a few spans of the file's text, found by the places of YAML's event stream, so that
every comment, blank line and quoting habit elsewhere stays byte for byte; `proving` then reads the result again.
"""
