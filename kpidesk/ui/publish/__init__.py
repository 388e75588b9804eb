"""The Publish page: what can be printed and sent out, seen before it is."""
