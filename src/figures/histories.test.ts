/** Random histories against a reference that counts by brute force, and against a rebuild. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paperState } from '../../test/cast/paper-state.ts';
import { ageGroups, attendance, correction, draft, organisation, peopleMerged, person, process, session, withdrawal } from '../../test/cast/drafts.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { tinyProgramme, type TinyProgramme } from '../../test/cast/programme.ts';
import { testDatabase, type TestDatabase } from '../../test/database/test-database.ts';
import { PROJECTION_TABLES } from '../app/catalogue.ts';
import type { Draft } from '../ledger/entry.ts';
import type { Version } from '../ledger/fold.ts';
import { evidenceOf } from './evidence.ts';

const RUNS = 40;
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

type Step =
  | { readonly do: 'attend'; readonly who: number; readonly where: number; readonly minutes: number; readonly organisation: number; readonly imported: boolean }
  | { readonly do: 'correct-minutes'; readonly which: number; readonly minutes: number }
  | { readonly do: 'correct-apart'; readonly which: number; readonly minutes: number; readonly seen: number }
  | { readonly do: 'correct-early'; readonly which: number; readonly minutes: number; readonly next: number }
  | { readonly do: 'withdraw'; readonly which: number }
  | { readonly do: 'correct-sex'; readonly who: number; readonly sex: 'woman' | 'man' | null }
  | { readonly do: 'correct-birth'; readonly who: number; readonly birthYear: number | null }
  | { readonly do: 'set-ages'; readonly youngTo: number }
  | { readonly do: 'merge'; readonly one: number; readonly other: number }
  | { readonly do: 'separate'; readonly which: number }
  | { readonly do: 'unite'; readonly one: number; readonly other: number; readonly chosen: boolean }
  | { readonly do: 'part'; readonly which: number }
  | { readonly do: 'open-import' }
  | { readonly do: 'withdraw-import'; readonly which: number }
  | { readonly do: 'repeat'; readonly which: number };

const PEOPLE = 4;
const index = fc.nat(8);
/** Around the threshold, so that one minute more or less matters. */
const minutes = fc.constantFrom(0, 40, 60, 72, 79, 80, 81, 100);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('attend' as const), who: fc.nat(PEOPLE - 1), where: fc.nat(2), minutes, organisation: fc.nat(2), imported: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct-minutes' as const), which: index, minutes }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('correct-apart' as const), which: index, minutes, seen: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct-early' as const), which: index, minutes, next: minutes }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct-sex' as const), who: fc.nat(PEOPLE - 1), sex: fc.constantFrom('woman' as const, 'man' as const, null) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct-birth' as const), who: fc.nat(PEOPLE - 1), birthYear: fc.constantFrom(1991, 1992, 1993, null) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-ages' as const), youngTo: fc.constantFrom(27, 28) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), one: fc.nat(PEOPLE - 1), other: fc.nat(PEOPLE - 1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('separate' as const), which: index }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unite' as const), one: fc.nat(2), other: fc.nat(2), chosen: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('part' as const), which: index }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open-import' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw-import' as const), which: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const), which: index }) },
);

/** An attendance with all its versions, each after those it has seen. */
interface Stay {
  readonly draft: Draft;
  readonly versions: Version[];
  readonly who: number;
  readonly where: number;
  readonly organisation: number;
  readonly batch: string | null;
}

/** How many minutes stand, and whether the attendance stands at all. */
function standingOf(stay: Stay): { minutes: number; gone: boolean } {
  const { fields } = paperState(stay.versions);
  return { minutes: Number(fields['minutes']), gone: fields['withdrawn'] === true };
}

/** Versions of a stay that no other has seen. */
function leavesOf(stay: Stay): string[] {
  const seen = new Set(stay.versions.flatMap(({ supersedes }) => supersedes));
  return stay.versions.map(({ id }) => id).filter((id) => !seen.has(id));
}

function versionOf(draft: Draft, position: number): Version {
  const payload = draft.kind === 'ledger.entry-withdrawn' ? {} : { minutes: draft.payload['durationMinutes'] };
  return { id: draft.id, position, kind: draft.kind, supersedes: draft.supersedes, occurredOn: draft.occurredOn, payload, private: {} };
}

