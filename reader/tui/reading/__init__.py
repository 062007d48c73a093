"""The parts of the reading screen, one file each: the frame, motions, quotations, marks, find, the view and ways out."""
