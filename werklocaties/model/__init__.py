"""What a plan is: frozen values and pure functions."""
