/** What is known, with dots between: `Mujer · 1987 · El Alto`. */
export function joined(parts: readonly (string | number | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}
