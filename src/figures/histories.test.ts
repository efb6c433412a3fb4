/** Random histories against a reference that counts by brute force, and against a rebuild. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ageGroups, attendance, correction, draft, organisation, person, process, secret, session, withdrawal } from '../../test/cast/drafts.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { KINDS, leavesOf, PEOPLE, Reference, versionOf, type Kind, type Stay, type Told } from '../../test/cast/programme-by-hand.ts';
import { tinyProgramme, type TinyProgramme } from '../../test/cast/programme.ts';
import { testDatabase, type TestDatabase } from '../../test/database/test-database.ts';
import { PROJECTION_TABLES } from '../app/catalogue.ts';
import type { Draft } from '../ledger/entry.ts';
import { ORGANISATION_DETAILS } from '../registry/entries.ts';
import { evidenceOf } from './evidence.ts';
import { Figures } from './figures.ts';

const RUNS = 25;
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Which of two merged records a value is taken from. */
type Chosen = 'one' | 'other' | null;
type Step =
  | { readonly do: 'attend'; readonly who: number; readonly where: number; readonly minutes: number; readonly organisation: number; readonly imported: boolean }
  | { readonly do: 'correct-minutes'; readonly which: number; readonly minutes: number }
  | { readonly do: 'correct-apart'; readonly which: number; readonly minutes: number; readonly seen: number }
  | { readonly do: 'correct-early'; readonly which: number; readonly minutes: number; readonly next: number }
  | { readonly do: 'withdraw'; readonly which: number }
  | { readonly do: 'correct-sex'; readonly who: number; readonly sex: 'woman' | 'man' | null }
  | { readonly do: 'correct-birth'; readonly who: number; readonly birthYear: number | null }
  | { readonly do: 'set-ages'; readonly youngTo: number }
  | { readonly do: 'merge'; readonly one: number; readonly other: number; readonly sexOf: Chosen; readonly birthOf: Chosen }
  | { readonly do: 'separate'; readonly which: number }
  | { readonly do: 'unite'; readonly one: number; readonly other: number; readonly chosen: boolean }
  | { readonly do: 'part'; readonly which: number }
  | { readonly do: 'describe'; readonly of: number; readonly kind: Kind }
  | { readonly do: 'correct-kind'; readonly of: number; readonly kind: Kind }
  | { readonly do: 'withdraw-organisation'; readonly of: number }
  | { readonly do: 'open-import' }
  | { readonly do: 'withdraw-import'; readonly which: number }
  | { readonly do: 'withdraw-person'; readonly who: number }
  | { readonly do: 'withdraw-session'; readonly where: number }
  | { readonly do: 'set-threshold'; readonly of: number; readonly percent: number }
  | { readonly do: 'set-length'; readonly where: number; readonly minutes: number }
  | { readonly do: 'define'; readonly kinds: readonly Kind[] }
  | { readonly do: 'repeat'; readonly which: number };

const index = fc.nat(8);
/** Around the threshold, so that one minute more or less matters. */
const minutes = fc.constantFrom(0, 40, 60, 72, 79, 80, 81, 100);
const chosen: fc.Arbitrary<Chosen> = fc.constantFrom('one' as const, 'other' as const, null);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('attend' as const), who: fc.nat(PEOPLE - 1), where: fc.nat(2), minutes, organisation: fc.nat(2), imported: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct-minutes' as const), which: index, minutes }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('correct-apart' as const), which: index, minutes, seen: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct-early' as const), which: index, minutes, next: minutes }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct-sex' as const), who: fc.nat(PEOPLE - 1), sex: fc.constantFrom('woman' as const, 'man' as const, null) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct-birth' as const), who: fc.nat(PEOPLE - 1), birthYear: fc.constantFrom(1991, 1992, 1993, null) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-ages' as const), youngTo: fc.constantFrom(27, 28) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), one: fc.nat(PEOPLE - 1), other: fc.nat(PEOPLE - 1), sexOf: chosen, birthOf: chosen }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('separate' as const), which: index }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unite' as const), one: fc.nat(2), other: fc.nat(2), chosen: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('part' as const), which: index }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('describe' as const), of: fc.nat(2), kind: fc.constantFrom(...KINDS) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct-kind' as const), of: fc.nat(2), kind: fc.constantFrom(...KINDS) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw-organisation' as const), of: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open-import' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw-import' as const), which: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw-person' as const), who: fc.nat(PEOPLE - 1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw-session' as const), where: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-threshold' as const), of: fc.nat(1), percent: fc.constantFrom(20, 60, 80) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-length' as const), where: fc.nat(2), minutes: fc.constantFrom(80, 100, 120) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('define' as const), kinds: fc.subarray(KINDS, { minLength: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const), which: index }) },
);

