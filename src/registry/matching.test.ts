import { describe, expect, it } from 'vitest';
import {
  blockingKeys,
  couldMatch,
  DOUBTFUL_SCORE_MIN,
  isSure,
  type MatchRecord,
  scorePair,
  SURE_SCORE_MIN,
} from './matching.ts';

const record = (fields: Partial<MatchRecord>): MatchRecord => ({
  givenNames: 'Juan',
  surnames: 'Mamani Quispe',
  document: null,
  phone: null,
  email: null,
  birthYear: null,
  sex: null,
  municipality: null,
  organisationKeys: [],
  ...fields,
});
const number = (text: string, complement: string | null = null): MatchRecord['document'] => {
  return { number: text, complement };
};
const score = (a: Partial<MatchRecord>, b: Partial<MatchRecord>): number => scorePair(record(a), record(b)).score;
const reason = (a: Partial<MatchRecord>, b: Partial<MatchRecord>, field: string): string | undefined =>
  scorePair(record(a), record(b)).explanation.find((line) => line.field === field)?.reason;

describe('worked by hand', () => {
  it('an equal whole name: 32 + 42 = 74, to be asked', () => {
    expect(score({}, {})).toBe(74);
    expect(74).toBeGreaterThanOrEqual(DOUBTFUL_SCORE_MIN);
    expect(74).toBeLessThan(SURE_SCORE_MIN);
  });

  it('the same organisation makes an equal whole name sure: 74 + 12 = 86', () => {
    expect(score({ organisationKeys: ['cni'] }, { organisationKeys: ['uab', 'cni'] })).toBe(86);
  });

  it('a second surname abbreviated, same document and year, another organisation: 112, ended at 100', () => {
    const lidia = { givenNames: 'Lidia', surnames: 'Mamani Condori', document: number('4923118'), birthYear: 1987 };
    const pair = scorePair(
      record({ ...lidia, organisationKeys: ['cai'] }),
      record({ ...lidia, surnames: 'Mamani C.', organisationKeys: ['aex'] }),
    );
    expect(pair.score).toBe(100);
    expect(pair.explanation.reduce((sum, line) => sum + line.points, 0)).toBe(100);
    expect(pair.explanation.map((line) => line.reason)).toEqual([
      'equal', 'abbreviated', 'same-number', 'missing', 'missing', 'equal', 'missing', 'missing', 'different',
    ]);
  });

  it('a missing second surname and the same telephone: 32 + 28 + 16 = 76, to be asked', () => {
    const wilder = { givenNames: 'Wilder', surnames: 'Condori Poma', phone: '+591 71234567' };
    expect(score(wilder, { ...wilder, surnames: 'Condori', phone: '71234567' })).toBe(76);
  });

  it('an equal name with another document: 74 - 45 = 29, two people', () => {
    expect(score({ document: number('4923118') }, { document: number('6120448') })).toBe(29);
  });
});

describe('homonyms are not merged', () => {
  it('although name, telephone of the family and municipality agree, when the documents differ', () => {
    const shared = { phone: '71234567', municipality: '020105', organisationKeys: ['cni'] };
    const [a, b] = [number('4923118'), number('6120448')];
    expect(score({ ...shared, document: a }, { ...shared, document: b })).toBeLessThan(DOUBTFUL_SCORE_MIN);
  });

  it('with one surname each, even in one organisation', () => {
    const juan = { surnames: 'Mamani', organisationKeys: ['cni'] };
    expect(score(juan, juan)).toBe(70);
    expect(isSure(scorePair(record(juan), record(juan)))).toBe(false);
  });

  it('when sex or birth year contradict, whatever else agrees', () => {
    const same = { document: number('4923118'), email: 'juan@example.org', organisationKeys: ['cni'] };
    for (const [a, b] of [[{ sex: 'man' }, { sex: 'woman' }], [{ birthYear: 1980 }, { birthYear: 1990 }]] as const) {
      const pair = scorePair(record({ ...same, ...a }), record({ ...same, ...b }));
      expect(pair.score).toBe(SURE_SCORE_MIN - 1);
      expect(pair.explanation.at(-1)?.reason).toBe('needs-a-person');
    }
  });

  it('when one is the brother or the sister: the same surnames, telephone and organisation', () => {
    const family = { phone: '71234567', organisationKeys: ['cni'], municipality: '020105' };
    for (const givenNames of ['Juana', 'José']) {
      expect(score(family, { ...family, givenNames })).toBeLessThan(DOUBTFUL_SCORE_MIN);
    }
  });

  it('when one number has two complements', () => {
    expect(reason({ document: number('4923118', '1A') }, { document: number('4923118', '1B') }, 'document')).toBe(
      'complement-differs',
    );
    expect(score({ document: number('4923118', '1A') }, { document: number('4923118', '1B') })).toBe(34);
  });
});

