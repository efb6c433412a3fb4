import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, correction, draft, named, organisation, person, process, secret, session, withdrawal } from '../../test/cast/drafts.ts';
import { tinyProgramme, type TinyProgramme } from '../../test/cast/programme.ts';
import type { Draft } from './entry.ts';

let tiny: TinyProgramme;
beforeAll(async () => {
  tiny = await tinyProgramme();
});
afterAll(() => tiny.database.drop());

async function positions(): Promise<number[]> {
  const { rows } = await tiny.database.owner.query<{ position: number }>(
    'select position from entry where programme_id = $1 order by position',
    [tiny.programme.id],
  );
  return rows.map((row) => row.position);
}

async function refusalOf(...drafts: Draft[]): Promise<string> {
  const answers = await tiny.append(...drafts);
  const last = answers.at(-1);
  return last?.answer === 'refused' ? last.code : (last?.answer ?? 'nothing');
}

describe('positions', () => {
  test('have no gaps whatever is refused or sent twice, and follow the order of commit', async () => {
    const known = person('Choque, Ana');
    await tiny.accept(known);
    const mixed = Array.from({ length: 40 }, (_, index) => {
      if (index % 3 === 0) return tiny.append(known);
      if (index % 3 === 1) return tiny.append(draft('no.such-kind', {}), person('Flores, Luz'));
      return tiny.append(person('Rojas, Eva'), attendance({ processId: randomUUID(), sessionId: randomUUID(), personId: randomUUID() }, 5));
    });
    await Promise.all(mixed);
    const found = await positions();
    expect(found).toEqual(found.map((_, index) => index + 1));
  });

  test('are monotone with the time of recording even when the clock is set back', async () => {
    await tiny.accept(person('Uno, Ana'));
    tiny.clock.passMinutes(-600);
    await tiny.accept(person('Dos, Ana'));
    tiny.clock.passMinutes(600);
    const { rows } = await tiny.database.owner.query<{ backwards: number }>(
      `select count(*) as backwards from entry a join entry b on b.programme_id = a.programme_id
         and b.position = a.position + 1 and b.recorded_at < a.recorded_at where a.programme_id = $1`,
      [tiny.programme.id],
    );
    expect(rows[0]?.backwards).toBe(0);
  });
});

describe('sending twice', () => {
  test('is the same as sending once', async () => {
    const twice = person('Mamani, Rosa');
    const [first] = await tiny.append(twice);
    const [second] = await tiny.append(twice);
    expect(first?.answer).toBe('accepted');
    expect(second).toEqual({ id: twice.id, answer: 'already-had', position: first?.answer === 'accepted' ? first.position : 0 });
  });

  test('within one call too', async () => {
    const twice = person('Mamani, Rosa');
    const answers = await tiny.append(twice, twice);
    expect(answers.map(({ answer }) => answer)).toEqual(['accepted', 'already-had']);
  });

  test('with another body under the same id is refused', async () => {
    const first = person('Mamani, Rosa');
    await tiny.accept(first);
    expect(await refusalOf({ ...first, payload: { ...first.payload, birthYear: 1980 } })).toBe('id-reused');
  });
});

