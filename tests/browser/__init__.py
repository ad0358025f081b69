"""What readers do, in a browser."""
