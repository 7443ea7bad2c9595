export const charts = {
  "chart.label": "Graph: {title}. The same figures stand in the table below it.",
  "chart.table": "Show as a table",
  "chart.table.of": "Table: {title}",
  "chart.empty": "There is nothing to show yet.",
} as const;
