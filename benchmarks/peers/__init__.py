"""Other people's clients of the long connection against our fake platform."""
