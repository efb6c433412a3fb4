import type { Log } from '../../src/platform/database/log.ts';

/** Tests speak by failing. */
export const quietLog: Log = { info: () => {}, error: () => {} };