describe('one person spelled in several ways is recognised', () => {
  const ways: Partial<MatchRecord>[] = [
    { givenNames: 'Jhonny', surnames: 'Rocha Salvatierra' },
    { givenNames: 'Jhoni', surnames: 'Rocha' },
    { givenNames: 'JHONY', surnames: 'ROCHA S.' },
    { givenNames: 'Jhonny', surnames: 'Rocha Salvatiera' },
    { givenNames: 'J.', surnames: 'Rocha Salvatierra' },
  ];
  it('by the same document or the same e-mail', () => {
    const document = number('1798302');
    for (const a of ways) {
      for (const b of ways) expect(score({ ...a, document }, { ...b, document })).toBeGreaterThanOrEqual(80);
      const first = { ...ways[0], email: 'jrocha@example.org' };
      expect(isSure(scorePair(record(first), record({ ...a, email: 'JRocha@example.org ' })))).toBe(true);
    }
  });

  it('in whatever order the two are given', () => {
    for (const a of ways) for (const b of ways) expect(score(a, b)).toBe(score(b, a));
  });

  it('and always meets itself under a blocking key', () => {
    const keys = (fields: Partial<MatchRecord>): string[] => blockingKeys(record(fields));
    for (const a of ways) {
      const others = new Set(keys(a));
      expect(keys(ways[0] ?? {}).some((key) => others.has(key)), JSON.stringify(a)).toBe(true);
    }
    expect(keys({ phone: '+591 7123-4567', email: 'A@b.org', document: number('4923118') })).toEqual(
      expect.arrayContaining(['d:4923118', 'p:71234567', 'e:a@b.org']),
    );
    const cutWrongly = keys({ givenNames: 'Mamani', surnames: 'Juan' });
    expect(cutWrongly).toEqual(expect.arrayContaining(keys({ surnames: 'Mamani' })));
  });
});

it('ends at 100 however much agrees, with no line turned against the pair', () => {
  const all = {
    document: number('4923118'), email: 'juan@example.org', phone: '71234567', birthYear: 1987, sex: 'man' as const,
    municipality: '020105', organisationKeys: ['cni'],
  };
  const pair = scorePair(record(all), record(all));
  expect(pair.score).toBe(100);
  // 32 for the given names, 42 for the surnames, and 26 of the document's 40.
  expect(pair.explanation.map((line) => line.points)).toEqual([32, 42, 26, 0, 0, 0, 0, 0, 0]);
});

it('asks about the same document number under a different name: -30 - 40 + 40 + 100', () => {
  const pair = scorePair(
    record({ document: number('4923118') }),
    record({ document: number('4923118'), givenNames: 'Lidia', surnames: 'Flores Rojas' }),
  );
  expect(pair.score).toBe(DOUBTFUL_SCORE_MIN);
  expect(pair.explanation.at(-1)).toEqual({ field: 'rule', points: 100, reason: 'same-number-asks' });
});

it('takes a number with one slip, or two digits swapped, for neither the same nor another', () => {
  expect(reason({ document: number('4923118') }, { document: number('4923181') }, 'document')).toBe('number-one-typo');
  expect(reason({ document: number('4923118') }, { document: number('4932181') }, 'document')).toBe('number-differs');
});

it('never compares what is missing, nor a sex that was not stated', () => {
  expect(scorePair(record({ sex: 'not-stated' }), record({ sex: 'woman' })).score).toBe(74);
  const nobody = record({ givenNames: null, surnames: null });
  expect(scorePair(nobody, nobody).score).toBe(0);
});

it('sets aside beforehand only pairs that would score too low', () => {
  const names = ['Juan', 'Juana', 'J.', 'Juan Carlos', 'José', ''];
  const surnames = ['Mamani Quispe', 'Mamani', 'Mamani Q.', 'Quispe Mamani', 'Flores Rojas', ''];
  const more: Partial<MatchRecord>[] = [
    {},
    { document: number('4923118'), birthYear: 1987, sex: 'man', municipality: '020105', organisationKeys: ['cni'] },
    { document: number('4923181'), birthYear: 1987, sex: 'man', municipality: '020105', organisationKeys: ['cni'] },
    { document: number('6120448'), birthYear: 1987, sex: 'man', municipality: '020105', organisationKeys: ['cni'] },
    { phone: '71234567', email: 'juan@example.org' },
  ];
  const records = names.flatMap((givenNames) =>
    surnames.flatMap((surname) => more.map((fields) => record({ givenNames, surnames: surname, ...fields }))),
  );
  let aside = 0;
  for (const a of records) {
    for (const b of records) {
      if (couldMatch(a, b)) continue;
      aside += 1;
      expect(scorePair(a, b).score).toBeLessThan(DOUBTFUL_SCORE_MIN);
    }
  }
  expect(aside).toBeGreaterThan(1000);
});
