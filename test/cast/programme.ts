/** One tiny programme on a database of its own, and a clock that tests move. */
import { randomUUID } from 'node:crypto';
import { insertProgramme } from '../../src/access/queries.ts';
import { LEDGER_PARTS, MEASURES, REBUILD } from '../../src/app/catalogue.ts';
import { Figures } from '../../src/figures/figures.ts';
import type { Answer, Draft } from '../../src/ledger/entry.ts';
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts';
import type { Rebuilt } from '../../src/ledger/rebuild.ts';
import type { AppendContext } from '../../src/ledger/prepare.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { inProgramme } from '../../src/platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../src/platform/http/route.ts';
import { testDatabase, type TestDatabase } from '../database/test-database.ts';

export class TestClock implements Clock {
  private at: number;

  constructor(start = '2021-11-26T12:00:00Z') {
    this.at = Date.parse(start);
  }

  now(): Date {
    return new Date(this.at);
  }

  passMinutes(minutes: number): void {
    this.at += minutes * 60_000;
  }
}

export interface TinyProgramme {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly ledger: Ledger;
  readonly figures: Figures;
  readonly programme: ProgrammeInfo;
  readonly context: AppendContext;
  /** Appends and insists that all were accepted. */
  accept(...drafts: Draft[]): Promise<void>;
  append(...drafts: Draft[]): Promise<Answer[]>;
  /** Makes every projection again. */
  rebuild(): Promise<Rebuilt>;
}

export async function tinyProgramme(database: TestDatabase | null = null): Promise<TinyProgramme> {
  const own = database ?? (await testDatabase());
  const clock = new TestClock();
  const id = randomUUID();
  const programme = { id, code: `p-${id.slice(0, 8)}`, name: 'Programa', timeZone: 'America/La_Paz', demonstration: true };
  await inProgramme(own.app, id, (client) => insertProgramme(client, programme));
  const ledger = openLedger(own.app, LEDGER_PARTS, clock);
  const figures = new Figures({ pool: own.app, clock, measures: MEASURES, kinds: LEDGER_PARTS.kinds, periodAt: async () => null, sortedFrom: 10 });
  const context: AppendContext = { programmeId: id, userId: null, via: 'web', may: () => true };
  const append = (...drafts: Draft[]): Promise<Answer[]> => ledger.append(context, drafts);
  return {
    database: own,
    clock,
    ledger,
    figures,
    programme,
    context,
    append,
    rebuild: () => ledger.rebuild({ programmeId: id, ...REBUILD }),
    async accept(...drafts) {
      const answers = await append(...drafts);
      const refused = answers.filter(({ answer }) => answer !== 'accepted');
      if (refused.length > 0) throw new Error(`Not accepted: ${JSON.stringify(refused)}`);
    },
  };
}
