import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf } from '../../../registry/batch-writing.ts';
import { registrationRequested } from '../registration-entries.ts';
import { faultsOf, NOTHING_TYPED, saidIn, sameRequestKey, type Typed } from './rules.ts';

const typed = (more: Partial<Typed> = {}): Typed => ({
  ...NOTHING_TYPED,
  surnames: 'Mamani Condori',
  givenNames: 'Lidia',
  sex: 'woman',
  phone: '712 34567',
  agrees: true,
  ...more,
});

test('names, sex, a telephone and consent are needed; the rest may stay empty', () => {
  expect(faultsOf(typed(), 2026)).toEqual({});
  expect(Object.keys(faultsOf(NOTHING_TYPED, 2026)).sort()).toEqual(['agrees', 'givenNames', 'phone', 'sex', 'surnames']);
});

test('what cannot be is named by its box', () => {
  const wrong = typed({ surnames: '…', document: '12x', birthYear: '2025', phone: 'no tengo', sex: 'mujer', organisation: 'a'.repeat(201) });
  expect(faultsOf(wrong, 2026)).toEqual({
    surnames: 'surnames', document: 'document', birthYear: 'birthYear', phone: 'phone', sex: 'sex', organisation: 'organisation',
  });
  expect(faultsOf(typed({ birthYear: '1905' }), 2026)).toEqual({ birthYear: 'birthYear' });
});

test('what was typed is kept as names and documents are everywhere', () => {
  expect(saidIn(typed({ surnames: ' MAMANI\u200b  CONDORI ', document: '1.234.567-1A LP', birthYear: '1990', organisation: ' Tejidos Wara ' }), 2026)).toEqual({
    sex: 'woman',
    birthYear: 1990,
    name: { givenNames: 'Lidia', paternal: null, maternal: null, married: null, surnames: 'Mamani Condori' },
    document: { number: '1234567', complement: '1A', issuedIn: 'LP' },
    contact: { phones: [{ kind: 'mobile', number: '712 34567' }], email: null },
    organisationName: 'Tejidos Wara',
  });
});

test('the same request typed again in capitals is the same; another telephone is another', () => {
  const key = (more: Partial<Typed>) => sameRequestKey(saidIn(typed(more), 2026));
  expect(key({ surnames: 'MAMANI CONDORI', phone: '71234567' })).toBe(key({}));
  expect(key({ phone: '71234568' })).not.toBe(key({}));
});

test('whatever is typed without a fault is taken by the ledger', () => {
  const word = fc.oneof(fc.string({ maxLength: 40, unit: 'grapheme' }), fc.constantFrom('Ana', 'Ñusta', '712 34567', '1234567 LP', '1990', 'woman', ''));
  const any = fc.record({ surnames: word, givenNames: word, document: word, sex: word, birthYear: word, phone: word, organisation: word, agrees: fc.boolean() });
  fc.assert(
    fc.property(any, (one) => {
      const full = typed({ document: one.document, birthYear: one.birthYear, organisation: one.organisation, surnames: one.surnames });
      for (const what of [one, full]) {
        if (Object.keys(faultsOf(what, 2026)).length > 0) continue;
        const { name, document, contact, organisationName } = saidIn(what, 2026);
        const parts = { name, contact, ...(document === null ? {} : { document }), ...(organisationName === null ? {} : { organisationName }) };
        expect(draftOf({ id: crypto.randomUUID(), kind: registrationRequested.kind, occurredOn: '2026-11-29', payload: {}, private: parts }, null)).toBeTruthy();
        for (const [part, value] of Object.entries(parts)) expect([part, registrationRequested.privateParts[part]?.safeParse(value).success]).toEqual([part, true]);
      }
    }),
  );
});
