import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, correction, draft, organisation, person, process, session, withdrawal } from '../../test/cast/drafts.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { tinyProgramme, type TinyProgramme } from '../../test/cast/programme.ts';
import type { Draft } from '../ledger/entry.ts';
import { evidenceOf } from './evidence.ts';

/**
 * The worked example. One process of two sessions of 100 minutes, threshold 80 % (so 160 minutes), and a second process
 * of one session of 100 minutes. By hand:
 *   Ana, woman, employers: 100 + 60 = 160 of 200 minutes: trained (exactly the threshold)
 *   Beto, man, workers: 100 + 59 = 159: not trained
 *   Cora, sex unknown, government: 50 + 30 in session 1 (came back), 80 in session 2 = 160: trained
 *   Dora, woman, no organisation: 200: trained, but represents nobody: left out
 *   Eva, woman: recorded twice, "Eva Roca" 90 and "Roca E., Eva" 90, merged = 180: trained, employers; and trained in the
 *     second process for workers: one person, two processes, two kinds
 */
let tiny: TinyProgramme;
const ana = person('Ana, Ana', { sex: 'woman' });
const beto = person('Beto, Beto', { sex: 'man' });
const cora = person('Cora, Cora');
const dora = person('Dora, Dora', { sex: 'woman' });
// The canonical record is the one with the smaller id.
const eva = person('Roca, Eva', { sex: 'woman' }, { id: '00000000-0000-4000-8000-000000000001' });
const evaAgain = person('Roca E., Eva');
const chamber = organisation('Cámara', 'employers');
const union = organisation('Sindicato', 'workers');
const ministry = organisation('Ministerio', 'government');
const one = process('ONE');
const two = process('TWO');
const first = session(one.id, 1);
const second = session(one.id, 2);
const only = session(two.id, 1, { heldOn: '2021-03-02' });
const merge = draft('registry.people-merged', {
  personIds: [eva.id, evaAgain.id],
  score: 90,
  explanation: [],
  chosen: {},
  decidedBy: 'person',
});

function stay(who: Draft, where: Draft, minutes: number, organisationId: string | null, department: string | null = null): Draft {
  const ids = { processId: where === only ? two.id : one.id, sessionId: where.id, personId: who.id, organisationId };
  return attendance(ids, minutes, { occurredOn: String(where.payload['heldOn']), payload: { department } });
}

const betoShort = stay(beto, second, 59, union.id);

beforeAll(async () => {
  tiny = await tinyProgramme();
  await tiny.accept(indicator('TRAINED'));
  await tiny.accept(
    indicator('WOMEN', { unit: 'percent', aggregate: { kind: 'share', of: 'person', numerator: { sex: ['woman'] }, denominator: 'all' } }),
    indicator('WOMEN-KNOWN', { unit: 'percent', aggregate: { kind: 'share', of: 'person', numerator: { sex: ['woman'] }, denominator: 'known' } }),
    indicator('TIMES', { unit: 'participations', aggregate: { kind: 'count' } }),
    indicator('ORGANISATIONS', { unit: 'organisations', aggregate: { kind: 'distinct', of: 'organisation' } }),
    indicator('PROCESSES', { unit: 'activities', cases: { rule: 'each-fact' }, filter: {}, aggregate: { kind: 'distinct', of: 'activity' } }),
    indicator('NOTHING', { measure: 'events.never-measured' }),
  );
  await tiny.accept(ana, beto, cora, dora, eva, evaAgain, chamber, union, ministry, one, two, first, second, only);
  await tiny.accept(
    stay(ana, first, 100, chamber.id, '02'),
    stay(ana, second, 60, chamber.id, '02'),
    stay(beto, first, 100, union.id),
    betoShort,
    stay(cora, first, 50, ministry.id),
    stay(cora, first, 30, ministry.id),
    stay(cora, second, 80, ministry.id),
    stay(dora, first, 100, null),
    stay(dora, second, 100, null),
    stay(eva, first, 90, chamber.id),
    stay(evaAgain, second, 90, chamber.id),
    stay(eva, only, 100, union.id),
    merge,
  );
});
afterAll(() => tiny.database.drop());

