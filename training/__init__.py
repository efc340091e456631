"""From openly licensed data to the model that Khabar ships: prepare, train, evaluate, export."""
