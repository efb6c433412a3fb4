import { describe, expect, it } from 'vitest';
import { blockingKeys } from './blocking.ts';
import {
  couldMatch,
  DOUBTFUL_SCORE_MIN,
  isSure,
  type MatchRecord,
  scoreAtEntry,
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
  const wilder = { givenNames: 'Wilder', surnames: 'Condori Zurita' };

  it('an equal whole name of three very common words, 13.5 bits: 32 + 42 - 10 = 64, not even asked', () => {
    expect(score({}, {})).toBe(64);
  });

  it('asks at the door about an equal whole name, however common, unless something contradicts', () => {
    const pair = scoreAtEntry(record({}), record({}));
    expect([pair.score, pair.explanation.at(-1)]).toEqual([70, { field: 'rule', points: 6, reason: 'same-name-asks' }]);
    expect(scoreAtEntry(record({ birthYear: 1980 }), record({ birthYear: 1990 })).score).toBe(64 - 16);
    expect(scoreAtEntry(record({ surnames: 'Mamani Q.' }), record({})).score).toBe(70);
  });

  it('an equal whole name of usual words, 7 + 4.5 + 8 bits: 32 + 42 - 3 = 71, to be asked', () => {
    expect(score(wilder, wilder)).toBe(71);
  });

  it('a rare name says more: Zenobia Uriona Tellería, 27 bits, 32 + 42 + 5 = 79', () => {
    const rare = { givenNames: 'Zenobia', surnames: 'Uriona Tellería' };
    expect(score(rare, rare)).toBe(79);
  });

  it('the same organisation makes an equal whole name sure, but not the commonest one: 71 + 18 = 89, 64 + 18 = 82', () => {
    const [one, other] = [{ organisationKeys: ['cni'] }, { organisationKeys: ['uab', 'cni'] }];
    expect(score({ ...wilder, ...one }, { ...wilder, ...other })).toBe(89);
    expect(score(one, other)).toBe(82);
  });

  it('a second surname abbreviated, same document and year, another organisation: more than 100, ended there', () => {
    const lidia = { givenNames: 'Lidia', surnames: 'Mamani Condori', document: number('4923118'), birthYear: 1987 };
    const pair = scorePair(
      record({ ...lidia, organisationKeys: ['cai'] }),
      record({ ...lidia, surnames: 'Mamani C.', organisationKeys: ['aex'] }),
    );
    expect(pair.score).toBe(100);
    expect(pair.explanation.reduce((sum, line) => sum + line.points, 0)).toBe(100);
    expect(pair.explanation.map((line) => line.reason)).toEqual([
      'equal', 'abbreviated', 'common-name', 'same-number', 'missing', 'missing', 'equal', 'missing', 'missing', 'different',
    ]);
  });

  it('a missing second surname and the same telephone: 32 + 40 - 12 + 14 = 74, to be asked', () => {
    const phone = '71234567';
    expect(score({ ...wilder, phone: '+591 71234567' }, { ...wilder, surnames: 'Condori', phone })).toBe(74);
  });

  it('an equal name with another document: 64 - 32 = 32, two people', () => {
    expect(score({ document: number('4923118') }, { document: number('6120448') })).toBe(32);
  });

  it('a husband’s surname contradicts nothing and is asked about: 32 + 40 - 16 + 34 = 90, held at 84', () => {
    const rosa = { givenNames: 'Rosa', document: number('4923118') };
    const pair = scorePair(record({ ...rosa, surnames: 'Choque Terán' }), record({ ...rosa, surnames: 'Choque vda. de Vargas' }));
    expect(pair.score).toBe(SURE_SCORE_MIN - 1);
    expect(pair.explanation.map((line) => line.reason)).toContain('married-name');
    expect(reason({ surnames: 'Choque Vargas' }, { surnames: 'Choque de Vargas' }, 'surnames')).toBe('equal');
    expect(reason({ surnames: 'Cruz' }, { surnames: 'de la Cruz' }, 'surnames')).toBe('equal-one-surname');
  });

  it('a name cut at the wrong place is the same words in another place', () => {
    expect(reason({ givenNames: 'Mamani Quispe', surnames: 'Juan' }, {}, 'surnames')).toBe('other-arrangement');
    expect(reason({ givenNames: 'Juan Mamani', surnames: 'Quispe' }, {}, 'givenNames')).toBe('other-arrangement');
    expect(reason({ givenNames: 'Pedro', surnames: 'Juan Quispe' }, {}, 'givenNames')).toBe('different');
  });

  it('a short form is a form of the name and of no other', () => {
    expect(reason({ givenNames: 'Pepe' }, { givenNames: 'José Luis' }, 'givenNames')).toBe('short-form');
    expect(reason({ givenNames: 'Pepe' }, { givenNames: 'Pedro' }, 'givenNames')).toBe('different');
  });

  it('two records marked present in one session are never sure: -12, and a person must say', () => {
    const same = { document: number('4923118'), birthYear: 1987 };
    const pair = scorePair(record({ ...same, sessionKeys: ['s1', 's2'] }), record({ ...same, sessionKeys: ['s2'] }));
    expect(pair.score).toBe(SURE_SCORE_MIN - 1);
    expect(pair.explanation.find(({ field }) => field === 'sessions')).toEqual({ field: 'sessions', points: -12, reason: 'same-session' });
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
    expect(score(juan, juan)).toBe(75);
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
    expect(score({ document: number('4923118', '1A') }, { document: number('4923118', '1B') })).toBe(24);
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
    const keys = (fields: Partial<MatchRecord>): number[] => blockingKeys(record(fields));
    const meet = (a: Partial<MatchRecord>, b: Partial<MatchRecord>): boolean => keys(a).some((key) => keys(b).includes(key));
    for (const a of ways) expect(meet(ways[0] ?? {}, a), JSON.stringify(a)).toBe(true);
    const contacts = { phone: '+591 7123-4567', email: 'A@b.org', document: number('4923118') };
    const nobody = { givenNames: 'Zenobia', surnames: 'Uriona' };
    expect(meet(contacts, nobody)).toBe(false);
    for (const own of [{ phone: '71234567' }, { email: 'a@b.org ' }, { document: number('4923118') }]) expect(meet(contacts, { ...nobody, ...own })).toBe(true);
    expect(meet({ givenNames: 'Mamani', surnames: 'Wilder' }, { givenNames: 'Wilder', surnames: 'Mamani' })).toBe(true);
    // A crowd shares the key of "Juan Mamani": the year of birth makes another together with it.
    const juan = (birthYear: number): number[] => keys({ surnames: 'Mamani', birthYear });
    const common = (one: number, other: number): number => juan(one).filter((key) => juan(other).includes(key)).length;
    expect(common(1987, 1987)).toBe(common(1987, 1990) + 1);
  });
});

