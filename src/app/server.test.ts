/** Every route over real HTTP: who may, who may not, and what bad requests get. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisation, person, process, session } from '../../test/cast/drafts.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { cookieOf, servedHouse, type ServedHouse } from '../../test/cast/house.ts';
import type { Draft } from '../ledger/entry.ts';

let served: ServedHouse;
const ana = person('Mamani Condori, Ana', { sex: 'woman' });
const chamber = organisation('Cámara Andina');
const course = process('CURSO');
const first = session(course.id, 1);

beforeAll(async () => {
  served = await servedHouse();
  const alicia = await served.as('alicia');
  const entries = [ana, chamber, course, first, indicator('TRAINED')];
  const reply = await alicia.post(`${served.base}/entries`, { entries });
  expect(reply.status).toBe(200);
});
afterAll(() => served.close());

/** Every read of a programme, and who may. */
function reads(): { path: string; donor: boolean }[] {
  const { base } = served;
  return [
    { path: `${base}/framework`, donor: true },
    { path: `${base}/description`, donor: true },
    { path: `${base}/indicators/TRAINED/figure?by=sex`, donor: true },
    { path: `${base}/indicators/TRAINED/evidence?status=all`, donor: true },
    { path: `${base}/processes`, donor: true },
    { path: `${base}/processes/${course.id}`, donor: true },
    { path: `${base}/sessions/${first.id}`, donor: false },
    { path: `${base}/people`, donor: false },
    { path: `${base}/people/${ana.id}`, donor: false },
    { path: `${base}/organisations`, donor: false },
    { path: `${base}/duplicates`, donor: false },
    { path: `${base}/batches`, donor: false },
    { path: `${base}/imports`, donor: false },
    { path: `${base}/entries/${ana.id}`, donor: false },
  ];
}

describe('who may read', () => {
  test('coordinator, M&E officer and administrator read everything', async () => {
    for (const name of ['alicia', 'mario', 'ada']) {
      const someone = await served.as(name);
      for (const { path } of reads()) expect([name, path, (await someone.get(path)).status]).toEqual([name, path, 200]);
    }
  });

  test('the donor reads figures, evidence and processes, and nothing about people', async () => {
    const elena = await served.as('elena');
    for (const { path, donor } of reads()) {
      const reply = await elena.get(path);
      expect([path, reply.status]).toEqual([path, donor ? 200 : 403]);
      expect(reply.text).not.toMatch(/Mamani|Condori/);
    }
  });

  test('a user without a programme does not learn that it exists, and a stranger is asked to sign in', async () => {
    const nadie = await served.as('nadie');
    for (const { path } of reads()) {
      expect((await nadie.get(path)).status).toBe(404);
      expect((await served.stranger.get(path)).status).toBe(401);
    }
  });

  test('a coordinator of one programme reads nothing of another', async () => {
    const other = '01890000-0000-7000-8000-000000000001';
    const alicia = await served.as('alicia');
    expect((await alicia.get(`/api/programmes/${other}/people`)).status).toBe(404);
  });
});

