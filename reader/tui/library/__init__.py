"""The parts of the library screen, one file each: the frame, rows, searching, tabs, selecting, versions, the preview."""
