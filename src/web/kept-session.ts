/** Who was signed in on this device when the server was last reached: enough to open the application without connection. */
import { HOUSE_PATH } from './house-address.ts';

/** Another shape of what is kept counts as nothing kept. */
const SHAPE = 1;
const KEY = `digna.session ${HOUSE_PATH}`;

/** `storage`: of the browser, or of a test. Reads and writes do nothing where storage is forbidden or full. */
export function keptSessionIn<Session extends object>(storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
  return {
    read(): Session | null {
      return ifAllowed(() => {
        const kept: { shape: number; session: Session | null } | null = JSON.parse(storage().getItem(KEY) ?? 'null');
        return kept?.shape === SHAPE ? kept.session : null;
      });
    },
    keep(session: Session): void {
      ifAllowed(() => storage().setItem(KEY, JSON.stringify({ shape: SHAPE, session })));
    },
    /** Nobody is to be signed in by what the browser still has, until somebody signs in. */
    keepNobody(): void {
      ifAllowed(() => storage().setItem(KEY, JSON.stringify({ shape: SHAPE, session: null })));
    },
    isNobody(): boolean {
      return ifAllowed(() => storage().getItem(KEY)) === JSON.stringify({ shape: SHAPE, session: null });
    },
    forget(): void {
      ifAllowed(() => storage().removeItem(KEY));
    },
  };
}

function ifAllowed<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    // Without storage the application asks the server each time it is opened, as it did before.
    return null;
  }
}