describe('who may write', () => {
  const writes: [string, () => Draft][] = [
    ['a person', () => person('Nueva, Una')],
    ['an organisation', () => organisation('Otra cámara')],
    ['a process', () => process(`P${Math.floor(performance.now() * 1000)}`)],
    ['an indicator', () => indicator('OTHER')],
  ];
  for (const [what, make] of writes) {
    test(`${what}: the coordinator may, the donor may not`, async () => {
      const alicia = await served.as('alicia');
      expect((await alicia.post(`${served.base}/entries`, { entries: [make()] })).body).toMatchObject({ answers: [{ answer: 'accepted' }] });
      const elena = await served.as('elena');
      expect((await elena.post(`${served.base}/entries`, { entries: [make()] })).status).toBe(403);
    });
  }

  test('what a route answers is kept by no browser', async () => {
    const { headers } = await fetch(`${served.url}/api/me`);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('imports and disclosure: the donor may neither upload, nor open, nor see a document', async () => {
    const elena = await served.as('elena');
    expect((await elena.upload(`${served.base}/processes/${course.id}/imports`, 'a.csv', new Uint8Array([65]))).status).toBe(403);
    expect((await elena.post(`${served.base}/imports/${course.id}/opening`)).status).toBe(403);
    expect((await elena.post(`${served.base}/people/${ana.id}/disclosure`)).status).toBe(403);
    expect((await elena.get(`${served.base}/files/${'0'.repeat(64)}`)).status).toBe(403);
  });

  test('who saw a document in full is kept', async () => {
    const alicia = await served.as('alicia');
    expect((await alicia.post(`${served.base}/people/${ana.id}/disclosure`)).status).toBe(200);
    const { rows } = await served.database.owner.query('select person_id from disclosure');
    expect(rows).toEqual([{ person_id: ana.id }]);
  });
});

describe('sign-in', () => {
  test('a wrong password and an unknown user get the same answer', async () => {
    const wrong = await served.stranger.post('/api/sign-in', { username: 'alicia', password: 'no es esta' });
    const nobody = await served.stranger.post('/api/sign-in', { username: 'no-existe', password: 'no es esta' });
    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect(wrong.body).toMatchObject({ code: 'wrong-credentials' });
    expect(nobody.body).toMatchObject({ code: 'wrong-credentials' });
  });

  test('signing out ends the session', async () => {
    const mario = await fetch(`${served.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'mario', password: 'contraseña-de-prueba' }),
    });
    const cookie = cookieOf(mario);
    await fetch(`${served.url}/api/sign-out`, { method: 'POST', headers: { cookie } });
    const me = await (await fetch(`${served.url}/api/me`, { headers: { cookie } })).json();
    expect(me).toMatchObject({ user: null, programmes: [] });
  });

  test('many attempts in a minute are slowed down', async () => {
    const tries = await Promise.all(
      Array.from({ length: 30 }, () => served.stranger.post('/api/sign-in', { username: 'alicia', password: 'adivino' })),
    );
    expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  });
});

describe('bad requests', () => {
  test('say what is wrong, and never fail the server', async () => {
    const alicia = await served.as('alicia');
    const { base } = served;
    expect((await alicia.get(`${base}/people?limit=many`)).body).toMatchObject({ code: 'bad-request' });
    expect((await alicia.get(`${base}/people/not-an-id`)).status).toBe(400);
    expect((await alicia.get(`${base}/people/${course.id}`)).status).toBe(404);
    expect((await alicia.get(`${base}/indicators/NONE/figure`)).status).toBe(404);
    expect((await alicia.get(`${base}/indicators/TRAINED/figure?asOf=ayer`)).body).toMatchObject({ code: 'bad-position' });
    expect((await alicia.get(`${base}/indicators/TRAINED/figure?by=colour`)).status).toBe(400);
    expect((await alicia.post(`${base}/entries`, { entries: [] })).status).toBe(400);
    expect((await alicia.post(`${base}/entries`, { entries: [{ ...ana, extra: 1 }] })).status).toBe(400);
    expect((await alicia.get('/api/nothing')).status).toBe(404);
    expect((await alicia.get(`${base}/people?q=${encodeURIComponent('a\u0000b')}`)).status).toBeLessThan(500);
  });

  test('HTML in a name is kept as text', async () => {
    const alicia = await served.as('alicia');
    const odd = person('<img src=x onerror=alert(1)>, Eva');
    await alicia.post(`${served.base}/entries`, { entries: [odd] });
    const reply = await alicia.get(`${served.base}/people/${odd.id}`);
    expect(reply.body).toMatchObject({ surnames: '<img src=x onerror=alert(1)>' });
  });

  test('a search forgives accents, order and a typing error', async () => {
    const alicia = await served.as('alicia');
    for (const q of ['mamani ana', 'Máma', 'condorri', 'ANA condori']) {
      const reply = await alicia.get(`${served.base}/people?q=${encodeURIComponent(q)}`);
      expect([q, reply.text.includes(ana.id)]).toEqual([q, true]);
    }
  });
});

describe('an empty house', () => {
  test('lets the first administrator set it up, once', async () => {
    const empty = await servedHouse({ cast: false });
    try {
      const body = { name: 'Ada', username: 'ada', password: 'una-contraseña-larga', programmeName: 'Mi programa', programmeCode: 'mi-programa' };
      expect((await empty.stranger.get('/api/me')).body).toMatchObject({ setupNeeded: true });
      expect((await empty.stranger.post('/api/set-up', { ...body, password: 'corta' })).status).toBe(400);
      expect((await empty.stranger.post('/api/set-up', body)).status).toBe(200);
      expect((await empty.stranger.post('/api/set-up', { ...body, username: 'otra' })).body).toMatchObject({ code: 'already-set-up' });
      expect((await empty.stranger.get('/api/me')).body).toMatchObject({ setupNeeded: false });
    } finally {
      await empty.close();
    }
  });
});
