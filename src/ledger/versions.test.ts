import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { draft, secret } from '../../test/cast/drafts.ts';
import { LEDGER_PARTS, REBUILD } from '../app/catalogue.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { insertProgramme } from '../access/queries.ts';
import { TestClock } from '../../test/cast/programme.ts';
import { testDatabase, type TestDatabase } from '../../test/database/test-database.ts';
import { randomUUID } from 'node:crypto';
import type { Projector } from './append.ts';
import { earlierPart, earlierVersion, entryKind, type EntryKind } from './entry.ts';
import { openLedger, type Ledger } from './ledger.ts';
import type { AppendContext } from './prepare.ts';
import { findVersions } from './read-queries.ts';
import { payloadOf } from './versions.ts';

/** A kind as it was: a distance in whole kilometres, told by one person. */
const first = entryKind({
  kind: 'test.distance-told',
  version: 1,
  payload: z.strictObject({ kilometres: z.int() }),
  privateParts: { teller: z.string().trim() },
  permission: 'process.write',
});
/** The same kind later: metres, a mode of travel, and tellers. */
const second = entryKind({
  kind: 'test.distance-told',
  version: 2,
  payload: z.strictObject({ metres: z.int(), mode: z.enum(['foot', 'bus']).nullable() }),
  privateParts: { teller: z.strictObject({ names: z.array(z.string()) }) },
  permission: 'process.write',
  earlier: {
    1: earlierVersion(first.payload, ({ kilometres }) => ({ metres: kilometres * 1000, mode: null }), {
      teller: earlierPart(z.string().trim(), (name) => ({ names: [name] })),
    }),
  },
});

let database: TestDatabase;
let context: AppendContext;
const seen: { payload: unknown; private: unknown }[] = [];
const watch: Projector = async (_client, entries) => {
  seen.push(...entries.map(({ stored, private: values }) => ({ payload: stored.payload, private: values })));
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

async function ledgerOf(kind: EntryKind, programmeId: string): Promise<Ledger> {
  context = { programmeId, userId: null, via: 'web', may: () => true };
  const kinds = new Map([...LEDGER_PARTS.kinds, [kind.kind, kind]]);
  return openLedger(database.app, { kinds, refusers: [], projectors: [watch] }, new TestClock());
}

async function newProgramme(): Promise<string> {
  const id = randomUUID();
  const programme = { id, code: `p-${id.slice(0, 8)}`, name: 'Programa', timeZone: 'America/La_Paz', demonstration: true };
  await inProgramme(database.app, id, (client) => insertProgramme(client, programme));
  return id;
}

test('an entry of the first version is stored as it came, read as the second, and sent again is already had', async () => {
  const programmeId = await newProgramme();
  const old = draft('test.distance-told', { kilometres: 3 }, { private: { teller: secret('  Wara ') } });
  const [before] = await (await ledgerOf(first, programmeId)).append(context, [old]);
  expect(before?.answer).toBe('accepted');

  const ledger = await ledgerOf(second, programmeId);
  expect((await ledger.append(context, [old]))[0]?.answer).toBe('already-had');
  const [row] = await inProgramme(database.app, programmeId, (client) => findVersions(client, programmeId, old.id));
  expect(JSON.parse(row?.body ?? '{}')).toMatchObject({ schemaVersion: 1, payload: { kilometres: 3 } });
  expect(payloadOf(row?.body ?? '{}', new Map([[second.kind, second]]))).toEqual({ metres: 3000, mode: null });
});

test('lists see the newest shape, whether the entry has just come in or is read again by a rebuild', async () => {
  const programmeId = await newProgramme();
  const ledger = await ledgerOf(second, programmeId);
  seen.length = 0;
  await ledger.append(context, [
    draft('test.distance-told', { kilometres: 2 }, { private: { teller: secret('Wara') } }),
    draft('test.distance-told', { metres: 150, mode: 'foot' }, { schemaVersion: 2, private: { teller: secret({ names: ['Ana', 'Eva'] }) } }),
  ]);
  const expected = [
    { payload: { metres: 2000, mode: null }, private: { teller: { names: ['Wara'] } } },
    { payload: { metres: 150, mode: 'foot' }, private: { teller: { names: ['Ana', 'Eva'] } } },
  ];
  expect(seen).toEqual(expected);
  seen.length = 0;
  await ledger.rebuild({ programmeId, ...REBUILD });
  expect(seen).toEqual(expected);
});

test('a draft is held to the shape of the version it states', async () => {
  const ledger = await ledgerOf(second, await newProgramme());
  const codes = await ledger.append(context, [
    draft('test.distance-told', { metres: 1, mode: null }),
    draft('test.distance-told', { kilometres: 1 }, { schemaVersion: 2 }),
    draft('test.distance-told', { kilometres: 1 }, { private: { teller: secret({ names: [] }) } }),
    draft('test.distance-told', { metres: 1, mode: null }, { schemaVersion: 3 }),
  ]);
  expect(codes.map((answer) => (answer.answer === 'refused' ? answer.code : answer.answer))).toEqual([
    'bad-payload',
    'bad-payload',
    'bad-private-part',
    'future-version',
  ]);
});

test('every version before the newest of every kind has a shape and a way up', () => {
  for (const kind of LEDGER_PARTS.kinds.values()) {
    const before = Array.from({ length: kind.version - 1 }, (_, at) => String(at + 1));
    expect(Object.keys(kind.earlier), kind.kind).toEqual(before);
  }
});
