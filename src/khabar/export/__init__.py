"""What leaves a casebook: one format a module, all with the notice that they tell of reports and not of events."""
