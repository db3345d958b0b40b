"""What is fetched from the network and stored, so that handlers can read it."""
