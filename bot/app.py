"""The composition root: builds every part, in order of dependency."""
