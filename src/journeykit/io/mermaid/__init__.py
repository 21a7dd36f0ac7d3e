"""Mermaid: `journey` read and written, `flowchart` written."""
