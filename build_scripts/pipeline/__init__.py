"""The visible list of stages, in three phases, so that a second build is cheap.

1. `compiling`: each article by itself — read, anchor, parse its notes — into a summary, remembered by content.
2. `surveying`: over all summaries — where every citation and cross-reference leads, who points at what.
3. `paging`: each page from what it shows; a page whose inputs did not change is not made again.

`building` publishes the pages; `asking` answers the commands that build nothing.
"""
