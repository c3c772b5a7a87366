"""The register of commitments as it is asked for: chosen, listed, and answered from."""