const value = async (code: string, query: Parameters<TinyProgramme['figures']['figure']>[2] = {}): Promise<number | null> =>
  (await tiny.figures.figure(tiny.programme, code, query)).value;

describe('the worked example', () => {
  test('three people were trained: Ana, Cora, Eva', async () => {
    expect(await value('TRAINED')).toBe(3);
  });

  test('by sex: two women, one unknown', async () => {
    const { sexes } = await tiny.figures.figure(tiny.programme, 'TRAINED', {});
    expect(sexes).toEqual({ woman: 2, man: 0, other: 0, notStated: 0, unknown: 1, total: 3 });
  });

  test('by kind the cells add up to four, and the figure says that one person stands in two', async () => {
    const { cells, overlap } = await tiny.figures.figure(tiny.programme, 'TRAINED', { by: ['organisation-kind'] });
    expect(cells.map(({ keys, value: count }) => [keys[0], count])).toEqual([
      ['employers', 2],
      ['government', 1],
      ['workers', 1],
    ]);
    expect(overlap).toBe(1);
  });

  test('by organisation, process and department at once', async () => {
    const { cells } = await tiny.figures.figure(tiny.programme, 'TRAINED', { by: ['organisation', 'process', 'department'] });
    expect(new Set(cells.map(({ labels, value: count }) => `${labels.join(' ')} ${count}`))).toEqual(
      new Set([
        'Cámara Proceso ONE 02 1',
        'Cámara Proceso ONE unknown 1',
        'Ministerio Proceso ONE unknown 1',
        'Sindicato Proceso TWO unknown 1',
      ]),
    );
  });

  test('women are two of three; of those whose sex is known, two of two', async () => {
    expect(await value('WOMEN')).toBe(66.67);
    expect(await value('WOMEN-KNOWN')).toBe(100);
  });

  test('four participations, three organisations, two processes', async () => {
    expect(await value('TIMES')).toBe(4);
    expect(await value('ORGANISATIONS')).toBe(3);
    expect(await value('PROCESSES')).toBe(2);
  });

  test('without a single fact there is no data, which is not 0', async () => {
    expect(await value('NOTHING')).toBeNull();
  });

  test('a person is trained on the day they reached the threshold', async () => {
    expect(await value('TRAINED', { from: '2020-10-12', to: '2020-10-12' })).toBe(3);
    expect(await value('TRAINED', { from: '2020-10-11', to: '2020-10-11' })).toBe(0);
    expect(await value('TRAINED', { from: '2021-01-01' })).toBe(1);
  });

  test('filters narrow the figure', async () => {
    expect(await value('TRAINED', { sex: ['woman'] })).toBe(2);
    expect(await value('TRAINED', { organisationKind: ['workers'] })).toBe(1);
    expect(await value('TRAINED', { process: [two.id] })).toBe(1);
    expect(await value('TRAINED', { organisation: [ministry.id] })).toBe(1);
    expect(await value('TRAINED', { department: ['02'] })).toBe(1);
  });
});

