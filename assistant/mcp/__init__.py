"""The door for MCP clients: what Parity answers, looks up and checks, as tools that only read."""
