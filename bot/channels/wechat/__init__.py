"""What WeCom and WeChat share: sealed callbacks, their XML, and access tokens."""
