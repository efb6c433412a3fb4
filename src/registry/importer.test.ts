/** Imports of people and organisations over real HTTP and PostgreSQL: preview, mending, opening whole, withdrawing whole. */
import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { REBUILD } from '../app/catalogue.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { attendance, draft, organisation, person, process, secret, session } from '../../test/cast/drafts.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { servedHouse, type Actor, type Reply, type ServedHouse } from '../../test/cast/house.ts';
import { claimDraft, endClaim } from './draft-queries.ts';
import { importedRow, registryImport } from './import-contract.ts';

let served: ServedHouse;
let mario: Actor;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Ana is known without sex; Beto is known with a phone; Carla came to a course. */
const ana = person('Mamani Condori, Ana', {}, { private: { name: secret({ givenNames: 'Ana', paternal: null, maternal: null, married: null, surnames: 'Mamani Condori' }), document: secret({ number: '4923118', complement: null, issuedIn: 'LP' }) } });
const beto = person('Choque Flores, Beto', { sex: 'man', birthYear: 1980 }, { private: { name: secret({ givenNames: 'Beto', paternal: null, maternal: null, married: null, surnames: 'Choque Flores' }), document: secret({ number: '5590217', complement: null, issuedIn: null }), contact: secret({ phones: [{ kind: 'mobile', number: '71234567' }], email: null }) } });
const camara = organisation('Cámara Andina', 'other', { taxNumber: '1020304050' });
const course = process('CURSO');
const day = session(course.id, 1);
const came = attendance({ processId: course.id, sessionId: day.id, personId: ana.id, organisationId: camara.id }, 100);

beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
  const reply = await mario.post(`${served.base}/entries`, {
    entries: [camara, course, day, ana, beto, came, indicator('TRAINED', { filter: { organisationKind: ['employers', 'other'] } })],
  });
  expect(reply.text).not.toContain('refused');
});
afterAll(() => served.close());

const at = (path: string): string => `${served.base}/registry-imports${path}`;
type State = z.output<typeof registryImport>;
const stateOf = ({ body }: Reply): State => registryImport.parse(body);

async function upload(text: string, what = 'people', name = `lista-${Math.trunc(text.length)}.csv`): Promise<State> {
  return stateOf(await mario.upload(at(`/${what}`), name, bytes(text)));
}
async function rows(id: string, query = ''): Promise<z.output<typeof importedRow>[]> {
  const { body } = await mario.get(at(`/${id}/rows${query}`));
  return z.object({ items: z.array(importedRow) }).parse(body).items;
}
async function open(id: string): Promise<State> {
  return stateOf(await mario.post(at(`/${id}/opening`)));
}
async function withdraw(batchId: string | null): Promise<void> {
  const entry = draft('ledger.batch-withdrawn', { batchId }, { occurredOn: '2021-11-26', private: { reason: secret('lista equivocada') } });
  const reply = await mario.post(`${served.base}/entries`, { entries: [entry] });
  expect(reply.text).toContain('accepted');
}
/** What every reader sees: the list, each person, the figure by sex and by kind, the organisations. */
async function seen(): Promise<string[]> {
  const people = await mario.get(`${served.base}/people`);
  const one = await mario.get(`${served.base}/people/${ana.id}`);
  // The history keeps what was withdrawn; all else is as it was.
  const bare = one.text.slice(0, one.text.indexOf('"history":'));
  const bySex = await mario.get(`${served.base}/indicators/TRAINED/figure?by=sex,organisation-kind`);
  const cells = z.object({ value: z.number().nullable(), cells: z.array(z.unknown()) }).parse(bySex.body);
  const organisations = await mario.get(`${served.base}/organisations`);
  return [people.text, bare, JSON.stringify(cells), organisations.text];
}
async function rebuilt(): Promise<unknown> {
  return served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
}

const PEOPLE = `Nombres y apellidos;C.I.;Sexo;Año de nacimiento;Celular;Institución;Cargo
Ana Mamani Condori;4923118 LP;F;1990;70011223;Cámara Andina;Gerente
Beto Choque Flores;5590217;M;1981;71234567;;
Carla Rojas Pinto;6120448;F;31/02/1985;;;
Dora Quispe Nina;5590217;F;;;;
Elsa Vargas Soto;7788991;F;1999;;;
Elsa Vargas Soto;7788991;F;1999;;;
`;

