"""What happens before anything is loaded: the last frame is shown again, and the terminal kept for the application."""
