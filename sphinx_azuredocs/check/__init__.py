"""Find the defects that a build reports, without writing the output."""
