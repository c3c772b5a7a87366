"""What is logged of questions and their answers, for whoever runs Parity: files of this machine."""