describe('what is refused', () => {
  test('an unknown kind, a version of the future, an impossible date', async () => {
    const good = person('Rojas, Eva');
    expect(await refusalOf({ ...good, kind: 'registry.person-imagined' })).toBe('unknown-kind');
    expect(await refusalOf({ ...good, schemaVersion: 99 })).toBe('future-version');
    expect(await refusalOf({ ...good, occurredOn: '1900-01-01' })).toBe('impossible-date');
    expect(await refusalOf({ ...good, occurredOn: '2200-01-01' })).toBe('impossible-date');
    expect(await refusalOf({ ...good, occurredOn: '2021-02-30' })).toBe('impossible-date');
  });

  test('a payload with an unknown field, a float, or a character that cannot be kept', async () => {
    const good = person('Rojas, Eva');
    expect(await refusalOf({ ...good, payload: { ...good.payload, colour: 'red' } })).toBe('bad-payload');
    expect(await refusalOf({ ...good, payload: { ...good.payload, birthYear: 1980.5 } })).toBe('bad-payload');
    const nul = { name: secret(named('A\u0000na', 'Rojas')) };
    expect(await refusalOf({ ...good, private: nul })).toBe('bad-text');
    expect(await refusalOf({ ...good, private: { diary: secret('x') } })).toBe('bad-private-part');
  });

  test('a reference to what does not exist, or is of another kind', async () => {
    const someone = person('Rojas, Eva');
    const course = process('REF');
    const one = session(course.id, 1);
    await tiny.accept(someone, course, one);
    const ids = { processId: course.id, sessionId: one.id, personId: someone.id };
    expect(await refusalOf(attendance({ ...ids, personId: randomUUID() }, 50))).toBe('unknown-reference');
    expect(await refusalOf(attendance({ ...ids, personId: course.id }, 50))).toBe('unknown-reference');
    expect(await refusalOf(attendance({ ...ids, organisationId: someone.id }, 50))).toBe('unknown-reference');
  });

  test('what the author may not write', async () => {
    const may = (permission: string): boolean => permission !== 'person.write';
    const answers = await tiny.ledger.append({ ...tiny.context, may }, [person('Rojas, Eva'), organisation('Cámara')]);
    expect(answers.map((answer) => (answer.answer === 'refused' ? answer.code : answer.answer))).toEqual(['not-allowed', 'accepted']);
  });

  test('a second process with the same code', async () => {
    await tiny.accept(process('P-9'));
    expect(await refusalOf(process('P-9'))).toBe('code-taken');
  });
});

describe('a correction', () => {
  test('takes the place of the last known version', async () => {
    const first = person('Rojas, Eva', { sex: null });
    const second = correction(first, { sex: 'woman' });
    const third = correction(first, { sex: 'man' }, [second.id]);
    await tiny.accept(first, second, third);
    const { rows } = await tiny.database.owner.query<{ sex: string; leaf_id: string }>(
      'select sex, leaf_id from person where id = $1',
      [first.id],
    );
    expect(rows).toEqual([{ sex: 'man', leaf_id: third.id }]);
  });

  test('that cannot be right, whatever comes, is refused', async () => {
    const [first, other] = [person('Rojas, Eva'), person('Poma, Luz')];
    const second = correction(first, { sex: 'woman' });
    await tiny.accept(first, other, second);
    expect(await refusalOf({ ...organisation('Cámara'), rootId: first.id, supersedes: [first.id] })).toBe('wrong-kind');
    expect(await refusalOf(correction(first, { sex: 'man' }, [other.id]))).toBe('wrong-root');
    expect(await refusalOf({ ...correction(first, { sex: 'man' }), rootId: second.id })).toBe('wrong-root');
    const itself = correction(first, { sex: 'man' });
    expect(await refusalOf({ ...itself, rootId: itself.id })).toBe('bad-correction');
    expect(await refusalOf({ ...itself, supersedes: [itself.id] })).toBe('bad-correction');
  });

  test('keeps the private parts that it does not send', async () => {
    const first = person('Rojas Pinto, Eva');
    await tiny.accept(first, correction(first, { sex: 'woman' }));
    const { rows } = await tiny.database.owner.query('select given_names, surnames from person where id = $1', [first.id]);
    expect(rows).toEqual([{ given_names: 'Eva', surnames: 'Rojas Pinto' }]);
  });

  test('by withdrawal takes a person out of the lists, and another correction brings them back', async () => {
    const first = person('Rojas, Eva');
    const gone = withdrawal(first);
    await tiny.accept(first, gone);
    const shown = async () =>
      (await tiny.database.owner.query<{ withdrawn: boolean }>('select withdrawn from person where id = $1', [first.id])).rows[0]?.withdrawn;
    expect(await shown()).toBe(true);
    await tiny.accept(correction(first, { sex: 'woman' }, [gone.id]));
    expect(await shown()).toBe(false);
  });
});

