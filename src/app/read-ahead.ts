/** What the server works out as soon as it listens, before anybody asks. */
import type { FastifyInstance } from 'fastify';
import { listProgrammes } from '../access/queries.ts';
import type { House } from './house.ts';

/** Reads the facts and works the public pages out: the first visitor would wait for it. */
export async function readAhead({ pool, figures }: Pick<House, 'pool' | 'figures'>, app: FastifyInstance): Promise<void> {
  try {
    for (const programme of await listProgrammes(pool)) {
      await figures.momentAt(programme, undefined);
      await app.inject({ url: `/p/${encodeURIComponent(programme.code)}` });
    }
  } catch {
    // The database went away, or the server is stopping: whoever asks first waits, as without this.
  }
}
