/** The importer over real HTTP and PostgreSQL: preview, decisions, opening whole, withdrawing whole. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, draft, named, organisation, organisationsMerged, person, process, secret, session } from '../../../test/cast/drafts.ts';
import { indicator } from '../../../test/cast/indicators.ts';
import { inProgramme } from '../../platform/database/programme-transaction.ts';
import { servedHouse, type Actor, type Reply, type ServedHouse } from '../../../test/cast/house.ts';

let served: ServedHouse;
let alicia: Actor;
const course = process('CURSO');
const sessions = [session(course.id, 1), session(course.id, 2)];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Ana comes in twice under one spelling, once more under another; Beto is below the threshold; Cora has no sex. */
const LIST = `Sesión;Nombre completo;C.I.;Institución;Tipo;Sexo;Minutos
1;Ana Mamani Condori;4923118 LP;Cámara Andina;Empleadores;F;100
2;Ana Mamani Condori;4923118 LP;Cámara Andina;Empleadores;F;30
2;Mamani C., Ana;4923118;Camara Andina;Empleadores;;30
1;Beto Choque Flores;5590217;Federación de Fabriles;Trabajadores;M;100
1;Cora Rojas Pinto;6120448;Dirección de Empleo;Gobierno;;90
2;Cora Rojas Pinto;6120448;Dirección de Empleo;Gobierno;;90
`;

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  await alicia.post(`${served.base}/entries`, { entries: [course, ...sessions, indicator('TRAINED')] });
});
afterAll(() => served.close());

async function upload(text: string, name = 'lista.csv'): Promise<Reply & { id: string }> {
  const reply = await alicia.upload(`${served.base}/processes/${course.id}/imports`, name, bytes(text));
  return { ...reply, id: idOf(reply) };
}

function idOf({ body }: Reply): string {
  return typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' ? body.id : '';
}

async function trained(): Promise<unknown> {
  const { body } = await alicia.get(`${served.base}/indicators/TRAINED/figure`);
  return typeof body === 'object' && body !== null && 'value' in body ? body.value : undefined;
}

