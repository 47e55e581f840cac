"""The door: who asks, and what they may see."""
