"""Articles + annotations → woven Markdown → site.

`reading` turns files into values, `anchoring` finds the place of every quoted passage, `rendering` weaves notes into
Markdown and makes pages, `site` writes them and runs MkDocs. `pipeline` lists the stages in order; `__main__` prints
and exits. Imports point one way: cli → pipeline → site → rendering → anchoring → reading → findings → model.
"""