/** The indicators asked about, of these kinds of organisation. */
function definitions(organisationKind: Kind[]): Draft[] {
  const filter = { organisationKind };
  const eachFact = { cases: { rule: 'each-fact' as const }, filter };
  return [
    indicator('TRAINED', { filter }),
    indicator('YOUNG', { filter: { youth: ['youth'], ...filter } }),
    indicator('WOMEN', { filter: { sex: ['woman'], ...filter } }),
    indicator('CAME', { ...eachFact, aggregate: { kind: 'distinct', of: 'person' } }),
    indicator('WOMEN-CAME', { cases: eachFact.cases, filter: { sex: ['woman'], ...filter }, aggregate: { kind: 'distinct', of: 'person' } }),
    indicator('ORGANISATIONS', { ...eachFact, aggregate: { kind: 'distinct', of: 'organisation' }, unit: 'organisations' }),
    indicator('MINUTES', { ...eachFact, aggregate: { kind: 'sum' }, unit: 'minutes' }),
    indicator('PER-STAY', { ...eachFact, aggregate: { kind: 'mean' }, unit: 'minutes' }),
  ];
}

/** `after`: called when a step is in. */
async function play(tiny: TinyProgramme, steps: readonly Step[], after: () => Promise<void>): Promise<{ reference: Reference; ids: string[]; organisationIds: string[] }> {
  const people = Array.from({ length: PEOPLE }, (_, at) => person(`Persona, P${at}`));
  const ids = people.map(({ id }) => id);
  const organisations = KINDS.map((kind) => organisation(kind, kind));
  const organisationIds = organisations.map(({ id }) => id);
  const processes = [process('ONE'), process('TWO')];
  const sessions = [session(processes[0]?.id ?? '', 1), session(processes[0]?.id ?? '', 2), session(processes[1]?.id ?? '', 1)];
  const defined = definitions(['employers', 'workers']);
  await tiny.accept(...defined, ...people, ...organisations, ...processes, ...sessions);
  const [processIds, sessionIds] = [processes.map(({ id }) => id), sessions.map(({ id }) => id)];
  const reference = new Reference();
  const leaves = new Map<string, string>();
  /** Corrects a thing that has one version at a time; gives it as it now is. */
  const amend = async (was: Draft, payload: Record<string, unknown>): Promise<Draft> => {
    const made = correction(was, payload, [leaves.get(was.rootId ?? was.id) ?? was.id]);
    await send(made);
    leaves.set(was.rootId ?? was.id, made.id);
    return made;
  };
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
        const named = {
          processId: processIds[next.where < 2 ? 0 : 1] ?? '',
          sessionId: sessionIds[next.where] ?? '',
          personId: ids[next.who] ?? '',
          organisationId: organisationIds[next.organisation] ?? null,
        };
        const made = attendance(named, next.minutes, { batchId: next.imported ? batch : null });
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
        if (who === undefined || reference.gonePeople.has(next.who)) break;
        people[next.who] = await amend(who, { sex: next.sex });
        reference.sex[next.who] = next.sex;
        break;
      }
      case 'correct-birth': {
        const who = people[next.who];
        if (who === undefined || reference.gonePeople.has(next.who)) break;
        people[next.who] = await amend(who, { birthYear: next.birthYear });
        reference.birthYear[next.who] = next.birthYear;
        break;
      }
      case 'withdraw-person': {
        const who = people[next.who];
        if (who === undefined || reference.gonePeople.has(next.who)) break;
        await send(withdrawal(who, who.id));
        reference.gonePeople.add(next.who);
        break;
      }
      case 'withdraw-session': {
        const held = sessions[next.where];
        if (held === undefined || reference.goneSessions.has(next.where)) break;
        await send(withdrawal(held, held.id));
        reference.goneSessions.add(next.where);
        break;
      }
      case 'set-threshold': {
        const asking = processes[next.of];
        if (asking === undefined) break;
        processes[next.of] = await amend(asking, { thresholdPercent: next.percent });
        reference.thresholds[next.of] = next.percent;
        break;
      }
      case 'set-length': {
        const held = sessions[next.where];
        if (held === undefined || reference.goneSessions.has(next.where)) break;
        sessions[next.where] = await amend(held, { durationMinutes: next.minutes });
        reference.lengths[next.where] = next.minutes;
        break;
      }
      case 'define': {
        const anew = definitions([...next.kinds]);
        for (const [at, was] of defined.entries()) defined[at] = await amend(was, { filter: anew[at]?.payload['filter'] });
        reference.kinds = next.kinds;
        break;
      }
      case 'set-ages': {
        await send(ageGroups([[16, next.youngTo], [next.youngTo + 1, null]], [16, next.youngTo]));
        reference.youngTo = next.youngTo;
        break;
      }
      case 'merge': {
        if (next.one === next.other) break;
        const made = merged(ids, next);
        await send(made);
        const from = (side: Chosen): number | null => (side === null ? null : next[side]);
        reference.merges.push({ draft: made, one: next.one, other: next.other, sexOf: from(next.sexOf), birthOf: from(next.birthOf), gone: false });
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
        const ends = [organisationIds[next.one], organisationIds[next.other]];
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
      case 'describe': {
        await send(describedAs(organisationIds[next.of] ?? '', next.kind, batch));
        reference.batches.set(batch, 'unopened');
        reference.described.push({ of: next.of, kind: next.kind, batch });
        break;
      }
      case 'correct-kind': {
        const was = organisations[next.of];
        if (was === undefined || reference.goneOrganisations.has(next.of)) break;
        organisations[next.of] = await amend(was, { organisationKind: next.kind });
        reference.ownKind[next.of] = next.kind;
        // It says the whole thing anew: what was said before counts no more.
        reference.described.splice(0, Infinity, ...reference.described.filter(({ of }) => of !== next.of));
        break;
      }
      case 'withdraw-organisation': {
        const was = organisations[next.of];
        if (was === undefined || reference.goneOrganisations.has(next.of)) break;
        await send(withdrawal(was, was.id));
        reference.goneOrganisations.add(next.of);
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
    await after();
  }
  return { reference, ids, organisationIds };
}

