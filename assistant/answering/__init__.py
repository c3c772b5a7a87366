"""From passages to an answer: sentences, evidence, refusal, what was found."""