describe('the evidence', () => {
  const evidence = (status: 'counted' | 'collapsed' | 'left-out' | 'all', code = 'TRAINED') =>
    evidenceOf(tiny.figures, tiny.programme, code, { status, cursor: 0, limit: 50 }, true);

  test('says of each of the twelve stays whether it counts and why not', async () => {
    const { summary } = await evidence('all');
    expect(summary).toEqual({
      read: 12,
      inConflict: 0,
      counted: 3,
      collapsed: [
        { reason: 'rejoined', count: 1 },
        { reason: 'other-session', count: 2 },
        { reason: 'other-spelling', count: 2 },
      ],
      leftOut: [
        { reason: 'below-threshold', count: 2 },
        { reason: 'no-organisation', count: 2 },
      ],
    });
  });

  test('of a cell says of Beto and Cora that they are not asked about, before whether they attained', async () => {
    const { summary } = await evidenceOf(tiny.figures, tiny.programme, 'TRAINED', { sex: ['woman'], status: 'all', cursor: 0, limit: 50 }, true);
    expect(summary.read).toBe(12);
    expect(summary.counted).toBe(2);
    expect(summary.leftOut).toEqual([
      { reason: 'no-organisation', count: 2 },
      { reason: 'outside-filter', count: 5 },
    ]);
  });

  test('counted is the figure, whatever is asked', async () => {
    for (const code of ['TRAINED', 'TIMES', 'ORGANISATIONS', 'PROCESSES']) {
      const { summary } = await evidence('counted', code);
      expect([code, summary.counted]).toEqual([code, await value(code)]);
    }
  });

  test('opens onto names and entries, and onto neither for a reader without personal data', async () => {
    const { items } = await evidence('counted');
    expect(new Set(items.map((item) => item.personName))).toEqual(new Set(['Ana Ana', 'Cora Cora', 'Eva Roca']));
    const blind = await evidenceOf(tiny.figures, tiny.programme, 'TRAINED', { status: 'all', cursor: 0, limit: 50 }, false);
    expect(JSON.stringify(blind)).not.toMatch(/Ana|Cora|Roca|Beto/);
    expect(blind.items[0]?.pseudonym).toMatch(/^P-\d{4}/);
  });

  test('comes in pages without loss', async () => {
    const seen: string[] = [];
    for (let cursor: number | null = 0; cursor !== null; ) {
      const page = await evidenceOf(tiny.figures, tiny.programme, 'TRAINED', { status: 'all', cursor, limit: 5 }, true);
      seen.push(...page.items.map((item) => item.entryId));
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(12);
  });
});

describe('as of', () => {
  test('a correction of a sex changes the figure, and as of before it is what it was', async () => {
    tiny.clock.passMinutes(5);
    const before = tiny.clock.now().toISOString();
    tiny.clock.passMinutes(1);
    const corrected = correction(cora, { sex: 'woman' });
    await tiny.accept(corrected);
    expect(await value('WOMEN')).toBe(100);
    expect(await value('WOMEN', { asOf: before })).toBe(66.67);
    await tiny.accept(correction(cora, { sex: null }, [corrected.id]));
    expect(await value('WOMEN')).toBe(66.67);
  });

  test('a change of threshold counts from then on only', async () => {
    const before = `@${(await tiny.figures.figure(tiny.programme, 'TRAINED', {})).position}`;
    const looser = correction(one, { thresholdPercent: 79 });
    await tiny.accept(looser);
    expect(await value('TRAINED')).toBe(4);
    expect(await value('TRAINED', { asOf: before })).toBe(3);
    await tiny.accept(correction(one, { thresholdPercent: 80 }, [looser.id]));
    expect(await value('TRAINED')).toBe(3);
  });

  test('separating two records takes the count back, and merging them again restores it', async () => {
    const before = `@${(await tiny.figures.figure(tiny.programme, 'TRAINED', {})).position}`;
    await tiny.accept(withdrawal(merge));
    // Each half of Eva has 90 of 200 minutes in process ONE; the second process still counts.
    expect(await value('TIMES')).toBe(3);
    expect(await value('TIMES', { asOf: before })).toBe(4);
    const again = draft('registry.people-merged', { ...merge.payload });
    await tiny.accept(again);
    expect(await value('TIMES')).toBe(4);
  });

  test('a withdrawn stay is left out, and says so', async () => {
    const gone = withdrawal(betoShort);
    await tiny.accept(gone);
    const { summary } = await evidenceOf(tiny.figures, tiny.programme, 'TRAINED', { status: 'all', cursor: 0, limit: 50 }, true);
    expect(summary.read).toBe(12);
    expect(summary.leftOut).toContainEqual({ reason: 'withdrawn', count: 1 });
    await tiny.accept(correction(betoShort, { durationMinutes: 60 }, [gone.id]));
    expect(await value('TRAINED')).toBe(4);
  });

  test('a day means its end in the time zone of the programme', async () => {
    expect(await value('TRAINED', { asOf: '2021-11-26' })).toBe(4);
    await expect(value('TRAINED', { asOf: '2021-11-24' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(value('TRAINED', { asOf: 'yesterday' })).rejects.toMatchObject({ code: 'bad-position' });
  });
});

describe('a session recorded twice', () => {
  test('from two lists gives nobody more than the session lasted', async () => {
    const fabio = person('Fabio, Fabio');
    await tiny.accept(fabio, stay(fabio, first, 100, chamber.id), stay(fabio, first, 100, chamber.id));
    const figure = await tiny.figures.figure(tiny.programme, 'TRAINED', { from: '2020-10-11', to: '2020-10-11' });
    expect(figure.value).toBe(0);
  });
});

describe('a session that is withdrawn', () => {
  test('gives nobody minutes, and its process needs only the others', async () => {
    const course = process('SHORT');
    const [kept, gone] = [session(course.id, 1, { heldOn: '2021-05-01' }), session(course.id, 2, { heldOn: '2021-05-02' })];
    const gala = person('Gala, Gala');
    const at = { processId: course.id, personId: gala.id, organisationId: chamber.id };
    await tiny.accept(course, kept, gone, gala, attendance({ ...at, sessionId: gone.id }, 100, { occurredOn: '2021-05-02' }));
    const may = { from: '2021-05-01', to: '2021-05-31' };
    expect(await value('TRAINED', may)).toBe(0);
    await tiny.accept(withdrawal(gone));
    expect(await value('TRAINED', may)).toBe(0);
    await tiny.accept(attendance({ ...at, sessionId: kept.id }, 80, { occurredOn: '2021-05-01' }));
    expect(await value('TRAINED', may)).toBe(1);
    await tiny.accept(withdrawal(course));
    expect(await value('TRAINED', may)).toBe(0);
  });
});

describe('a share', () => {
  test('takes its numerator from the period', async () => {
    await tiny.accept(indicator('WORKERS', { unit: 'percent', aggregate: { kind: 'share', of: 'person', numerator: { organisationKind: ['workers'] }, denominator: 'all' } }));
    // Eva was there for employers in 2020, for workers in 2021.
    expect(await value('WORKERS', { from: '2020-01-01', to: '2020-12-31' })).toBe(25);
    expect(await value('WORKERS', { from: '2021-03-01', to: '2021-03-31' })).toBe(100);
  });

  test('over known values counts as evidence only those it is over', async () => {
    const figure = await tiny.figures.figure(tiny.programme, 'WOMEN-KNOWN', {});
    const { summary } = await evidenceOf(tiny.figures, tiny.programme, 'WOMEN-KNOWN', { status: 'counted', cursor: 0, limit: 1 }, true);
    expect(summary.counted).toBe(figure.denominator);
  });
});

describe('a reading that breaks off', () => {
  test('is begun anew: no fact comes in twice', async () => {
    const before = await value('TIMES');
    const someone = person('Hugo, Hugo');
    await tiny.accept(someone, stay(someone, only, 100, union.id));
    const connect = tiny.database.app.connect.bind(tiny.database.app);
    let failures = 1;
    Object.assign(tiny.database.app, {
      connect: async () => {
        const client = await connect();
        const query = client.query.bind(client);
        Object.assign(client, {
          query: (...args: unknown[]) => {
            const text = JSON.stringify(args[0]);
            if (failures > 0 && text.includes('from person_version')) {
              failures -= 1;
              return Promise.reject(new Error('connection lost'));
            }
            return Reflect.apply(query, client, args);
          },
        });
        return client;
      },
    });
    await expect(value('TIMES')).rejects.toThrow('connection lost');
    expect(failures).toBe(0);
    expect(await value('TIMES')).toBe((before ?? 0) + 1);
    Object.assign(tiny.database.app, { connect });
  });
});

describe('a rebuild', () => {
  test('gives the same figures at every position', async () => {
    const { position } = await tiny.figures.figure(tiny.programme, 'TIMES', {});
    const all = async (): Promise<(number | null)[]> => {
      const values = [];
      for (let at = 8; at <= position; at += 1) values.push(await value('TIMES', { asOf: `@${at}` }), await value('TRAINED', { asOf: `@${at}` }));
      return values;
    };
    const before = await all();
    await tiny.rebuild();
    expect(await all()).toEqual(before);
  });
});