function describedAs(organisationId: string, organisationKind: Kind, batchId: string): Draft {
  const details = Object.fromEntries(ORGANISATION_DETAILS.map((detail) => [detail, null]));
  return draft('registry.organisation-described', { ...details, organisationId, organisationKind }, { batchId });
}

function merged(ids: readonly string[], { one, other, sexOf, birthOf }: Extract<Step, { do: 'merge' }>): Draft {
  const idOf = (side: Chosen): string | undefined => (side === null ? undefined : ids[side === 'one' ? one : other]);
  const chosenIds = { ...(sexOf === null ? {} : { sex: idOf(sexOf) }), ...(birthOf === null ? {} : { birthYear: idOf(birthOf) }) };
  const payload = { personIds: [ids[one], ids[other]], score: null, explanation: [], chosen: chosenIds, decidedBy: 'person' };
  return draft('registry.people-merged', payload, { private: { note: secret('se inscribió dos veces') } });
}

/** All that is asked, at one moment; `asOf` as in the address of a figure. */
async function toldBy(figures: Figures, tiny: TinyProgramme, asOf?: string): Promise<{ position: number; told: Told }> {
  const moment = await figures.momentAt(tiny.programme, asOf);
  const valueOf = (code: string): number => {
    const defined = moment.indicators.get(code);
    return defined === undefined ? 0 : (figures.summary(moment, defined.indicator, figures.evaluate(moment, code, {}, [])).value ?? 0);
  };
  const people = { trained: valueOf('TRAINED'), women: valueOf('WOMEN'), young: valueOf('YOUNG'), came: valueOf('CAME'), womenCame: valueOf('WOMEN-CAME') };
  const told = { ...people, organisations: valueOf('ORGANISATIONS'), minutes: valueOf('MINUTES'), perStay: valueOf('PER-STAY') };
  return { position: moment.position, told };
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

/** What the lists of people and organisations say. */
async function linesOf(tiny: TinyProgramme): Promise<{ people: unknown[]; kinds: Map<string, string> }> {
  const people = await tiny.database.owner.query('select sex, born_from as born from person_line where programme_id = $1', [tiny.programme.id]);
  const kinds = await tiny.database.owner.query<{ id: string; kind: string }>(
    `select o.id, l.organisation_kind as kind from organisation o join organisation_line l on l.programme_id = o.programme_id and l.id = o.canonical_id
     where o.programme_id = $1`,
    [tiny.programme.id],
  );
  return { people: people.rows, kinds: new Map(kinds.rows.map(({ id, kind }) => [id, kind])) };
}

test('any history gives what counting by hand gives, again after a rebuild, and the same past', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 50 }), async (steps) => {
      const tiny = await tinyProgramme(database);
      const past: { position: number; told: Told }[] = [];
      const { reference, ids, organisationIds } = await play(tiny, steps, async () => void past.push(await toldBy(tiny.figures, tiny)));
      const now = past.at(-1)?.told;
      expect(now).toEqual(reference.figures(ids, organisationIds));
      const lines = await linesOf(tiny);
      expect(lines.people.map((line) => JSON.stringify(line)).toSorted()).toEqual(reference.people(ids).map((line) => JSON.stringify(line)).toSorted());
      expect(organisationIds.map((id) => lines.kinds.get(id) ?? null)).toEqual(reference.kindsOf(organisationIds));
      const { summary } = await evidenceOf(tiny.figures, tiny.programme, 'TRAINED', { status: 'all', cursor: 0, limit: 1 }, true);
      expect(summary.counted).toBe(now?.trained);
      const evidence = await evidenceOf(tiny.figures, tiny.programme, 'ORGANISATIONS', { status: 'all', cursor: 0, limit: 1 }, true);
      expect(evidence.summary.counted).toBe(now?.organisations);
      // What was told then is told again by somebody who reads everything only now, and remembers nothing.
      const again = new Figures(tiny.figures.parts);
      for (const then of past) expect(await toldBy(again, tiny, `@${then.position}`)).toEqual(then);
      const lists = await listsOf(tiny);
      await tiny.rebuild();
      expect(await listsOf(tiny)).toEqual(lists);
      for (const then of [past[Math.floor(past.length * 0.7)], past.at(-1)]) expect(await toldBy(tiny.figures, tiny, `@${then?.position ?? 0}`)).toEqual(then);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
