"""The screens: each knows its widgets and the library, and nothing of the other screens' insides."""
