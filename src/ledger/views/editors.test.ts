import { describe, expect, test } from 'vitest';
import { es } from '../texts.es.ts';
import { editorOf, faultsOf, valueOf, type Editor } from './editors.ts';
import { bandRows, classRows, readBandRows, readClassRows } from './tables.ts';

function editor(field: string, sample: unknown = null): Editor {
  const found = editorOf(field, sample);
  if (found === null) throw new Error(`${field} has no editor.`);
  return found;
}

test('a year outside its bounds is refused in words; one inside is a number; none at all is no data', () => {
  const year = editor('payload.birthYear');
  expect(faultsOf(year, { value: '85' }, es)).toEqual({ value: 'Escriba un número entero de 1900 a 2100.' });
  expect(faultsOf(year, { value: ' 1985 ' }, es)).toEqual({});
  expect([valueOf(year, { value: ' 1985 ' }), valueOf(year, {})]).toEqual([1985, null]);
});

test('minutes cannot be left out', () => {
  expect(faultsOf(editor('payload.durationMinutes'), {}, es)).toEqual({ value: 'Escriba un número entero de 1 a 1.440.' });
});

test('a name needs given names; what is not known of it is null', () => {
  const name = editor('private.name');
  expect(faultsOf(name, { paternal: 'Quispe' }, es)).toEqual({ givenNames: 'Escriba al menos un nombre.' });
  expect(valueOf(name, { givenNames: ' Ana ', paternal: 'Quispe' })).toEqual({
    givenNames: 'Ana',
    paternal: 'Quispe',
    maternal: null,
    married: null,
    surnames: null,
  });
});

test('a contact keeps the telephones there are; a document takes points between its digits', () => {
  expect(valueOf(editor('private.contact'), { phone: '70000231' })).toEqual({ phones: [{ kind: 'mobile', number: '70000231' }], email: null });
  const document = editor('private.document');
  expect(faultsOf(document, { number: 'abc' }, es)).toEqual({ number: 'Escriba de 4 a 12 cifras, sin letras.' });
  expect(valueOf(document, { number: '4.567.890', issuedIn: 'LP' })).toEqual({ number: '4567890', complement: null, issuedIn: 'LP' });
});

test('languages are marked one by one, and the ages of youth are two numbers in order', () => {
  expect(valueOf(editor('payload.languages'), { value: 'es,ay' })).toEqual(['es', 'ay']);
  expect(valueOf(editor('payload.languages'), {})).toEqual([]);
  const youth = editor('payload.youth');
  expect(valueOf(youth, { fromYears: '16', toYears: '30' })).toEqual({ fromYears: 16, toYears: 30 });
  expect([{}, { fromYears: '16', toYears: '130' }, { fromYears: '30', toYears: '16' }, { fromYears: '16', toYears: '28' }].map((typed) => faultsOf(youth, typed, es))).toEqual([
    { fromYears: 'Escriba un número entero de 0 a 120.' }, { toYears: 'Escriba un número entero de 0 a 120.' }, { toYears: '«Hasta» no puede ser menor que «desde».' }, {},
  ]);
});

test('a band of ages may stay open or unknown, and bears the day it was said', () => {
  const band = editor('payload.ageBand');
  expect(valueOf(band, { fromYears: '30', toYears: '39', statedOn: '2021-03-01' })).toEqual({ fromYears: 30, toYears: 39, statedOn: '2021-03-01' });
  expect(valueOf(band, { fromYears: '60', statedOn: '2021-03-01' })).toEqual({ fromYears: 60, toYears: null, statedOn: '2021-03-01' });
  expect(valueOf(band, {})).toBeNull();
  const typed = [{}, { fromYears: '30' }, { fromYears: '30', toYears: '20', statedOn: '2021-03-01' }, { toYears: '20', statedOn: '2021-03-01' }];
  expect(typed.map((one) => Object.keys(faultsOf(band, one, es)))).toEqual([[], ['statedOn'], ['toYears'], ['fromYears']]);
});

describe('tables are typed over the rows that count', () => {
  const bands = [{ fromYears: 16, toYears: 28 }, { fromYears: 29, toYears: null }];
  const classes = [
    // In the order in which the ledger gives them.
    { annualSalesMax: null, equityMax: null, sizeClass: 'micro', workersMax: 9 },
    { sizeClass: 'large', workersMax: null, annualSalesMax: null, equityMax: null },
  ];

  test('bands give a third value once they change, and say what is wrong with them', () => {
    const rows = bandRows(bands);
    expect(readBandRows(rows, bands)).toEqual({ value: null, wrong: null });
    const moved = [{ fromYears: '16', toYears: '30' }, { fromYears: '31', toYears: '' }];
    expect(readBandRows(moved, bands)).toEqual({ value: { value: [{ fromYears: 16, toYears: 30 }, { fromYears: 31, toYears: null }] }, wrong: null });
    const gap = [{ fromYears: '16', toYears: '28' }, { fromYears: '31', toYears: '' }];
    expect(readBandRows(gap, bands)).toEqual({ value: null, wrong: { fault: 'ages-gap', at: 0 } });
  });

  test('so do classes of size', () => {
    const rows = classRows(classes);
    expect(readClassRows(rows, classes)).toEqual({ value: null, wrong: null });
    const raised = rows.map((row) => (row.sizeClass === 'micro' ? { ...row, workersMax: '12', annualSalesMax: '250.000' } : row));
    expect(readClassRows(raised, classes).value).toEqual({ value: [{ sizeClass: 'micro', workersMax: 12, annualSalesMax: 250_000_00, equityMax: null }, classes[1]] });
    expect(readClassRows(rows.map((row) => ({ ...row, workersMax: '' })), classes)).toEqual({ value: null, wrong: 'size-no-bounds' });
  });

  test('where nothing stands, bands start with one for everybody', () => {
    expect(bandRows(null)).toEqual([{ fromYears: '0', toYears: '' }]);
    expect(classRows(null).every(({ used }) => used)).toBe(true);
  });
});

test('texts in two languages are not typed here', () => {
  expect(editorOf('payload.name', { es: 'Personas', en: 'People' })).toBeNull();
  expect(editorOf('payload.name', 'Cámara')).not.toBeNull();
});
