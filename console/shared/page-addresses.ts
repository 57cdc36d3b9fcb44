/** Where the page about an incident is. */
export function incidentAddress(id: string): string {
  return `/incidents/${encodeURIComponent(id)}`;
}

/** Where the page about a rule is. */
export function ruleAddress(id: string): string {
  return `/rules/${encodeURIComponent(id)}`;
}
