export const metrics = {
  "metrics.title": "Metrics",
  "metrics.back": "Dashboard",
  "metrics.tabs": "Parts of the metrics",
  "metrics.tab.summary": "Summary",
  "metrics.tab.demographics": "Demographics",
  "metrics.tab.meetings": "{meeting} List",
} as const;
