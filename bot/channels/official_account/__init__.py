"""Official accounts of WeChat (公众号)."""
