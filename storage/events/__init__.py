"""Events and sign-up lists."""
