/** Numbers with decimals as the ledger keeps them: as text, since a float could be read as another number. Pure. */
import { z } from 'zod';

/** Up to thirteen digits and four decimals, written one way only: `62.5`, never `62,50`. */
export const decimalText = z.string().regex(/^-?(0|[1-9]\d{0,12})(\.\d{0,3}[1-9])?$/);

/** The text of a number; what lies beyond four decimals is rounded. */
export function textOfDecimal(value: number): string {
  return String(Math.round(value * 10_000) / 10_000 + 0);
}
