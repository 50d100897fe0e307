"""What our money is at: lines of credit, limits, expected losses, purchases."""
