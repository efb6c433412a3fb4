/** Rows as new as the connection allows, for a page that is about to show what others may have written meanwhile. */
import { readyHere } from '../api.ts';
import { phone } from './phone-state.ts';

/** A page waits no longer than this for what changed, milliseconds. */
const PATIENCE_MS = 4_000;

/** Resolved when the rows of this phone were brought up to date, could not be, or it took too long. At once where nobody works on a phone. */
export async function freshRows(): Promise<void> {
  await readyHere();
  if (!phone.active) return;
  const [{ bringRowsNow }, { answersSoon }] = await Promise.all([import('./phone.ts'), import('./start.ts')]);
  void answersSoon();
  const brought = bringRowsNow();
  // What did not come a moment ago is not waited for.
  if (phone.connection === 'away') return;
  await Promise.race([brought, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
