/** The key of a person under their PIN. */
import { AES, type Sealed } from './vault.ts';

/** A key under a PIN. `rounds`: of PBKDF2-SHA-256. */
export interface Wrapped extends Sealed {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
}

/** About a second on a cheap phone. */
const ROUNDS = 300_000;

/** The key under a PIN. */
export async function wrapped(key: CryptoKey, pin: string): Promise<Wrapped> {
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const data = await crypto.subtle.wrapKey('raw', key, await keyOfPin(pin, salt, ROUNDS), { name: AES.name, iv });
  return { salt, rounds: ROUNDS, iv, data };
}

/** The key again, which may be wrapped anew; null where the PIN is another. */
export async function unwrapped({ salt, rounds, iv, data }: Wrapped, pin: string): Promise<CryptoKey | null> {
  const key = await keyOfPin(pin, salt, rounds);
  try {
    return await crypto.subtle.unwrapKey('raw', data, key, { name: AES.name, iv }, AES, true, ['encrypt', 'decrypt']);
  } catch {
    // The seal does not hold: another PIN.
    return null;
  }
}

/** The same key, which no script can read out of the browser. */
export async function hidden(key: CryptoKey): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', await crypto.subtle.exportKey('raw', key), AES, false, ['encrypt', 'decrypt']);
}

async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, secret, AES, false, ['wrapKey', 'unwrapKey']);
}
