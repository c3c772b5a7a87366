"""What is looked up rather than searched for, from the register and from every paragraph."""
