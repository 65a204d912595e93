"""The only room with state: project, history, results and the actions upon them."""
