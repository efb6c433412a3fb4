/** Clients that append without pause and write down what was acknowledged; and the comparison with what is stored. */
import pg from 'pg';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Draft } from '../../src/ledger/entry.ts';
import { person } from '../cast/drafts.ts';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Door {
  readonly programmeId: string;
  readonly cookie: string;
}

/** The first administrator and programme of an empty house. */
export async function setUpHouse(url: string): Promise<Door> {
  const response = await fetch(`${url}/api/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada', username: 'ada', password: 'una-contraseña-larga', programmeName: 'Prueba', programmeCode: 'prueba' }),
  });
  const cookie = response.headers.getSetCookie().map((part) => part.split(';')[0]).join('; ');
  const { programmeId } = z.object({ programmeId: z.string() }).parse(await response.json());
  return { programmeId, cookie };
}

export interface AppendStream {
  /** Id and position of every entry that was acknowledged. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** Waits until so many more are acknowledged. Throws when it takes longer than `secondsMax`. */
  more(count: number, secondsMax?: number): Promise<void>;
  /** Lets each writer finish what it holds. */
  stop(): Promise<void>;
}

/** Writers that send one to five people at a time to any of the servers, again and again until they are answered. */
export function appendStream(urls: readonly string[], door: Door, writers = 4): AppendStream {
  const acknowledged = new Map<string, number>();
  let stopped = false;
  const writer = async (of: number): Promise<void> => {
    let waiting: Draft[] = [];
    for (let turn = of; !stopped || waiting.length > 0; turn += 1) {
      if (waiting.length === 0) waiting = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () => person('Apaza Quispe, Ana'));
      const answers = await send(`${urls[turn % urls.length]}/api/programmes/${door.programmeId}/entries`, door.cookie, waiting);
      if (answers === null) {
        await pause(30);
        continue;
      }
      for (const { id, position } of answers) {
        // An answer given twice must be the same answer.
        expect(acknowledged.get(id) ?? position).toBe(position);
        acknowledged.set(id, position);
      }
      waiting = [];
    }
  };
  const all = Array.from({ length: writers }, (_, of) => writer(of));
  return {
    acknowledged,
    async more(count, secondsMax = 120) {
      const wanted = acknowledged.size + count;
      const deadline = performance.now() + secondsMax * 1000;
      while (acknowledged.size < wanted) {
        if (performance.now() > deadline) throw new Error(`Only ${acknowledged.size} of ${wanted} entries were acknowledged.`);
        await pause(10);
      }
    },
    async stop() {
      stopped = true;
      await Promise.all(all);
    },
  };
}

const answersShape = z.object({ answers: z.array(z.object({ id: z.string(), answer: z.string(), position: z.number() })) });

/** The answers, or null when the server or its database is away. */
async function send(path: string, cookie: string, entries: Draft[]): Promise<{ id: string; position: number }[] | null> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ entries }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) return null;
    const { answers } = answersShape.parse(await response.json());
    expect(answers.filter(({ answer }) => answer !== 'accepted' && answer !== 'already-had')).toEqual([]);
    return answers;
  } catch (error) {
    if (error instanceof Error && error.name === 'AssertionError') throw error;
    return null;
  }
}

export interface Comparison {
  /** Entries stored. */
  readonly stored: number;
  /** Acknowledged, and not stored at the position that was told. */
  readonly lost: number;
  /** Positions that are missing between the first and the last. */
  readonly gaps: number;
  /** Entries whose person is not in the list. */
  readonly unlisted: number;
  /** Entries recorded before one of a smaller position. */
  readonly backwards: number;
}

/** What the database holds against what was acknowledged. */
export async function compareStored(ownerUrl: string, { programmeId }: Door, acknowledged: ReadonlyMap<string, number>): Promise<Comparison> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ id: string; position: string; listed: boolean; backwards: boolean }>(
    `select e.id, e.position, p.id is not null as listed,
       e.recorded_at < lag(e.recorded_at) over (order by e.position) as backwards
     from entry e left join person p on p.programme_id = e.programme_id and p.id = e.id
     where e.programme_id = $1 order by e.position`,
    [programmeId],
  );
  const head = await owner.query<{ position: string }>('select position from ledger_head where programme_id = $1', [programmeId]);
  await owner.end();
  const positions = new Map(rows.map((row) => [row.id, Number(row.position)]));
  return {
    stored: rows.length,
    lost: [...acknowledged].filter(([id, position]) => positions.get(id) !== position).length,
    gaps: Number(head.rows[0]?.position ?? 0) - rows.length + rows.filter((row, at) => Number(row.position) !== at + 1).length,
    unlisted: rows.filter(({ listed }) => !listed).length,
    backwards: rows.filter(({ backwards }) => backwards).length,
  };
}
