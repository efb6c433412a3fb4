import { expect, test } from 'vitest';
import { z } from 'zod';
import { KINDS } from '../../app/catalogue.ts';
import { en } from '../texts.en.ts';
import { es } from '../texts.es.ts';
import { fieldWord, valueWords } from './value-words.ts';

const THING = '01900000-0000-7000-8000-000000000001';
const labels = [{ what: 'session' as const, id: THING, label: 'Gestión de costos', number: 2 }];
const say = (field: string, value: unknown): string => valueWords(es, field, value, labels).replaceAll('\u00a0', ' ');

test('every field of every kind has a name in both languages', () => {
  const fields = KINDS.filter(({ kind }) => !kind.startsWith('ledger.')).flatMap(({ payload, privateParts }) => [
    ...(payload instanceof z.ZodObject ? Object.keys(payload.shape) : ['not an object']).map((name) => `payload.${name}`),
    ...Object.keys(privateParts).filter((part) => part !== 'note').map((part) => `private.${part}`),
  ]);
  expect(fields.length).toBeGreaterThan(60);
  expect(fields.filter((field) => fieldWord(es, field) === field || fieldWord(en, field) === field)).toEqual([]);
});

test('values are said as people say them', () => {
  expect(say('payload.sex', 'woman')).toBe('Mujer');
  expect(say('payload.sex', null)).toBe('Sin dato');
  expect(say('payload.birthYear', 1985)).toBe('1985');
  expect(say('payload.municipality', '020105')).toBe('El Alto');
  expect(say('payload.durationMinutes', 1440)).toBe('1.440 minutos');
  expect(say('payload.heldOn', '2026-10-05')).toBe('05/10/2026');
  expect(say('payload.languages', ['es', 'ay'])).toBe('Castellano, Aymara');
  expect(say('payload.youth', { fromYears: 16, toYears: 28 })).toBe('16 a 28 años');
  expect(say('payload.bands', [{ fromYears: 16, toYears: 28 }, { fromYears: 29, toYears: null }])).toBe('16 a 28 años, 29 años o más');
  expect(say('payload.classes', [
    { sizeClass: 'micro', workersMax: 9, annualSalesMax: 250_000_00, equityMax: null }, { sizeClass: 'large', workersMax: null, annualSalesMax: null, equityMax: null },
  ])).toBe('Micro 9 / 250.000, Grande');
  expect(say('payload.thresholdPercent', 80)).toBe('80 %');
  expect(say('payload.annualSales', 1_250_050)).toBe('12.500,5');
  expect(say('payload.ageBand', { fromYears: 30, toYears: 39, statedOn: '2026-10-05' })).toBe('30 a 39 años');
  expect(say('payload.given', false)).toBe('No');
  expect(say('withdrawn', true)).toBe('Retirado: ya no cuenta');
});

test('ids are said by name, parts of a name in their order, telephones by number', () => {
  expect(say('payload.sessionId', THING)).toBe('Sesión 2, Gestión de costos');
  expect(say('private.name', { maternal: 'Condori', paternal: 'Mamani', married: null, surnames: null, givenNames: 'Lidia' })).toBe('Lidia Mamani Condori');
  expect(say('private.contact', { email: 'ana@ejemplo.bo', phones: [{ kind: 'mobile', number: '70000231' }] })).toBe('70000231 ana@ejemplo.bo');
  expect(say('private.contact', { email: null, phones: [] })).toBe('Sin dato');
  expect(say('payload.name', { es: 'Personas', en: 'People' })).toBe('Personas');
});