describe('a list', () => {
  test('is shown row by row before anything is written', async () => {
    const reply = await upload(LIST);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      rowCount: 6,
      counts: { new: 3, recognised: 3, doubtful: 0, problem: 0, ready: 6 },
      effect: [{ indicator: 'TRAINED', before: null, after: 2 }],
      progress: { stage: 'ready' },
    });
    expect(await trained()).toBeNull();
    const people = await alicia.get(`${served.base}/people`);
    expect(people.body).toMatchObject({ total: 0 });
  });

  test('goes in whole, opens onto its rows, and is withdrawn whole', async () => {
    const { id } = await upload(LIST);
    const opened = await alicia.post(`${served.base}/imports/${id}/opening`);
    expect(opened.body).toMatchObject({ progress: { stage: 'open' } });
    expect(await trained()).toBe(2);
    const evidence = await alicia.get(`${served.base}/indicators/TRAINED/evidence?status=all`);
    expect(evidence.body).toMatchObject({ summary: { read: 6, counted: 2, leftOut: [{ reason: 'below-threshold', count: 1 }] } });
    expect(evidence.text).toContain('"asWritten":"Mamani C., Ana"');
    expect(evidence.text).toContain('"name":"lista.csv"');
    const people = await alicia.get(`${served.base}/people`);
    expect(people.body).toMatchObject({ total: 3 });

    const again = await upload(LIST);
    expect(again.body).toMatchObject({ alreadyImported: { batchId: expect.any(String) } });

    const batches = await alicia.get(`${served.base}/batches`);
    const batchId = /"id":"([0-9a-f-]+)"/.exec(batches.text)?.[1] ?? '';
    const withdrawn = draft('ledger.batch-withdrawn', { batchId }, { occurredOn: '2021-11-26', private: { reason: secret('lista equivocada') } });
    const effect = await alicia.post(`${served.base}/effect`, { entries: [withdrawn] });
    expect(effect.body).toMatchObject({ lines: [{ indicator: 'TRAINED', before: 2, after: 0 }] });
    await alicia.post(`${served.base}/entries`, { entries: [withdrawn] });
    expect(await trained()).toBe(0);
    expect((await alicia.get(`${served.base}/people`)).body).toMatchObject({ total: 0 });
    expect((await alicia.get(`${served.base}/organisations`)).body).toMatchObject({ total: 0 });
  });

  test('waits for a person where it is not sure, and a row can be mended', async () => {
    const base = await upload(LIST);
    await alicia.post(`${served.base}/imports/${base.id}/opening`);
    const doubtful = `Sesión;Nombre completo;C.I.;Institución;Tipo;Sexo;Minutos
1;Beto Choque F.;;Otra institución;Trabajadores;;95
2;Beto Choque F.;;Otra institución;Trabajadores;;95
1;Dora Poma;48O1027;Cámara Andina;Empleadores;F;100
2;;7777777;Cámara Andina;Empleadores;F;314
`;
    const { id, body } = await upload(doubtful, 'dudosa.csv');
    expect(body).toMatchObject({ counts: { problem: 2 } });
    const rows = await alicia.get(`${served.base}/imports/${id}/rows?state=to-decide`);
    expect(rows.text).toContain('document-letter-o');
    expect(rows.text).toContain('name-missing');
    expect(rows.text).toContain('more-than-session');
    const mended = await alicia.put(`${served.base}/imports/${id}/rows/4`, { edits: { document: '4801027' } });
    expect(mended.body).toMatchObject({ row: { state: 'new', problems: [] } });
    const skipped = await alicia.put(`${served.base}/imports/${id}/rows/5`, { decision: 'skip' });
    expect(skipped.body).toMatchObject({ state: { counts: { skipped: 1 } } });
    const asked = async (query: string): Promise<unknown> => (await alicia.get(`${served.base}/imports/${id}/rows?${query}`)).body;
    expect(await asked('state=skipped')).toMatchObject({ total: 1, items: [{ row: 5 }] });
    expect(await asked('q=dora%20andina')).toMatchObject({ total: 1, items: [{ row: 4 }] });
    expect(await asked('q=nadie')).toMatchObject({ total: 0 });
  });

  test('counts a doubtful row as what somebody said of it', async () => {
    const { id, body } = await upload('Sesión;Nombre completo;Institución;Minutos\n1;Ana Mamani C.;Cámara Andina;90\n', 'dudosa-2.csv');
    expect(body).toMatchObject({ counts: { doubtful: 1, new: 0, ready: 0 } });
    const decided = await alicia.put(`${served.base}/imports/${id}/rows/2`, { decision: 'new' });
    expect(decided.body).toMatchObject({ state: { counts: { doubtful: 0, new: 1, ready: 1 } } });
    expect((await alicia.get(`${served.base}/imports/${id}/rows?state=to-decide`)).body).toMatchObject({ total: 0 });
  });

  test('that is being written twice at once goes in once', async () => {
    const { id } = await upload(`Sesión;Nombre completo;Minutos\n1;Única Persona Sola;100\n`, 'una.csv');
    const both = await Promise.all([1, 2, 3].map(() => alicia.post(`${served.base}/imports/${id}/opening`)));
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(both.filter(({ status }) => status === 409)).toHaveLength(2);
  });
});

describe('an import whose writer is gone', () => {
  test('says that nothing went in, and can be written again or thrown away', async () => {
    const stopped = async (name: string): Promise<string> => {
      const { id } = await upload(`Sesión;Nombre completo;Minutos\n1;${name};100\n`, `${name}.csv`);
      await inProgramme(served.database.app, served.programme.id, (client) =>
        client.query("update import_draft set stage = 'writing', claimed_at = now() - interval '1 hour' where programme_id = $1 and id = $2", [served.programme.id, id]));
      return id;
    };
    const [first, second] = [await stopped('Persona Parada Uno'), await stopped('Persona Parada Dos')];
    expect((await alicia.get(`${served.base}/imports/${first}`)).body).toMatchObject({ progress: { stage: 'interrupted' } });
    expect((await alicia.post(`${served.base}/imports/${first}/opening`)).body).toMatchObject({ progress: { stage: 'open' } });
    expect((await alicia.delete(`${served.base}/imports/${second}`)).status).toBe(200);
  });
});

