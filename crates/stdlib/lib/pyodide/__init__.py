"""The part of Pyodide's interface that makes requests, for apps that were written for it."""
