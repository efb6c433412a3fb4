/** Which text can be kept at all. Pure. */

/** Whether the ledger and the database can hold a text: without NUL, and without half of a pair of surrogates. */
export function canBeKept(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** The same of all text in a value as JSON has them, names of fields among it. */
export function allCanBeKept(value: unknown): boolean {
  if (typeof value === 'string') return canBeKept(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([field, one]) => canBeKept(field) && allCanBeKept(one));
}
