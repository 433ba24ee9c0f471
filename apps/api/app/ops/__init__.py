"""What operators ask: is it alive, is it ready, what is wrong with this installation."""
