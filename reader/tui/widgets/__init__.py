"""The widgets: each paints what it is given and says in messages what happened; none knows the library."""
