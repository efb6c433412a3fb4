/** Where people reach the house, as the operator says. */
import { CannotStart } from '../platform/database/cannot-start.ts';

/** A path that needs no escaping anywhere. */
const PATH = /^(\/[A-Za-z0-9._~-]+)*\/*$/;

/** `DIGNA_PUBLIC_URL` without a slash at the end; null where nobody set it. Throws `CannotStart` where it is no address. */
export function publicAddressIn(env: NodeJS.ProcessEnv): string | null {
  const written = (env['DIGNA_PUBLIC_URL'] ?? '').trim();
  if (written === '') return null;
  const address = URL.canParse(written) && /^https?:/.test(written) ? new URL(written) : null;
  if (address === null || !PATH.test(address.pathname)) throw new CannotStart('bad-public-address', written);
  return address.origin + address.pathname.replace(/\/+$/, '');
}
