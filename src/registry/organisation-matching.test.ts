import { expect, it } from 'vitest';
import { DOUBTFUL_SCORE_MIN, SURE_SCORE_MIN } from './matching.ts';
import { organisationKeys, scoreOrganisations, type OrganisationRecord } from './organisation-matching.ts';

const record = (name: string, fields: Partial<OrganisationRecord> = {}): OrganisationRecord => ({
  name, acronym: null, kind: 'enterprise', municipality: null, taxNumber: null, phones: [], email: null, ...fields,
});
const pair = (a: string, b: string, more: Partial<OrganisationRecord> = {}, other: Partial<OrganisationRecord> = more) =>
  scoreOrganisations(record(a, more), record(b, other));
const points = (a: string, b: string): [string, number][] =>
  pair(a, b).explanation.filter(({ reason }) => reason !== 'missing').map(({ reason, points: of }) => [reason, of]);

it('explains line by line, and the lines add up', () => {
  // Confecciones is a trade (4 bits), Tunari a name many choose (5): 9 bits, 5 below the usual 14, 1.2 points each.
  expect(points('Confecciones Tunari S.R.L.', 'CONFECCIONES TUNARI SRL')).toEqual([
    ['equal', 66], ['common-name', -6], ['equal', 6], ['equal', 2],
  ]);
  for (const [a, b] of [['Boltexmi', 'Industrias Boltexmi'], ['Panadería San José', 'San Jose Panaderia'], ['CAI', 'Cámara Andina de Industria']] as const) {
    const { score, explanation } = pair(a, b, { taxNumber: '123456021', phones: ['22334455'], email: 'a@ejemplo.bo', municipality: '020101' });
    expect(explanation.reduce((sum, line) => sum + line.points, 0), `${a} ${b}`).toBe(score);
  }
});

it('reads legal forms in all their spellings, and tells one from another', () => {
  for (const form of ['SRL', 'S.R.L', 'Soc. de Resp. Ltda.', 'Sociedad de Responsabilidad Limitada']) {
    expect(points('Andina S.R.L.', `Andina ${form}`)).toContainEqual(['equal', 6]);
  }
  expect(points('Andina S.R.L.', 'Andina S.A.')).toContainEqual(['different', -13]);
  expect(points('Andina S.R.L.', 'Andina')).not.toContainEqual(['different', -13]);
});

it('writes abbreviations out, and takes word order, plural and a slip for the same words', () => {
  expect(points('Asoc. de Prod. de Quinua Qhantati', 'ASOCIACION DE PRODUCTORES DE QUINUA QHANTATI')[0]).toEqual(['equal', 66]);
  expect(points('Textiles Boltexmi', 'Boltexmi Textiles')[0]).toEqual(['same-words', 62]);
  expect(points('Textiles Boltexmi', 'Textil Boltexni')[0]?.[0]).toBe('same-words');
});

it('knows an acronym by its brackets, its field and its letters, but not by two letters', () => {
  expect(points('Cámara Andina de Industria (CAI)', 'CAI')[0]?.[0]).toBe('acronym');
  expect(points('Cámara Andina de Industria', 'CAI')[0]?.[0]).toBe('acronym');
  expect(points('Cámara Andina', 'CA')[0]?.[0]).toBe('different');
});

it('keeps apart what a place or a number tells apart', () => {
  for (const [a, b] of [
    ['Federación de Fabriles de La Paz', 'Federación de Fabriles de Oruro'],
    ['Asociación 1 de Mayo', 'Asociación 3 de Mayo'],
  ] as const) expect(pair(a, b).score, `${a} ${b}`).toBeLessThan(DOUBTFUL_SCORE_MIN);
});

it('never takes a branch for its firm, though it has the firm’s tax number', () => {
  const made = pair('Lácteos Boltexmi SRL', 'Lácteos Boltexmi SRL Sucursal Oruro', { taxNumber: '1023456021' });
  expect(made.score).toBeLessThan(SURE_SCORE_MIN);
  expect(made.explanation.map(({ reason }) => reason)).toContain('other-branch');
});

it('asks about one tax number under two names, and is never sure where two numbers stand', () => {
  const asked = pair('Boltexmi', 'Comercial Boltexmi Sur', { taxNumber: '1023456021' });
  expect(asked.score).toBeGreaterThanOrEqual(DOUBTFUL_SCORE_MIN);
  expect(pair('Boltexmi', 'Boltexmi', { taxNumber: '1023456021', phones: ['22334455'] }, { taxNumber: '2999999021', phones: ['22334455'] }).score).toBeLessThan(SURE_SCORE_MIN);
});

it('is symmetric, and what is missing counts for nothing', () => {
  const [a, b] = [record('Boltexmi SRL', { taxNumber: '1' }), record('Textiles Boltexmi')];
  expect(scoreOrganisations(a, b)).toEqual(scoreOrganisations(b, a));
  expect(scoreOrganisations(record('', {}), record('', {})).score).toBeLessThan(DOUBTFUL_SCORE_MIN);
});

it('brings spellings of one firm together under a key, and no crowd under one', () => {
  const meet = (one: OrganisationRecord, other: OrganisationRecord): boolean => {
    const keys = new Set(organisationKeys(one));
    return organisationKeys(other).some((key) => keys.has(key));
  };
  expect(meet(record('Textiles Boltexmi S.R.L.'), record('BOLTEXMI'))).toBe(true);
  expect(meet(record('CAI'), record('Cámara Andina de Industria'))).toBe(true);
  expect(meet(record('Panadería San José'), record('Textiles San José'))).toBe(false);
});

it('one telephone of several in common is enough; none in common speaks a little against', () => {
  const line = (one: string[], other: string[]) => pair('Boltexmi', 'Boltexmi', { phones: one }, { phones: other }).explanation.find(({ field }) => field === 'phone');
  expect(line(['2 2334455', '71234567'], ['+591 71234567'])).toMatchObject({ reason: 'equal', points: 36 });
  expect(line(['22334455'], ['71234567'])).toMatchObject({ reason: 'different', points: -5 });
  expect(line([], ['71234567'])).toMatchObject({ reason: 'missing', points: 0 });
  const both = organisationKeys(record('Boltexmi', { phones: ['22334455', '71234567'], email: 'A@ejemplo.bo' }));
  for (const own of [{ phones: ['22334455'] }, { phones: ['+591 71234567'] }, { email: 'a@ejemplo.bo' }]) {
    expect(organisationKeys(record('Otra', own)).some((key) => both.includes(key))).toBe(true);
  }
  expect(organisationKeys(record('Otra', { phones: ['72222222'] })).some((key) => both.includes(key))).toBe(false);
});
