/** The one store of this window. */
import { openStore, type Store } from './database.ts';
import { phone } from './phone-state.ts';

let store: Promise<Store> | null = null;

/** The store of this browser; opened again where it was taken away. */
export function theStore(): Promise<Store> {
  store ??= openStore(undefined, { closed: forgetStore }).catch((error: unknown) => {
    store = null;
    phone.trouble = 'closed';
    throw error;
  });
  return store;
}

/** A connection to the store that died without a word (phones that slept): whoever asks next opens it anew. */
export function storeFailed(error: unknown): void {
  if (error instanceof DOMException && error.name === 'InvalidStateError') forgetStore();
}

/** Whoever asks next opens it anew. */
export function forgetStore(): void {
  store = null;
}
