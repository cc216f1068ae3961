"""Collections that are never changed: what the package `rpds-py` does in machine code, by copies of
those of Python. Each change gives another collection."""

from collections.abc import Mapping, Sequence, Set

__all__ = ["HashTrieMap", "HashTrieSet", "List", "Queue", "Stack"]


class HashTrieMap(Mapping):
    """A dict that is never changed."""

    __slots__ = ("_items", "_hash")

    def __init__(self, value=(), **named):
        self._items = dict(value, **named)
        self._hash = None

    @classmethod
    def _of(cls, items):
        made = cls.__new__(cls)
        made._items = items
        made._hash = None
        return made

    @classmethod
    def convert(cls, value):
        return value if isinstance(value, cls) else cls(value)

    @classmethod
    def fromkeys(cls, keys, value=None):
        return cls._of(dict.fromkeys(keys, value))

    def __getitem__(self, key):
        return self._items[key]

    def __contains__(self, key):
        return key in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __eq__(self, other):
        if isinstance(other, HashTrieMap):
            return self._items == other._items
        return self._items == other if isinstance(other, Mapping) else NotImplemented

    def __hash__(self):
        if self._hash is None:
            self._hash = hash(frozenset(self._items.items()))
        return self._hash

    def __repr__(self):
        return f"HashTrieMap({self._items!r})"

    def __reduce__(self):
        return type(self), (self._items,)

    def get(self, key, default=None):
        return self._items.get(key, default)

    def keys(self):
        return self._items.keys()

    def values(self):
        return self._items.values()

    def items(self):
        return self._items.items()

    def insert(self, key, value):
        return self._of({**self._items, key: value})

    def remove(self, key):
        items = dict(self._items)
        del items[key]
        return self._of(items)

    def discard(self, key):
        return self.remove(key) if key in self._items else self

    def update(self, *others, **named):
        items = dict(self._items)
        for other in others:
            items.update(other)
        items.update(named)
        return self._of(items)


class HashTrieSet(Set):
    """A set that is never changed."""

    __slots__ = ("_items",)

    def __init__(self, value=()):
        self._items = frozenset(value)

    @classmethod
    def _from_iterable(cls, items):
        return cls(items)

    def __contains__(self, item):
        return item in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __hash__(self):
        return hash(self._items)

    def __repr__(self):
        return f"HashTrieSet({set(self._items) or '{}'})"

    def __reduce__(self):
        return type(self), (list(self._items),)

    def insert(self, item):
        return type(self)(self._items | {item})

    def remove(self, item):
        if item not in self._items:
            raise KeyError(item)
        return self.discard(item)

    def discard(self, item):
        return type(self)(self._items - {item})

    def update(self, *others):
        return type(self)(self._items.union(*others))

    def union(self, other):
        return self.update(other)

    def intersection(self, other):
        return type(self)(self._items.intersection(other))

    def difference(self, other):
        return type(self)(self._items.difference(other))

    def symmetric_difference(self, other):
        return type(self)(self._items.symmetric_difference(other))


class _Row(Sequence):
    """Items in order."""

    __slots__ = ("_items",)

    def __init__(self, *items):
        if len(items) == 1 and not isinstance(items[0], (str, bytes)) and hasattr(items[0], "__iter__"):
            items = tuple(items[0])
        self._items = items

    @classmethod
    def _of(cls, items):
        made = cls.__new__(cls)
        made._items = items
        return made

    def __getitem__(self, at):
        return self._items[at]

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, type(self)) else NotImplemented

    def __hash__(self):
        return hash(self._items)

    def __repr__(self):
        return f"{type(self).__name__}([{', '.join(map(repr, self._items))}])"

    def __reduce__(self):
        return type(self), (list(self._items),)

    def _first(self):
        if not self._items:
            raise IndexError("empty")
        return self._items[0]


class List(_Row):
    """A list that grows at its front."""

    __slots__ = ()

    @property
    def first(self):
        return self._first()

    @property
    def rest(self):
        return self.drop_first() if self._items else self

    def push_front(self, item):
        return self._of((item, *self._items))

    def drop_first(self):
        self._first()
        return self._of(self._items[1:])


class Queue(_Row):
    """What comes first goes first."""

    __slots__ = ()

    @property
    def peek(self):
        return self._first()

    @property
    def is_empty(self):
        return not self._items

    def enqueue(self, item):
        return self._of((*self._items, item))

    def dequeue(self):
        self._first()
        return self._of(self._items[1:])


class Stack(_Row):
    """What comes last goes first."""

    __slots__ = ()

    def peek(self):
        return self._first()

    def push(self, item):
        return self._of((item, *self._items))

    def pop(self):
        self._first()
        return self._of(self._items[1:])
