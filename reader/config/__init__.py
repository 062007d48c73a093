"""Where things are kept and how the person wants them: folders, settings, themes, what was changed on the screen."""
