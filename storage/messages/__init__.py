"""Messages in and out, and what they carry."""
