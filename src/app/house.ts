/** Assembles the house on an open database: ledger, figures, sign-in, importer. Server and command line share it. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { withinScope } from '../access/scope.ts';
import { openSignIn, type SignIn } from '../access/sign-in.ts';
import { Importer } from '../capabilities/events/importer.ts';
import { programmeDescribed } from '../capabilities/results/entries.ts';
import { baselinesAt } from '../capabilities/results/plans.ts';
import { payloadAt } from '../capabilities/results/queries.ts';
import { effectOf } from '../figures/effect.ts';
import { Crew } from '../figures/crew.ts';
import { Figures } from '../figures/figures.ts';
import { openLedger, type Ledger } from '../ledger/ledger.ts';
import type { Effect } from '../ledger/routes.ts';
import { filesIn, type Files } from '../platform/attachments/files.ts';
import { partsIn, type Parts } from '../platform/attachments/parts.ts';
import { DuplicateSearches } from '../registry/duplicate-searches.ts';
import { openTypesetting, type Typesetting } from '../platform/documents/typesetting.ts';
import type { Clock } from '../platform/clock.ts';
import { countersIn, type Counters } from '../platform/counters/counters.ts';
import { ListCursors } from '../registry/list-cursors.ts';
import { NewRecords } from '../registry/new-records.ts';
import { RegistryImporter } from '../registry/importer.ts';
import { LEDGER_PARTS, MEASURES, YIELDS_BY_KIND } from './catalogue.ts';

/** More threads than this wait for memory rather than for each other. */
const CREW_MAX = 7;

export interface House {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly figures: Figures;
  readonly files: Files;
  readonly fileParts: Parts;
  readonly signIn: SignIn;
  readonly counters: Counters;
  readonly importer: Importer;
  readonly registryImporter: RegistryImporter;
  readonly effect: Effect;
  readonly typesetting: Typesetting;
  readonly searches: DuplicateSearches;
  readonly newRecords: NewRecords;
  readonly listCursors: ListCursors;
}

export async function openHouse(pool: Pool, folder: string, clock: Clock): Promise<House> {
  const searches = new DuplicateSearches(pool, clock);
  const newRecords = new NewRecords(pool, (programmeId, what) => searches.putOff(programmeId, what));
  const ledger = newRecords.watching(openLedger(pool, LEDGER_PARTS, clock));
  const figures = new Figures({
    pool,
    clock,
    measures: MEASURES,
    kinds: LEDGER_PARTS.kinds,
    crew: crewFrom(import.meta.url),
    periodAt: async (client, programmeId, position) => {
      const payload = await payloadAt(client, programmeId, programmeDescribed, position);
      return payload === null ? null : programmeDescribed.payload.parse(payload);
    },
    baselinesAt,
  });
  const secret = await secretIn(folder);
  const files = filesIn(join(folder, 'files'));
  const fileParts = partsIn(join(folder, 'parts'), () => clock.now().getTime());
  const parts = { figures, ledger, yields: YIELDS_BY_KIND };
  const effect: Effect = async (programme, context, drafts) =>
    effectOf(parts, programme, context, drafts, await withinScope(pool, programme.id, { scope: context.scope ?? null }));
  return {
    pool,
    clock,
    ledger,
    figures,
    files,
    fileParts,
    effect,
    typesetting: openTypesetting(),
    signIn: openSignIn(pool, secret, clock),
    counters: countersIn(pool, secret, clock),
    listCursors: new ListCursors(secret),
    searches,
    newRecords,
    importer: new Importer({ pool, clock, ledger, files, effect, newRecords }),
    registryImporter: new RegistryImporter({ pool, clock, ledger, files, effect, newRecords }),
  };
}

/** Threads for large figures, one less than the machine has cores; none where the server runs from its sources. */
function crewFrom(here: string): Crew | undefined {
  const script = ['./figure-worker.js', '../figure-worker.js'].map((path) => new URL(path, here)).find((url) => existsSync(url));
  const size = Math.min(CREW_MAX, availableParallelism() - 1);
  return script === undefined || size < 1 ? undefined : new Crew(script, size);
}

/** The secret that signs session cookies and keys digests; made once per data folder. */
async function secretIn(folder: string): Promise<string> {
  const path = join(folder, 'session-secret');
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true });
    await writeFile(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
      // Another process made it in between: read theirs.
      if (!existsSync(path)) throw error;
    });
    await chmod(path, 0o600);
  }
  return readFile(path, 'utf8');
}
