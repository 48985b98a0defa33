"""Three hundred loan files with planted faults: their stories, ledgers, papers and truth, made from a seed."""
