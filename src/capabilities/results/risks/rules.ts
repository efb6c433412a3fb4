/** How grave a risk is, from how likely it is and how much it would do; each 1 to 3. Pure. */
export const SEVERITIES = ['low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Diagonals of the matrix, ours: 2 and 3 together are low, 4 medium, 5 and 6 high. */
export function severityOf({ likelihood, impact }: { readonly likelihood: number; readonly impact: number }): Severity {
  const sum = likelihood + impact;
  if (sum >= 5) return 'high';
  return sum === 4 ? 'medium' : 'low';
}
