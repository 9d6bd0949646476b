"""Pictures of what lies in time, as SVG that we write ourselves."""
