"""Who is who: names, kept up with every change."""
