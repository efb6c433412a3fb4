/** Corrections on a real database: merged, in conflict, decided, waiting, and the figures that follow. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, correction, named, organisation, person, process, secret, session, withdrawal } from '../../test/cast/drafts.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { tinyProgramme, type TinyProgramme } from '../../test/cast/programme.ts';
import { evidenceOf } from '../figures/evidence.ts';
import type { Draft } from './entry.ts';

let tiny: TinyProgramme;
beforeAll(async () => {
  tiny = await tinyProgramme();
});
afterAll(() => tiny.database.drop());

async function personRow(id: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await tiny.database.owner.query<Record<string, unknown>>(
    'select sex, birth_year as year, given_names as name, phone, withdrawn from person where id = $1',
    [id],
  );
  return rows[0];
}

async function divergences(rootId: string): Promise<unknown[]> {
  const { rows } = await tiny.database.owner.query(
    `select fields, to_position is null as open from divergence where root_id = $1 order by from_position`,
    [rootId],
  );
  return rows;
}

async function answersOf(...drafts: Draft[]): Promise<string[]> {
  const answers = await tiny.append(...drafts);
  return answers.map((answer) => (answer.answer === 'refused' ? answer.code : answer.answer));
}

describe('two people correct the same record, neither having seen the other', () => {
  test('different fields: both stand, nothing is in conflict', async () => {
    const first = person('Rojas, Eva', { sex: null, birthYear: 1980 });
    await tiny.accept(first, correction(first, { sex: 'woman' }), correction(first, { birthYear: 1985 }));
    expect(await personRow(first.id)).toMatchObject({ sex: 'woman', year: 1985 });
    expect(await divergences(first.id)).toEqual([{ fields: [], open: true }]);
  });

  test('the same field: the earliest counts, the answer says so, and a decision that has seen both ends it', async () => {
    const first = person('Rojas, Eva', { sex: null });
    const [one, other] = [correction(first, { sex: 'woman' }), correction(first, { sex: 'man' })];
    await tiny.accept(first, one);
    expect(await tiny.append(other)).toMatchObject([{ answer: 'accepted', conflicts: ['payload.sex'] }]);
    expect(await personRow(first.id)).toMatchObject({ sex: 'woman' });
    expect(await divergences(first.id)).toEqual([{ fields: ['payload.sex'], open: true }]);
    await tiny.accept(correction(first, { sex: 'man' }, [one.id, other.id]));
    expect(await personRow(first.id)).toMatchObject({ sex: 'man' });
    expect(await divergences(first.id)).toEqual([{ fields: ['payload.sex'], open: false }]);
  });

  test('a telephone and a name are private parts of their own: each stands', async () => {
    const first = person('Rojas, Eva');
    const name = { ...correction(first, {}), private: { name: secret(named('Evangelina', 'Rojas')) } };
    const phone = { ...correction(first, {}), private: { contact: secret({ phones: [{ number: '70000001', kind: 'mobile' }], email: null }) } };
    await tiny.accept(first, name, phone);
    expect(await personRow(first.id)).toMatchObject({ name: 'Evangelina', phone: '70000001' });
  });

  test('one withdraws and the other corrects: the earlier one counts until somebody decides', async () => {
    const first = person('Rojas, Eva');
    const [fixed, gone] = [correction(first, { sex: 'woman' }), withdrawal(first)];
    await tiny.accept(first, fixed);
    expect(await tiny.append(gone)).toMatchObject([{ answer: 'accepted', conflicts: ['withdrawn'] }]);
    expect(await personRow(first.id)).toMatchObject({ withdrawn: false, sex: 'woman' });
    await tiny.accept({ ...withdrawal(first), supersedes: [fixed.id, gone.id] });
    expect(await personRow(first.id)).toMatchObject({ withdrawn: true });
  });
});

describe('a correction that comes before what it corrects', () => {
  test('waits, is asked again and still waits, and counts once the first version is in', async () => {
    const first = person('Rojas, Eva', { sex: null });
    const early = correction(first, { sex: 'woman' });
    expect(await answersOf(early)).toEqual(['waiting']);
    expect(await answersOf(early)).toEqual(['waiting']);
    expect(await personRow(first.id)).toBeUndefined();
    await tiny.accept(first);
    expect(await personRow(first.id)).toMatchObject({ sex: 'woman' });
    expect(await answersOf(early)).toEqual(['already-had']);
  });

  test('of a correction that is not in yet waits for it, even when sent in one call in the wrong order', async () => {
    const first = person('Rojas, Eva', { sex: null, birthYear: null });
    const middle = correction(first, { sex: 'woman' });
    const last = correction(first, { sex: 'woman', birthYear: 1985 }, [middle.id]);
    await tiny.accept(first);
    expect(await answersOf(last, middle)).toEqual(['waiting', 'accepted']);
    expect(await personRow(first.id)).toMatchObject({ sex: 'woman', year: 1985 });
  });

  test('takes the person away at once when it is a withdrawal', async () => {
    const first = person('Rojas, Eva');
    expect(await answersOf(withdrawal(first))).toEqual(['waiting']);
    await tiny.accept(first);
    expect((await personRow(first.id))?.['withdrawn'] ?? true).toBe(true);
  });

  test('of another kind than what comes in never counts', async () => {
    const id = randomUUID();
    const strange = { ...organisation('Cámara'), rootId: id, supersedes: [id] };
    expect(await answersOf(strange)).toEqual(['waiting']);
    await tiny.accept({ ...person('Rojas, Eva', { sex: 'woman' }), id });
    expect(await personRow(id)).toMatchObject({ sex: 'woman' });
    expect(await answersOf(strange)).toEqual(['waiting']);
  });
});

/** One process of 100 minutes with a threshold of 80; figures count who reached it. */
async function course(code: string): Promise<{ ids: { processId: string; sessionId: string; personId: string; organisationId: string }; drafts: Draft[] }> {
  const [who, where, whole] = [person('Rojas, Eva', { sex: 'woman' }), organisation('Cámara'), process(code)];
  const one = session(whole.id, 1);
  return {
    ids: { processId: whole.id, sessionId: one.id, personId: who.id, organisationId: where.id },
    drafts: [who, where, whole, one],
  };
}

