"""Making the gazetteer that the package ships."""