it('ends at 100 however much agrees, with no line turned against the pair', () => {
  const all = {
    document: number('4923118'), email: 'juan@example.org', phone: '71234567', birthYear: 1987, sex: 'man' as const,
    municipality: '020105', organisationKeys: ['cni'],
  };
  const pair = scorePair(record(all), record(all));
  expect(pair.score).toBe(100);
  // 32 for the given names, 42 for the surnames, 10 less because they are common, 34 for the document, 2 of the e-mail's.
  expect(pair.explanation.map((line) => line.points)).toEqual([32, 42, -10, 34, 2, 0, 0, 0, 0, 0]);
});

it('asks about the same document number under another given name: -30 + 42 + 34, raised by 24 to 70', () => {
  const pair = scorePair(record({ document: number('4923118') }), record({ document: number('4923118'), givenNames: 'Lidia' }));
  expect(pair.score).toBe(DOUBTFUL_SCORE_MIN);
  expect(pair.explanation.at(-1)).toEqual({ field: 'rule', points: 24, reason: 'same-number-asks' });
});

it('takes one number under two names and two sexes for the slip of a relative: 0', () => {
  const [a, b] = [{ document: number('4923118') }, { document: number('4923118'), givenNames: 'Lidia', surnames: 'Flores Rojas' }];
  expect(score(a, b)).toBe(0);
});

it('takes a number with one slip, or two digits swapped, for neither the same nor another', () => {
  expect(reason({ document: number('4923118') }, { document: number('4923181') }, 'document')).toBe('number-one-typo');
  expect(reason({ document: number('4923118') }, { document: number('4932181') }, 'document')).toBe('number-differs');
});

it('never compares what is missing, nor a sex that was not stated', () => {
  expect(scorePair(record({ sex: 'not-stated' }), record({ sex: 'woman' })).score).toBe(64);
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

it('words that mean something to the machine are names like any other', () => {
  const built = record({ givenNames: 'Constructor', surnames: 'Valueof Tostring', organisationKeys: ['o'] });
  expect(scorePair(built, built).explanation.find(({ field }) => field === 'givenNames')?.reason).toBe('equal');
  expect(scorePair(built, record({ givenNames: 'Pepe', surnames: 'Valueof Tostring' })).explanation.find(({ field }) => field === 'givenNames')?.reason).toBe('different');
});
