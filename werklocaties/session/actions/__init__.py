"""What a user can do: a file per noun, a function per verb.

Actions never ask. They take decisions as arguments and return ``Done``, or ``Work`` when they
are slow; expected trouble is a ``DoorError``. Where the user must choose, a first pure call
returns a ``Question``.
"""
