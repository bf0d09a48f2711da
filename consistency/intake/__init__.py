"""The outside world becomes Documents, Facts and Cases."""
