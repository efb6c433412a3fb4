/** Sentences for refusals, in the words given: for screens and for the command line. */
import type { es } from './texts.es.ts';

/** Why the ledger refused an entry, and of which value where that says something. */
export function refusalIn(texts: typeof es, code: string, field: string | null): string {
  const known: Readonly<Record<string, string>> = texts.refusals;
  const sentence = known[code] ?? texts.refusedOther(code);
  if (field === null) return sentence;
  // The field says through which indicators the circle goes.
  if (code === 'indicator-circle') return texts.refusedCircle(field);
  const fields: Readonly<Record<string, string>> = texts.refusedFields;
  // Where a value as such is wrong, whoever helps needs its name in the code.
  const word = fields[field] ?? (code.startsWith('bad-') ? field : null);
  return word === null ? sentence : texts.refusedField(sentence, word);
}
