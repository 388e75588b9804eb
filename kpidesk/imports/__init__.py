"""What comes from outside into a desk: workbooks, CSV, pasted text, samples, another desk."""
