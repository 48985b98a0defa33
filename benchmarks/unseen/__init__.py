"""Papers with layouts and wordings that neither the rules nor the models were made on, each with its truth."""