/** What a person would keep on paper. */
class Reference {
  readonly stays: Stay[] = [];
  readonly merges: { draft: Draft; one: number; other: number; gone: boolean }[] = [];
  /** Organisations declared one; `chosen` is the one whose kind stands, if somebody said. */
  readonly unions: { draft: Draft; one: number; other: number; chosen: number | null; gone: boolean }[] = [];
  readonly sex: ('woman' | 'man' | null)[] = Array.from({ length: PEOPLE }, () => null);
  readonly birthYear: (number | null)[] = Array.from({ length: PEOPLE }, () => null);
  /** The oldest age at which one is young; null before the programme said so. */
  youngTo: number | null = null;
  readonly batches = new Map<string, 'unopened' | 'open' | 'withdrawn'>();

  /** People trained, women and young people among them, organisations named and minutes: by hand. Everything happens in 2020. */
  figures(ids: readonly string[], organisationIds: readonly string[]): Told {
    const groups = groupsOf(PEOPLE, this.merges);
    const kinds = this.countedKinds(organisationIds);
    let trained = 0;
    let women = 0;
    let young = 0;
    for (const group of groups) {
      const own = this.stays.filter((stay) => group.includes(stay.who) && this.counts(stay));
      const inProcess = (process: number) => own.filter((stay) => (stay.where < 2 ? 0 : 1) === process);
      const reached = [0, 1].filter((process) => {
        const ofSession = (where: number) => own.filter((stay) => stay.where === where).reduce((total, stay) => total + standingOf(stay).minutes, 0);
        // A session of 100 minutes gives nobody more than 100.
        const sum = (process === 0 ? [0, 1] : [2]).reduce((total, where) => total + Math.min(100, ofSession(where)), 0);
        const held = process === 0 ? 200 : 100;
        return sum * 100 >= 80 * held && inProcess(process).length > 0 && inProcess(process).some((stay) => kinds[stay.organisation]);
      });
      if (reached.length === 0) continue;
      trained += 1;
      const ordered = [...group].sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
      if (ordered.map((who) => this.sex[who]).find((sex) => sex !== null) === 'woman') women += 1;
      const born = ordered.map((who) => this.birthYear[who]).find((year) => year !== null);
      if (born !== undefined && born !== null && this.youngTo !== null && 2020 - born <= this.youngTo) young += 1;
    }
    const counted = this.stays.filter((stay) => this.counts(stay) && kinds[stay.organisation]);
    const named = counted.map((stay) => stay.organisation);
    const minutes = counted.reduce((sum, stay) => sum + standingOf(stay).minutes, 0);
    const perStay = counted.length === 0 ? 0 : Math.round((minutes * 10_000) / counted.length) / 10_000;
    const organisations = groupsOf(3, this.unions).filter((group) => group.some((one) => named.includes(one))).length;
    return { trained, women, young, organisations, minutes, perStay };
  }

  /** Per organisation: whether its kind is one that the indicators count. Organisation 2 is an enterprise, which is not. */
  private countedKinds(ids: readonly string[]): boolean[] {
    const counted = [true, true, false];
    const own = [...counted];
    for (const group of groupsOf(3, this.unions)) {
      const ordered = [...group].sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
      const chosen = this.unions.filter(({ gone, one }) => !gone && group.includes(one)).findLast((union) => union.chosen !== null);
      for (const one of group) counted[one] = own[chosen?.chosen ?? ordered[0] ?? one] ?? false;
    }
    return counted;
  }

  private counts(stay: Stay): boolean {
    return !standingOf(stay).gone && (stay.batch === null || this.batches.get(stay.batch) === 'open');
  }

}

function groupsOf(size: number, edges: readonly { one: number; other: number; gone: boolean }[]): number[][] {
  let groups = Array.from({ length: size }, (_, who) => [who]);
  for (const edge of edges.filter(({ gone }) => !gone)) {
    const one = groups.find((group) => group.includes(edge.one)) ?? [];
    const other = groups.find((group) => group.includes(edge.other)) ?? [];
    if (one !== other) groups = [...groups.filter((group) => group !== one && group !== other), [...one, ...other]];
  }
  return groups;
}