describe('figures', () => {
  const trained = async (asOf?: string): Promise<number> => (await tiny.figures.figure(tiny.programme, 'TRAINED', { asOf })).value ?? 0;

  test('count the state that counts, once, and keep every past answer', async () => {
    await tiny.accept(indicator('TRAINED'));
    const { ids, drafts } = await course('CONF');
    const stay = attendance(ids, 50);
    await tiny.accept(...drafts, stay);
    const before = await trained();
    const enough = correction(stay, { durationMinutes: 90 });
    const less = correction(stay, { durationMinutes: 40 });
    const [first] = await tiny.append(enough);
    expect(await trained()).toBe(before + 1);
    // Written apart and later: the earliest counts, so the figure stays.
    const [second] = await tiny.append(less);
    expect(await trained()).toBe(before + 1);
    await tiny.accept(correction(stay, { durationMinutes: 40 }, [enough.id, less.id]));
    expect(await trained()).toBe(before);
    const at = (answer: typeof first): string => `@${answer?.answer === 'accepted' ? answer.position : 0}`;
    expect([await trained(at(first)), await trained(at(second))]).toEqual([before + 1, before + 1]);
    await tiny.rebuild();
    expect([await trained(), await trained(at(first)), await trained(at(second))]).toEqual([before, before + 1, before + 1]);
  });

  test('say which evidence was in conflict as of the position asked, by the record or by its person', async () => {
    const { ids, drafts } = await course('EVID');
    const stay = attendance(ids, 90);
    await tiny.accept(...drafts, stay);
    const [one, other] = [correction(stay, { durationMinutes: 95 }), correction(stay, { durationMinutes: 97 })];
    const ask = async (more: { asOf?: string; conflict?: 'open' } = {}, personal = true) => {
      const asked = { status: 'all' as const, cursor: 0, limit: 50, process: [ids.processId], ...more };
      const { summary, items } = await evidenceOf(tiny.figures, tiny.programme, 'TRAINED', asked, personal);
      return { inConflict: summary.inConflict, marked: items.filter((item) => item.inConflict).map(({ conflictId }) => conflictId), shown: items.length };
    };
    expect((await ask()).inConflict).toBe(0);
    await tiny.accept(one, other);
    expect(await ask({ conflict: 'open' })).toEqual({ inConflict: 1, marked: [stay.id], shown: 1 });
    expect((await ask({}, false)).marked).toEqual([null]);
    const [decided] = await tiny.append(correction(stay, { durationMinutes: 95 }, [one.id, other.id]));
    expect(await ask({ conflict: 'open' })).toEqual({ inConflict: 0, marked: [], shown: 0 });
    const position = decided?.answer === 'accepted' ? decided.position : 0;
    expect((await ask({ asOf: `@${position - 1}` })).marked).toEqual([stay.id]);
    expect((await ask({ asOf: `@${position - 2}` })).marked).toEqual([]);
    const [who] = drafts;
    if (who === undefined) throw new Error('There is nobody.');
    const phone = (number: string) => ({ private: { contact: secret({ phones: [{ number, kind: 'mobile' }], email: null }) } });
    const [left, right] = [{ ...correction(who, {}), ...phone('70000001') }, { ...correction(who, {}), ...phone('70000002') }];
    await tiny.accept(left, right);
    expect((await ask()).marked).toEqual([]);
    await tiny.accept(correction(who, { sex: 'man' }, [left.id]), correction(who, { sex: 'other' }, [right.id]));
    expect((await ask()).marked).toEqual([who.id]);
  });

  test('do not count what waits, and count it once from the position of what it waited for', async () => {
    const { ids, drafts } = await course('WAIT');
    const stay = attendance(ids, 10);
    await tiny.accept(...drafts);
    const before = await trained();
    expect(await answersOf(correction(stay, { durationMinutes: 95 }))).toEqual(['waiting']);
    expect(await trained()).toBe(before);
    await tiny.accept(stay);
    expect(await trained()).toBe(before + 1);
  });
});