describe('an import of another kind', () => {
  test('is not found among the lists of attendance, nor they among the imports of people', async () => {
    const people = idOf(await alicia.upload(`${served.base}/registry-imports/people`, 'personas.csv', bytes('Nombre completo\nOtra Persona Más\n')));
    const { id: list } = await upload('Sesión;Nombre completo;Minutos\n1;Otra Persona Más;100\n', 'otra.csv');
    expect((await alicia.get(`${served.base}/imports/${people}`)).status).toBe(404);
    expect((await alicia.get(`${served.base}/registry-imports/${list}`)).status).toBe(404);
    expect((await alicia.get(`${served.base}/imports`)).text).not.toContain(people);
    expect((await alicia.get(`${served.base}/registry-imports`)).text).not.toContain(list);
  });
});

describe('an import that is not wanted', () => {
  test('can be thrown away, and then takes no more decisions; one that is open cannot', async () => {
    const { id } = await upload('Sesión;Nombre completo;Minutos\n1;Otra Persona Sola;100\n', 'otra.csv');
    const discarded = await fetch(`${served.url}${served.base}/imports/${id}`, { method: 'DELETE' });
    expect(discarded.status).toBe(401);
    expect((await alicia.delete(`${served.base}/imports/${id}`)).status).toBe(200);
    expect((await alicia.get(`${served.base}/imports`)).text).not.toContain(id);
    expect((await alicia.post(`${served.base}/imports/${id}/opening`)).status).toBe(409);
  });
});

describe('a file that is no list', () => {
  const files: [string, Uint8Array, string][] = [
    ['empty', new Uint8Array(0), 'empty-file'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'not-a-table'],
    ['a broken workbook', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'corrupt'],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array.from({ length: 600 }, () => 0)]), 'old-xls'],
  ];
  for (const [what, content, code] of files) {
    test(`${what} says so (${code}) and cannot be opened`, async () => {
      const reply = await alicia.upload(`${served.base}/processes/${course.id}/imports`, 'lista.xlsx', content);
      expect([reply.status, reply.text.includes(code)]).toEqual([200, true]);
      expect((await alicia.post(`${served.base}/imports/${idOf(reply)}/opening`)).body).toMatchObject({ code: 'nothing-to-import' });
    });
  }
});

test('whoever came for an organisation that was united is shown with its name', async () => {
  const [one, other] = [organisation('Tejedoras Unidas', 'enterprise'), organisation('Tejedoras del Valle', 'enterprise')].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (one === undefined || other === undefined) throw new Error('There are two.');
  const olga = person('Prueba Nina, Olga', {}, { private: { name: secret(named('Olga', 'Prueba Nina')), document: secret({ number: '9911447', complement: null, issuedIn: null }) } });
  const came = attendance({ processId: course.id, sessionId: sessions[0]?.id ?? '', personId: olga.id, organisationId: other.id }, 60);
  for (const entries of [[one, other, olga], [came, organisationsMerged(one.id, other.id)]]) expect((await alicia.post(`${served.base}/entries`, { entries })).text).not.toContain('refused');
  const { id } = await upload('Sesión;Nombre completo;C.I.;Institución;Tipo;Sexo;Minutos\n2;Olga Prueba Nina;9911447;Tejedoras Unidas;Empresa;F;60\n');
  const rows = await alicia.get(`${served.base}/imports/${id}/rows?state=all`);
  expect(rows.body).toMatchObject({ items: [{ organisationIsNew: false, candidates: [{ organisation: one.payload['name'] }] }] });
});
