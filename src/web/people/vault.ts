/**
 * What was read on this device lies there sealed (AES-256-GCM) under a random key of its person. Without a PIN the key lies beside it; with one
 * it lies there wrapped under the PIN, and as it is only while its person works. Six digits can be tried out by whoever copies the storage of the
 * phone: the phone's own lock protects better, and the screens say so.
 */

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

export interface Vault {
  seal(value: unknown): Promise<Sealed>;
  /** Throws where it was sealed under another key, or changed since. */
  open(sealed: Sealed): Promise<unknown>;
}

export const AES = { name: 'AES-GCM', length: 256 } as const;

/** Browsers give what this needs to pages that came by HTTPS only. */
export function canSeal(): boolean {
  return 'crypto' in globalThis && 'subtle' in globalThis.crypto;
}

export function makeKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt']);
}

export function vaultOf(key: CryptoKey): Vault {
  return {
    async seal(value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      return { iv, data: await crypto.subtle.encrypt({ name: AES.name, iv }, key, new TextEncoder().encode(JSON.stringify(value))) };
    },
    async open({ iv, data }) {
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: AES.name, iv }, key, data)));
    },
  };
}