describe('the database itself', () => {
  test('lets the application neither change nor delete an entry', async () => {
    await tiny.accept(person('Rojas, Eva'));
    const { app } = tiny.database;
    await expect(app.query('update entry set body = $1', ['x'])).rejects.toThrow(/permission denied/);
    await expect(app.query('delete from entry')).rejects.toThrow(/permission denied/);
  });

  test('shows a programme nothing of another', async () => {
    const other = await tinyProgramme(tiny.database);
    await other.accept(person('Ajena, Una'));
    const { rows } = await tiny.database.app.query<{ count: number }>('select count(*) as count from entry');
    expect(rows[0]?.count).toBe(0);
    const foreign = await other.append(
      draft('registry.role-recorded', { personId: (await anyPerson()).id, organisationId: randomUUID(), from: null, to: null }),
    );
    expect(foreign[0]?.answer).toBe('refused');
  });
});

async function anyPerson(): Promise<Draft> {
  const someone = person('Rojas, Eva');
  await tiny.accept(someone);
  return someone;
}

describe('what a hostile or careless client sends', () => {
  test('an id in capital letters is the same id', async () => {
    const first = person('Rojas, Eva');
    await tiny.accept(first);
    const again = await tiny.append({ ...draft(first.kind, first.payload, { schemaVersion: first.schemaVersion, id: first.id.toUpperCase() }), private: first.private });
    expect(again[0]).toMatchObject({ id: first.id, answer: 'already-had' });
  });

  test('the id of a later version names nothing', async () => {
    const first = person('Rojas, Eva');
    const second = correction(first, { sex: 'woman' });
    const course = process('VERSION');
    const one = session(course.id, 1);
    await tiny.accept(first, second, course, one);
    const ids = { processId: course.id, sessionId: one.id, personId: second.id };
    expect(await refusalOf(attendance(ids, 50))).toBe('unknown-reference');
  });

  test('an attendance whose session is of another process is refused', async () => {
    const someone = person('Rojas, Eva');
    const [course, other] = [process('THIS'), process('THAT')];
    const one = session(course.id, 1);
    await tiny.accept(someone, course, other, one);
    expect(await refusalOf(attendance({ processId: other.id, sessionId: one.id, personId: someone.id }, 50))).toBe('session-of-another-process');
  });

  test('a correction inside a batch is refused: unopened, it would take a live entry away', async () => {
    const first = person('Rojas, Eva');
    await tiny.accept(first);
    expect(await refusalOf({ ...correction(first, { sex: 'woman' }), batchId: randomUUID() })).toBe('correction-in-batch');
  });

  test('a source id used twice, or an instant of the year 0, is refused and its neighbours go in', async () => {
    const answers = await tiny.append(
      person('Uno, Ana', {}, { sourceId: 'kobo-1' }),
      person('Dos, Ana', {}, { sourceId: 'kobo-1' }),
      person('Tres, Ana', {}, { occurredAt: '0000-01-01T00:00:00Z' }),
      person('Cuatro, Ana'),
    );
    expect(answers.map((answer) => (answer.answer === 'refused' ? answer.code : answer.answer))).toEqual([
      'accepted',
      'source-id-reused',
      'impossible-date',
      'accepted',
    ]);
    expect(await refusalOf(person('Cinco, Ana', {}, { sourceId: 'kobo-1' }))).toBe('source-id-reused');
  });

  test('a person withdrawn and brought back stays after a rebuild', async () => {
    const first = person('Rojas, Eva');
    const gone = withdrawal(first);
    await tiny.accept(first);
    await tiny.accept(gone);
    await tiny.accept(correction(first, { sex: 'woman' }, [gone.id]));
    await tiny.rebuild();
    const { rows } = await tiny.database.owner.query<{ withdrawn: boolean }>('select withdrawn from person where id = $1', [first.id]);
    expect(rows).toEqual([{ withdrawn: false }]);
  });
});
