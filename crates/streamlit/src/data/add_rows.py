def joined(before, more):
    """Rows below those of another table, with columns by their names."""
    names, columns, index, count = before
    new_names, new_columns, new_index, new_count = more
    if not names:
        names, columns, index, count = new_names, [[] for _ in new_names], new_index and [[] for _ in new_index], 0
    table = dict(zip(names, columns))
    added = dict(zip(new_names, new_columns))
    if len(added) == len(table) and not set(added) & set(table):
        # Columns that have nothing in common go by their order.
        added = dict(zip(table, new_columns))
    made = {}
    for name in [*table, *(name for name in added if name not in table)]:
        made[name] = [*table.get(name, [None] * count), *added.get(name, [None] * new_count)]
    if not index:
        return made
    labels = [level + more for level, more in zip(index, new_index)] if new_index else None
    if labels is None:
        labels = [index[0] + list(range(count, count + new_count))]
    keys = labels[0] if len(labels) == 1 else list(zip(*labels))
    if len(set(keys)) < len(keys):
        # A name that comes twice cannot be a key.
        return {"index": keys, **made} if "index" not in made else made
    return {name: dict(zip(keys, values)) for name, values in made.items()}