describe('ten thousand corrections of one entry', () => {
  test('all apart, in batches: the earliest counts, one decision over the last thousand and the rest ends it', { timeout: 120_000 }, async () => {
    const first = person('Rojas, Eva', { birthYear: 1950 });
    await tiny.accept(first);
    const all = Array.from({ length: 10_000 }, (_, at) => correction(first, { birthYear: 1951 + (at % 50) }));
    for (let from = 0; from < all.length; from += 500) await tiny.accept(...all.slice(from, from + 500));
    expect(await personRow(first.id)).toMatchObject({ year: 1951 });
    let decided: string[] = [];
    for (let from = 0; from < all.length; from += 999) {
      const decision = correction(first, { birthYear: 1999 }, [...decided, ...all.slice(from, from + 999).map(({ id }) => id)]);
      await tiny.accept(decision);
      decided = [decision.id];
    }
    expect(await personRow(first.id)).toMatchObject({ year: 1999 });
    expect((await divergences(first.id)).at(-1)).toMatchObject({ open: false });
  });
});

test('a rebuild finds every row as the entries say: it changes none', async () => {
  expect((await tiny.rebuild()).changed).toEqual({});
});

test('a rebuild mends a row that was tampered with, and says so', async () => {
  const first = person('Rojas, Eva', { sex: 'woman' });
  await tiny.accept(first);
  await tiny.database.owner.query(`update person set sex = 'man' where id = $1`, [first.id]);
  expect((await tiny.rebuild()).changed).toEqual({ person: 1 });
  expect(await personRow(first.id)).toMatchObject({ sex: 'woman' });
});

test('a thing corrected in the very call in which it came in an import stays in that import, also after a rebuild', async () => {
  const batchId = randomUUID();
  const [who, where] = [{ ...person('Rojas, Eva', { sex: null }), batchId }, { ...organisation('Cámara'), batchId }];
  await tiny.accept(who, where, correction(who, { sex: 'woman' }), correction(where, { acronym: 'CA' }));
  const inBatch = async (): Promise<unknown[]> => {
    const { rows } = await tiny.database.owner.query(
      `select batch_id = $1 as own from person where id = $2 union all select batch_id = $1 from organisation where id = $3`,
      [batchId, who.id, where.id],
    );
    return rows;
  };
  expect(await inBatch()).toEqual([{ own: true }, { own: true }]);
  expect((await tiny.rebuild()).changed).toEqual({});
});