async function play(tiny: TinyProgramme, steps: readonly Step[]): Promise<{ reference: Reference; ids: string[]; organisationIds: string[] }> {
  const people = Array.from({ length: PEOPLE }, (_, at) => person(`Persona, P${at}`));
  const organisations = [organisation('Cámara', 'employers'), organisation('Sindicato', 'workers'), organisation('Empresa', 'enterprise')];
  const processes = [process('ONE'), process('TWO')];
  const sessions = [session(processes[0]?.id ?? '', 1), session(processes[0]?.id ?? '', 2), session(processes[1]?.id ?? '', 1)];
  await tiny.accept(
    indicator('TRAINED'),
    indicator('YOUNG', { filter: { youth: ['youth'], organisationKind: ['employers', 'workers', 'government'] } }),
    indicator('WOMEN', { filter: { sex: ['woman'], organisationKind: ['employers', 'workers', 'government'] } }),
    indicator('ORGANISATIONS', { cases: { rule: 'each-fact' }, aggregate: { kind: 'distinct', of: 'organisation' }, unit: 'organisations' }),
    indicator('MINUTES', { cases: { rule: 'each-fact' }, aggregate: { kind: 'sum' }, unit: 'minutes' }),
    indicator('PER-STAY', { cases: { rule: 'each-fact' }, aggregate: { kind: 'mean' }, unit: 'minutes' }),
    ...people, ...organisations, ...processes, ...sessions,
  );
  const reference = new Reference();
  const leafOfPerson = people.map(({ id }) => id);
  const sent: Draft[] = [];
  let batch = randomUUID();
  const send = async (...drafts: Draft[]): Promise<void> => {
    await tiny.accept(...drafts);
    sent.push(...drafts);
  };
  /** Corrects a stay having seen these of its versions. */
  const correct = async (stay: Stay, made: Draft): Promise<void> => {
    await send(made);
    stay.versions.push(versionOf(made, sent.length));
  };
  for (const next of steps) {
    switch (next.do) {
      case 'attend': {
        const ids = {
          processId: processes[next.where < 2 ? 0 : 1]?.id ?? '',
          sessionId: sessions[next.where]?.id ?? '',
          personId: people[next.who]?.id ?? '',
          organisationId: organisations[next.organisation]?.id ?? null,
        };
        const made = attendance(ids, next.minutes, { batchId: next.imported ? batch : null });
        if (next.imported) reference.batches.set(batch, 'unopened');
        await send(made);
        reference.stays.push({ draft: made, versions: [versionOf(made, sent.length)], who: next.who, where: next.where, organisation: next.organisation, batch: made.batchId });
        break;
      }
      case 'correct-minutes': {
        const stay = reference.stays[next.which];
        if (stay !== undefined) await correct(stay, correction(stay.draft, { durationMinutes: next.minutes }, leavesOf(stay)));
        break;
      }
      case 'correct-apart': {
        const stay = reference.stays[next.which];
        const seen = stay?.versions[next.seen % stay.versions.length];
        if (stay !== undefined && seen !== undefined) await correct(stay, correction(stay.draft, { durationMinutes: next.minutes }, [seen.id]));
        break;
      }
      case 'correct-early': {
        // The second correction comes before the first, which it has seen.
        const stay = reference.stays[next.which];
        if (stay === undefined) break;
        const first = correction(stay.draft, { durationMinutes: next.minutes }, leavesOf(stay));
        const second = correction(stay.draft, { durationMinutes: next.next }, [first.id]);
        expect((await tiny.append(second))[0]?.answer).toBe('waiting');
        await send(first);
        stay.versions.push(versionOf(first, sent.length), versionOf(second, sent.length));
        break;
      }
      case 'withdraw': {
        const stay = reference.stays[next.which];
        if (stay !== undefined) await correct(stay, { ...withdrawal(stay.draft), supersedes: leavesOf(stay) });
        break;
      }
      case 'correct-sex': {
        const who = people[next.who];
        if (who === undefined) break;
        const made = correction(who, { sex: next.sex, birthYear: reference.birthYear[next.who] ?? null }, [leafOfPerson[next.who] ?? '']);
        await send(made);
        leafOfPerson[next.who] = made.id;
        reference.sex[next.who] = next.sex;
        break;
      }
      case 'correct-birth': {
        const who = people[next.who];
        if (who === undefined) break;
        const made = correction(who, { sex: reference.sex[next.who] ?? null, birthYear: next.birthYear }, [leafOfPerson[next.who] ?? '']);
        await send(made);
        leafOfPerson[next.who] = made.id;
        reference.birthYear[next.who] = next.birthYear;
        break;
      }
      case 'set-ages': {
        await send(ageGroups([[16, next.youngTo], [next.youngTo + 1, null]], [16, next.youngTo]));
        reference.youngTo = next.youngTo;
        break;
      }
      case 'merge': {
        if (next.one === next.other) break;
        const made = peopleMerged(people[next.one]?.id ?? '', people[next.other]?.id ?? '');
        await send(made);
        reference.merges.push({ draft: made, one: next.one, other: next.other, gone: false });
        break;
      }
      case 'separate': {
        const merge = reference.merges[next.which];
        if (merge === undefined || merge.gone) break;
        await send(withdrawal(merge.draft));
        merge.gone = true;
        break;
      }
      case 'unite': {
        if (next.one === next.other) break;
        const ends = [organisations[next.one]?.id, organisations[next.other]?.id];
        const chosen = next.chosen ? { organisationKind: ends[1] } : {};
        const made = draft('registry.organisations-merged', { organisationIds: ends, score: null, explanation: [], chosen });
        await send(made);
        reference.unions.push({ draft: made, one: next.one, other: next.other, chosen: next.chosen ? next.other : null, gone: false });
        break;
      }
      case 'part': {
        const union = reference.unions[next.which];
        if (union === undefined || union.gone) break;
        await send(withdrawal(union.draft));
        union.gone = true;
        break;
      }
      case 'open-import': {
        if (reference.batches.get(batch) !== 'unopened') break;
        await send(draft('ledger.batch-opened', { batchId: batch, what: 'attendance', rowCount: 1, entryCount: 1, processId: null }));
        reference.batches.set(batch, 'open');
        batch = randomUUID();
        break;
      }
      case 'withdraw-import': {
        const open = [...reference.batches].filter(([, state]) => state === 'open')[next.which];
        if (open === undefined) break;
        await send(draft('ledger.batch-withdrawn', { batchId: open[0] }));
        reference.batches.set(open[0], 'withdrawn');
        break;
      }
      case 'repeat': {
        const again = sent[next.which];
        if (again !== undefined) expect((await tiny.append(again))[0]?.answer).toBe('already-had');
        break;
      }
    }
  }
  return { reference, ids: people.map(({ id }) => id), organisationIds: organisations.map(({ id }) => id) };
}

