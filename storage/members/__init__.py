"""What is known of members: who they are, when they speak, and whom they invited."""
