"""The parts of the reading screen, one file each: the frame, motions, quotations, marks, find and the view."""
