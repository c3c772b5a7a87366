"""What is kept of conversations and of what people say of answers: files of this machine."""
