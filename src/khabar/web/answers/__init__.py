"""What the routes answer, one module a subject. Each handler takes the desk and what is asked, and gives plain JSON."""
