/** Ids of the hint and the error of a field, for `aria-describedby`; undefined where it has neither. */
export function describedBy(controlId: string, hint: string | null, error: string | null): string | undefined {
  const ids = [hint === null ? '' : `${controlId}-hint`, error === null ? '' : `${controlId}-error`];
  return ids.filter((id) => id !== '').join(' ') || undefined;
}
