"""What happens later, and again after a failure."""