interface Told {
  readonly trained: number;
  readonly women: number;
  readonly young: number;
  readonly organisations: number;
  readonly minutes: number;
  readonly perStay: number;
}

async function figuresNow(tiny: TinyProgramme, asOf?: string): Promise<Told> {
  const valueOf = async (code: string): Promise<number> => (await tiny.figures.figure(tiny.programme, code, { asOf })).value ?? 0;
  return { trained: await valueOf('TRAINED'), women: await valueOf('WOMEN'), young: await valueOf('YOUNG'), organisations: await valueOf('ORGANISATIONS'), minutes: await valueOf('MINUTES'), perStay: await valueOf('PER-STAY') };
}

async function listsOf(tiny: TinyProgramme): Promise<unknown> {
  const lists = [];
  for (const table of PROJECTION_TABLES) {
    const { rows } = await tiny.database.owner.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${table} t where programme_id = $1 order by 1`,
      [tiny.programme.id],
    );
    lists.push([table, rows.map(({ row }) => row)]);
  }
  return lists;
}

test('any history gives what counting by hand gives, again after a rebuild, and the same past', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 60 }), async (steps) => {
      const tiny = await tinyProgramme(database);
      const { reference, ids, organisationIds } = await play(tiny, steps);
      const now = await figuresNow(tiny);
      expect(now).toEqual(reference.figures(ids, organisationIds));
      const { summary } = await evidenceOf(tiny.figures, tiny.programme, 'TRAINED', { status: 'all', cursor: 0, limit: 1 }, true);
      expect(summary.counted).toBe(now.trained);
      const evidence = await evidenceOf(tiny.figures, tiny.programme, 'ORGANISATIONS', { status: 'all', cursor: 0, limit: 1 }, true);
      expect(evidence.summary.counted).toBe(now.organisations);
      const middle = `@${Math.floor((await tiny.figures.figure(tiny.programme, 'TRAINED', {})).position * 0.7)}`;
      const past = await figuresNow(tiny, middle);
      const lists = await listsOf(tiny);
      await tiny.rebuild();
      expect(await listsOf(tiny)).toEqual(lists);
      expect(await figuresNow(tiny)).toEqual(now);
      expect(await figuresNow(tiny, middle)).toEqual(past);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
