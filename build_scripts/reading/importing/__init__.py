"""Files as found, taken apart into articles: a plan that a person reads, edits and applies.

How the command uses it (everything is pure; nothing here opens or writes a file):

    plan, findings = make_plan(files, sidecars, collection)      # `proposing`; files: path or name -> bytes
    print(plan_table(plan))                                      # `showing`: for a person
    write(plan_path, plan_file(plan))                            # `plan_files`: YAML to edit
    plan, findings = read_plan(plan_path, data, files, sidecars) # `plan_files`: the edited plan back
    to_write, findings = files_to_write(plan, files)             # `applying`: path below the edition's root -> bytes

`sidecars` are all sidecars of the edition. One of the collection whose `title` is a line of a file decides the
boundary, the headline and the slug there, and is never written again.
"""
