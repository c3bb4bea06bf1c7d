"""The web app on a record: pages that are made on the server, and an HTTP API."""
