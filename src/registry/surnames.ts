/** A person's surnames in one text. Pure. */
import type { z } from 'zod';
import type { personName } from './particulars.ts';

/** Surnames as lists show and matching compares them: the two apart where known, else as they were written. */
export function surnamesOf(name: z.output<typeof personName> | null): string {
  if (name === null) return '';
  const apart = [name.paternal, name.maternal].filter((part) => part !== null).join(' ');
  return apart === '' ? (name.surnames ?? '') : apart;
}