describe('a list of people', () => {
  test('is shown row by row: what is new, what changes, what is the same, what is wrong', async () => {
    const state = await upload(PEOPLE);
    expect(state).toMatchObject({ what: 'people', rowCount: 6, counts: { new: 1, update: 1, same: 2, doubtful: 0, problem: 2, ready: 2 } });
    const [first, second, third, fourth, , last] = await rows(state.id);
    expect(first).toMatchObject({ state: 'update' });
    expect(first?.changes.map(({ field, what }) => [field, what])).toEqual([['sex', 'fill'], ['birth', 'fill'], ['phone', 'fill']]);
    expect(second).toMatchObject({ state: 'same', changes: [{ field: 'birth', what: 'kept', before: '1980', after: '1981' }] });
    expect(third).toMatchObject({ state: 'problem', findings: [{ code: 'birth-impossible', column: 'Año de nacimiento', value: '31/02/1985' }] });
    expect(fourth).toMatchObject({ state: 'problem', findings: [{ code: 'document-of-other', value: 'Beto Choque Flores' }] });
    expect(last).toMatchObject({ state: 'same', candidates: [{ row: 6 }] });
    expect((await rows(state.id, '?state=to-decide')).map(({ row }) => row)).toEqual([4, 5]);
    expect((await rows(state.id, '?q=dora')).map(({ row }) => row)).toEqual([5]);
  });

  test('goes in whole with what it updates, and is taken out whole', async () => {
    const before = await seen();
    const { id } = await upload(PEOPLE);
    const mended = await mario.put(at(`/${id}/rows/4`), { edits: { birth: '28/02/1985' } });
    expect(mended.body).toMatchObject({ row: { state: 'new' }, state: { counts: { ready: 3 } } });
    await mario.put(at(`/${id}/rows/5`), { decision: 'skip' });
    const opened = await open(id);
    expect(opened.progress.stage).toBe('open');
    const page = await mario.get(`${served.base}/people/${ana.id}`);
    expect(page.body).toMatchObject({ sex: 'woman', birthYear: 1990, phoneMasked: '•••••223', recordCount: 2 });
    expect(page.text).toContain('"position":"Gerente"');
    const people = await mario.get(`${served.base}/people`);
    expect(people.body).toMatchObject({ total: 4 });
    const bySex = await mario.get(`${served.base}/indicators/TRAINED/figure?by=sex`);
    expect(bySex.text).toContain('"woman"');
    expect(await seen()).not.toEqual(before);
    expect(await rebuilt()).toEqual(expect.objectContaining({ changed: {} }));
    await withdraw(opened.batchId);
    expect(await seen()).toEqual(before);
    expect(await rebuilt()).toEqual(expect.objectContaining({ changed: {} }));
  });

  test('asks which of several earlier rows of the file is meant, and takes the one named', async () => {
    const { id } = await upload('Nombre completo;Sexo;Celular\nCasilda Yampasi Ochoa;;\nCasilda Yampasi Ochoa;F;\nCasilda Yampasi Ochoa;;79990001\n');
    await mario.put(at(`/${id}/rows/3`), { decision: 'new' });
    const named = await mario.put(at(`/${id}/rows/4`), { decision: 'same', personId: null, sameRow: 3 });
    expect(named.body).toMatchObject({ row: { row: 4, decision: 'same', state: 'doubtful' }, state: { counts: { doubtful: 0, ready: 3 } } });
    const gone = await mario.put(at(`/${id}/rows/4`), { sameRow: 2000 });
    expect(gone.body).toMatchObject({ state: { counts: { ready: 2 } } });
  });

  test('replaces what the user says it replaces, and only that', async () => {
    const before = await seen();
    const { id } = await upload('Nombre completo;CI;Año de nacimiento;Celular\nBeto Choque Flores;5590217;1981;79999999\n');
    const state = stateOf(await mario.put(at(`/${id}/reading`), { replaced: ['birth'] }));
    expect(state).toMatchObject({ replaced: ['birth'], counts: { update: 1 } });
    const [row] = await rows(id);
    expect(row?.changes).toEqual([
      { field: 'birth', what: 'replace', before: '1980', after: '1981' },
      { field: 'phone', what: 'kept', before: '•••••567', after: '79999999' },
    ]);
    const opened = await open(id);
    const page = await mario.get(`${served.base}/people/${beto.id}`);
    expect(page.body).toMatchObject({ birthYear: 1981, phoneMasked: '•••••567', sex: 'man' });
    await withdraw(opened.batchId);
    expect(await seen()).toEqual(before);
    const other = await upload('Nombre completo;CI;Celular\nBeto Choque Flores;5590217;79999999\n');
    await mario.put(at(`/${other.id}/reading`), { replaced: ['phone'] });
    const second = await open(other.id);
    expect((await mario.post(`${served.base}/people/${beto.id}/disclosure`)).body).toMatchObject({ phone: '79999999', document: '5590217' });
    await withdraw(second.batchId);
    expect((await mario.post(`${served.base}/people/${beto.id}/disclosure`)).body).toMatchObject({ phone: '71234567' });
  });

  test('remembers the columns for the next file with the same headings', async () => {
    const text = 'Quién;Observaciones\nElva Prueba Luna;71112223\n';
    const { id, columns } = await upload(text);
    expect(columns[1]?.field).toBe('ignore');
    await mario.put(at(`/${id}/reading`), { headerRow: 1 });
    await mario.put(at(`/${id}/reading`), { columns: [{ index: 0, field: 'full-name' }, { index: 1, field: 'phone' }] });
    const next = await upload(text.replace('Elva', 'Eva'));
    expect(next).toMatchObject({ remembered: true, columns: [{ field: 'full-name' }, { field: 'phone' }] });
  });

  test('exported with the words of the registry and imported again, finds everybody the same', async () => {
    const list = 'Nombres;Apellidos;Sexo;Año de nacimiento;Departamento;Municipio;Documento;Celular;Correo;Organización;Registros\n' +
      'Ana;Mamani Condori;Sin dato;;;;4923118 LP;;;;1\nBeto;Choque Flores;Hombre;1980;;;5590217;71234567;;;1\n';
    const state = await upload(list);
    expect(state.counts).toMatchObject({ same: 2, new: 0, update: 0, doubtful: 0, problem: 0, ready: 0 });
  });

  test('the file of the list itself, imported again, finds everybody the same: the organisation stood for last is no role', async () => {
    const course = process('EXPORTADO');
    const [day, firm, other] = [session(course.id, 1), organisation('Tejidos Wayllani', 'enterprise'), organisation('Molinos Kunturi', 'enterprise')];
    const olga = person('x', { sex: 'woman' }, { private: {
      name: secret({ givenNames: 'Olga', paternal: 'Tarqui', maternal: 'Leve', married: null, surnames: null }),
      document: secret({ number: '7788123', complement: null, issuedIn: 'LP' }),
    } });
    const stay = attendance({ processId: course.id, sessionId: day.id, personId: olga.id, organisationId: firm.id }, 60);
    const sent = await mario.post(`${served.base}/entries`, { entries: [course, day, firm, other, olga, stay] });
    expect(sent.text).not.toContain('refused');
    const { text } = await mario.post(`${served.base}/people/export`, { q: 'tarqui', format: 'csv' });
    expect(text).toContain('Tejidos Wayllani');
    expect((await upload(text)).counts).toMatchObject({ same: 1, new: 0, update: 0, doubtful: 0, problem: 0, ready: 0 });
    // Another organisation is news, and so is a position in the one known.
    expect((await upload(text.replace('Tejidos Wayllani', 'Molinos Kunturi'))).counts).toMatchObject({ same: 0, update: 1 });
    const position = 'Nombres;Apellidos;Documento;Organización;Cargo\nOlga;Tarqui Leve;7788123 LP;Tejidos Wayllani;Gerente\n';
    expect((await upload(position)).counts).toMatchObject({ same: 0, update: 1 });
  });

  test('a column chosen twice blocks with its heading, and a file already in is said', async () => {
    const { id } = await upload('Nombre completo;Correo;Mail\nIris Prueba Luna;iris@ejemplo.bo;iris2@ejemplo.bo\n');
    const twice = stateOf(await mario.put(at(`/${id}/reading`), { columns: [{ index: 1, field: 'email' }, { index: 2, field: 'email' }] }));
    expect(twice.faults).toContainEqual({ code: 'column-twice', blocks: true, detail: 'Mail' });
    expect((await mario.post(at(`/${id}/opening`))).body).toMatchObject({ code: 'nothing-to-import' });
    await mario.put(at(`/${id}/reading`), { columns: [{ index: 2, field: 'ignore' }] });
    const opened = await open(id);
    const again = await upload('Nombre completo;Correo;Mail\nIris Prueba Luna;iris@ejemplo.bo;iris2@ejemplo.bo\n');
    expect(again.alreadyImported).toMatchObject({ batchId: opened.batchId });
    expect((await mario.delete(at(`/${id}`))).status).toBe(409);
  });

  test.each([
    ['empty-file', new Uint8Array()],
    ['old-xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['not-a-table', bytes('%PDF-1.4')],
    ['no-rows', bytes('\n\n')],
    ['no-name-column', bytes('Correo;Celular\nana@ejemplo.bo;71110001\n')],
    ['too-many-rows', bytes(`Nombre completo;CI\n${'Ana Prueba Luna;\n'.repeat(200_000)}`)],
    ['too-many-rows', bytes(`Nombre completo;CI\n${'Ana Prueba Luna;\n'.repeat(130_000)}`)],
  ])('a file that cannot be used is refused with its reason: %s', async (code, content) => {
    const state = stateOf(await mario.upload(at('/people'), 'lista.csv', content));
    expect(state.faults).toContainEqual(expect.objectContaining({ code, blocks: true }));
    expect((await mario.post(at(`/${state.id}/opening`))).body).toMatchObject({ code: 'nothing-to-import' });
  });

  test('signs that nobody sees and marks of direction do not part two names', async () => {
    const { counts } = await upload('\u202bNombre completo\u202c;CI\n\u200bAna\u200b Mamani\u00a0Condori;\u200e4923118\n');
    expect(counts).toMatchObject({ same: 1, new: 0 });
  });

  test('somebody narrowed to a partner is told that imports of people are for the whole programme', async () => {
    const teo = await served.as('teo');
    const reply = await teo.upload(at('/people'), 'lista.csv', bytes(PEOPLE));
    expect(reply.status).toBe(403);
    expect(reply.text).toContain('import-needs-whole-programme');
  });

  test('a writer that is gone leaves nothing in, and the import can be written again', async () => {
    const { id } = await upload('Nombre completo;CI\nJuana Prueba Luna;9911223\n');
    await inProgramme(served.database.app, served.programme.id, (client) =>
      client.query("update import_draft set stage = 'writing', claimed_at = now() - interval '1 hour' where programme_id = $1 and id = $2", [served.programme.id, id]));
    expect(stateOf(await mario.get(at(`/${id}`))).progress.stage).toBe('interrupted');
    expect((await open(id)).progress.stage).toBe('open');
  });

  test('one that went in is open, whatever became of its writer afterwards: nobody writes it again or throws it away', async () => {
    const { id } = await upload('Nombre completo;CI\nInés Prueba Sol;9911334\n');
    expect((await open(id)).progress.stage).toBe('open');
    for (const stage of ['writing', 'failed']) {
      await inProgramme(served.database.app, served.programme.id, (client) =>
        client.query("update import_draft set stage = $3, claimed_at = now() - interval '1 hour' where programme_id = $1 and id = $2", [served.programme.id, id, stage]));
      expect(stateOf(await mario.get(at(`/${id}`)))).toMatchObject({ progress: { stage: 'open' }, counts: { new: 1, ready: 1 } });
      expect((await mario.post(at(`/${id}/opening`), null)).text).toContain('import-busy');
      expect((await mario.delete(at(`/${id}`))).text).toContain('import-busy');
      expect((await mario.get(at(''))).text).not.toContain(id);
    }
  });

  test('a writer that lost the import to another says nothing of it any more', async () => {
    const { id } = await upload('Nombre completo;CI\nEma Prueba Mar;9911335\n');
    const within = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => inProgramme(served.database.app, served.programme.id, work);
    const [lost, own] = [randomUUID(), randomUUID()];
    const COUNTS = { new: 1, update: 0, same: 0, doubtful: 0, problem: 0, skipped: 0, ready: 1 };
    expect(await within((client) => claimDraft(client, served.programme.id, id, lost, COUNTS))).toBe(true);
    await within((client) => client.query("update import_draft set claimed_at = now() - interval '1 hour' where id = $1", [id]));
    expect(await within((client) => claimDraft(client, served.programme.id, id, own, COUNTS))).toBe(true);
    await within((client) => endClaim(client, served.programme.id, id, lost, 'failed'));
    expect(stateOf(await mario.get(at(`/${id}`))).progress.stage).toBe('writing');
    await within((client) => endClaim(client, served.programme.id, id, own, 'failed'));
    expect(stateOf(await mario.get(at(`/${id}`))).progress.stage).toBe('failed');
  });
});

const ORGANISATIONS = `Razón social;Sigla;NIT;Tipo;Rubro;Departamento;Socios mujeres;Socios hombres;Trabajadores;Ventas anuales;Formal;Teléfono
Camara Andina;CAI;1020304050;Cámara empresarial;;La Paz;12;30;;;Sí;2-2441122
Quinua Real;;2233445566;Asociación de productores;0111 Cultivo de cereales;Oruro;40;25;4;Bs 120.000;Sí;
Otra Firma;;1020304050;Empresa;;;;;;;;
Tejidos Illimani;;;Empresa;;;;;muchos;;;
`;

test('of two organisations that were united a list may write either name: whoever has a role in one has it', async () => {
  const [one, other] = [organisation('Cooperativa Wiñay', 'enterprise'), organisation('Tejedoras del Sur', 'enterprise')];
  const olga = person('Prueba Nina, Olga', {}, { private: { name: secret({ givenNames: 'Olga', paternal: null, maternal: null, married: null, surnames: 'Prueba Nina' }), document: secret({ number: '9911447', complement: null, issuedIn: null }) } });
  const united = draft('registry.organisations-merged', { organisationIds: [one.id, other.id], score: null, explanation: [], chosen: { name: one.id } });
  const holds = draft('registry.role-recorded', { personId: olga.id, organisationId: one.id, from: null, to: null }, { private: { position: secret('Gerenta') } });
  for (const entries of [[one, other, olga], [holds, united]]) expect((await mario.post(`${served.base}/entries`, { entries })).text).not.toContain('refused');
  for (const name of ['Cooperativa Wiñay', 'Tejedoras del Sur']) {
    const { counts } = await upload(`Nombre completo;CI;Empresa;Cargo\nOlga Prueba Nina;9911447;${name};Gerenta\n`);
    expect(counts, name).toMatchObject({ same: 1, update: 0, new: 0 });
  }
});

describe('a list of organisations', () => {
  test('adds to those that are known, registers the new ones, and is taken out whole', async () => {
    const before = await seen();
    const state = await upload(ORGANISATIONS, 'organisations');
    expect(state.counts).toMatchObject({ new: 1, update: 1, problem: 2, ready: 2 });
    const [first, , third, fourth] = await rows(state.id);
    expect(first?.changes.map(({ field, what }) => [field, what])).toEqual([
      ['acronym', 'fill'], ['organisation-kind', 'fill'], ['department', 'fill'], ['formal', 'fill'],
      ['members-women', 'fill'], ['members-men', 'fill'], ['phone', 'fill'],
    ]);
    expect(third?.findings).toMatchObject([{ code: 'tax-number-of-other', value: 'Cámara Andina' }]);
    expect(fourth?.findings).toMatchObject([{ code: 'number-unreadable', column: 'Trabajadores', value: 'muchos' }]);
    const opened = await open(state.id);
    expect(opened.progress.stage).toBe('open');
    const organisations = await mario.get(`${served.base}/organisations`);
    expect(organisations.text).toContain('"acronym":"CAI"');
    expect(organisations.text).toContain('"organisationKind":"employers"');
    const figure = await mario.get(`${served.base}/indicators/TRAINED/figure?by=organisation-kind`);
    expect(figure.text).toContain('employers');
    expect((await upload(`${ORGANISATIONS}\n`, 'organisations')).counts).toMatchObject({ same: 2, new: 0, update: 0 });
    expect(await rebuilt()).toEqual(expect.objectContaining({ changed: {} }));
    await withdraw(opened.batchId);
    expect(await seen()).toEqual(before);
    expect(await rebuilt()).toEqual(expect.objectContaining({ changed: {} }));
  });
});
