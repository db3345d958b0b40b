"""OneBot 11, by reverse WebSocket: for QQ, and for whatever else speaks it."""
