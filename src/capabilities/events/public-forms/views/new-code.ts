/** A code for a public address, made on this device. */
import { codeFrom } from '../../../../verification/rules.ts';

/** Chance favours no letter; too few fair bytes among 32 are too rare to be seen, and then it is asked again. */
export function newCode(): string {
  return codeFrom(crypto.getRandomValues(new Uint8Array(32))) ?? newCode();
}
