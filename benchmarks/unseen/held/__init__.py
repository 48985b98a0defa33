"""Papers that are only counted: made by others than those who mend the reading, with words and layouts of their own."""
