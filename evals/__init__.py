"""The evals ask the reference questions and stop a change that makes the answers worse."""
