"""Personal data in what people type: found in one place for all that keeps, logs or sends it."""
