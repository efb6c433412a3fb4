/** How far this phone is with what was written on it: what every page may show without the store itself. */
import { reactive } from 'vue';

/** In the browser's small storage, which is read at once: rows were here when it was used last. */
const ROWS_MARK = 'digna.rows';

interface PhoneState {
  /** Whether this user works with what is kept here; false on the office's computers. */
  active: boolean;
  kept: number;
  refused: number;
  waiting: number;
  /** Photos and scans that the server does not have. */
  files: number;
  sending: { sent: number; of: number } | null;
  /** How the last request went. */
  connection: 'unknown' | 'there' | 'away' | 'signed-out';
  /** The storage of this browser is full, or not to be had. */
  trouble: 'none' | 'full' | 'closed';
  /** When the rows were last brought up to date, ISO; null: there are none. */
  rowsAt: string | null;
  /** Rises whenever something here changed: whoever shows it reads again. */
  changes: number;
}

export const phone = reactive<PhoneState>({
  active: false, kept: 0, refused: 0, waiting: 0, files: 0, sending: null, connection: 'unknown', trouble: 'none', rowsAt: null, changes: 0,
});

/** Whether rows are here, as far as is known before the store is open. */
export function hadRows(): boolean {
  try {
    return localStorage.getItem(ROWS_MARK) !== null;
  } catch {
    return false;
  }
}

/** Says so for the next opening. */
export function markRows(areHere: boolean): void {
  if (areHere === hadRows()) return;
  try {
    if (areHere) localStorage.setItem(ROWS_MARK, '1');
    else localStorage.removeItem(ROWS_MARK);
  } catch {
    // Without storage the first screen asks the server each time.
  }
}
