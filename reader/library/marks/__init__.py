"""What the person made: journals that are never rewritten, and what they add up to."""
