"""What a page is made of before anything is loaded: functions that keep nothing, and import what Python has loaded already.

A start that has the words of an article in its library shows them before Python has read a module of any size; see
`entry.stored_page`. The rooms that set and paint pages use the same functions, so that no word moves when they take over.
"""
