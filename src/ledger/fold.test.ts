import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paperState } from '../../test/cast/paper-state.ts';
import { ancestorsOf, foldOf, WITHDRAWAL, type Conflict, type State, type Version } from './fold.ts';

/** A version named by a letter, at the position it came in. */
function version(id: string, position: number, supersedes: string[], payload: Record<string, unknown>, more: Partial<Version> = {}): Version {
  return { id, position, kind: 'test.noted', supersedes, occurredOn: '2020-10-14', payload, private: {}, ...more };
}

function withdrawal(id: string, position: number, supersedes: string[]): Version {
  return { id, position, kind: WITHDRAWAL, supersedes, occurredOn: '2021-01-01', payload: {}, private: { reason: 'x' } };
}

interface Stands extends State {
  readonly leaves: readonly string[];
  readonly conflicts: readonly Conflict[];
  readonly position: number;
  readonly effective: readonly string[];
}

function known(versions: readonly Version[]): Stands {
  const fold = foldOf('r', versions);
  if (fold === null) throw new Error('The thing is not there.');
  return {
    ...fold.state(),
    leaves: [...fold.leaves].sort(),
    conflicts: fold.conflicts(),
    position: fold.position,
    effective: versions.map(({ id }) => id).filter((id) => fold.counts(id)),
  };
}

const root = version('r', 1, [], { sex: null, year: 1980, place: '02' });

describe('corrections that have seen each other', () => {
  test('the last one is the thing', () => {
    const state = known([root, version('a', 2, ['r'], { sex: 'woman', year: 1980, place: '02' }), version('b', 3, ['a'], { sex: 'woman', year: 1981, place: '02' })]);
    expect(state.payload).toEqual({ sex: 'woman', year: 1981, place: '02' });
    expect(state).toMatchObject({ leaves: ['b'], conflicts: [], withdrawn: false, position: 3 });
  });

  test('a private part that is not sent stays, a remark is no field of the thing', () => {
    const state = known([
      { ...root, private: { name: 'Ana Rojas', contact: '7' } },
      version('a', 2, ['r'], root.payload, { private: { contact: '8', note: 'lo dijo por teléfono' } }),
    ]);
    expect(state.private).toEqual({ name: 'Ana Rojas', contact: '8' });
  });
});

describe('corrections written apart', () => {
  test('of different fields merge: sex by one, year by the other, the place untouched', () => {
    const state = known([root, version('a', 2, ['r'], { sex: 'woman', year: 1980, place: '02' }), version('b', 3, ['r'], { sex: null, year: 1985, place: '02' })]);
    expect(state.payload).toEqual({ sex: 'woman', year: 1985, place: '02' });
    expect(state).toMatchObject({ leaves: ['a', 'b'], conflicts: [] });
  });

  test('of the same field with the same value agree', () => {
    const state = known([root, version('a', 2, ['r'], { ...root.payload, sex: 'woman' }), version('b', 3, ['r'], { ...root.payload, sex: 'woman' })]);
    expect(state.payload['sex']).toBe('woman');
    expect(state.conflicts).toEqual([]);
  });

  test('of the same field with other values: the earliest position counts, marked in conflict, and the other field merges', () => {
    const state = known([root, version('a', 2, ['r'], { ...root.payload, sex: 'woman' }), version('b', 3, ['r'], { sex: 'man', year: 1985, place: '02' })]);
    expect(state.payload).toEqual({ sex: 'woman', year: 1985, place: '02' });
    expect(state.conflicts).toEqual([
      { field: 'payload.sex', versions: [{ id: 'a', position: 2, value: 'woman' }, { id: 'b', position: 3, value: 'man' }] },
    ]);
  });

  test('the earliest is the earliest in the ledger, whatever order they are read in', () => {
    const late = version('b', 3, ['r'], { ...root.payload, sex: 'man' });
    const early = version('a', 2, ['r'], { ...root.payload, sex: 'woman' });
    expect(known([late, early, root]).payload['sex']).toBe('woman');
  });

  test('a correction of one branch leaves its earlier change counting: changing the year does not give the sex away', () => {
    const state = known([
      root,
      version('a', 2, ['r'], { ...root.payload, sex: 'woman' }),
      version('b', 3, ['r'], { ...root.payload, sex: 'man' }),
      version('c', 4, ['a'], { sex: 'woman', year: 1985, place: '02' }),
    ]);
    expect(state.payload).toEqual({ sex: 'woman', year: 1985, place: '02' });
    expect(state.leaves).toEqual(['b', 'c']);
    expect(state.conflicts.map(({ field }) => field)).toEqual(['payload.sex']);
  });
});

describe('a decision', () => {
  const apart = [root, version('a', 2, ['r'], { ...root.payload, sex: 'woman' }), version('b', 3, ['r'], { ...root.payload, sex: 'man' })];

  test('supersedes both and ends the conflict, for either value or a third', () => {
    for (const sex of ['woman', 'man', 'other']) {
      const state = known([...apart, version('d', 4, ['a', 'b'], { ...root.payload, sex })]);
      expect(state.payload['sex']).toBe(sex);
      expect(state).toMatchObject({ leaves: ['d'], conflicts: [] });
    }
  });

  test('by somebody who has seen only one of them ends nothing', () => {
    const state = known([...apart, version('d', 4, ['b'], { ...root.payload, sex: 'other' })]);
    expect(state.payload['sex']).toBe('woman');
    expect(state.conflicts).toHaveLength(1);
  });

  test('and another written apart from it contradict each other again', () => {
    const state = known([...apart, version('d', 4, ['a', 'b'], { ...root.payload, sex: 'man' }), version('e', 5, ['a'], { ...root.payload, sex: 'not-stated' })]);
    expect(state.payload['sex']).toBe('man');
    expect(state.conflicts[0]?.versions.map(({ id }) => id)).toEqual(['d', 'e']);
  });

  test('that does not send a private part in conflict leaves the value that counted', () => {
    const state = known([
      { ...root, private: { name: 'Ana' } },
      version('a', 2, ['r'], root.payload, { private: { name: 'Anna' } }),
      version('b', 3, ['r'], root.payload, { private: { name: 'Hanna' } }),
      version('d', 4, ['a', 'b'], root.payload),
    ]);
    expect(state.private).toEqual({ name: 'Anna' });
    expect(state.conflicts).toEqual([]);
  });
});

describe('a withdrawal', () => {
  test('takes the thing back, and a later correction that has seen it brings it again', () => {
    expect(known([root, withdrawal('w', 2, ['r'])]).withdrawn).toBe(true);
    const again = known([root, withdrawal('w', 2, ['r']), version('a', 3, ['w'], { ...root.payload, sex: 'man' })]);
    expect(again).toMatchObject({ withdrawn: false, conflicts: [] });
  });

  test('written apart from a correction contradicts it: the earliest counts either way', () => {
    const corrected = known([root, version('a', 2, ['r'], { ...root.payload, sex: 'woman' }), withdrawal('w', 3, ['r'])]);
    expect(corrected.withdrawn).toBe(false);
    expect(corrected.conflicts.map(({ field }) => field)).toEqual(['withdrawn']);
    const withdrawn = known([root, withdrawal('w', 2, ['r']), version('a', 3, ['r'], { ...root.payload, sex: 'woman' })]);
    expect(withdrawn.withdrawn).toBe(true);
    expect(withdrawn.payload['sex']).toBe('woman');
  });

  test('twice is once', () => {
    expect(known([root, withdrawal('v', 2, ['r']), withdrawal('w', 3, ['r'])])).toMatchObject({ withdrawn: true, conflicts: [] });
  });
});

describe('what came before what it has seen', () => {
  test('waits, and counts from the position of what it waited for', () => {
    const early = version('a', 1, ['r'], { ...root.payload, sex: 'woman' });
    expect(foldOf('r', [early])).toBeNull();
    const state = known([early, { ...root, position: 5 }]);
    expect(state).toMatchObject({ position: 5, leaves: ['a'], conflicts: [] });
    expect(state.payload['sex']).toBe('woman');
  });

  test('a correction of a correction waits for the one in between', () => {
    const second = version('b', 2, ['a'], { sex: 'woman', year: 1985, place: '02' });
    expect(known([root, second]).effective).not.toContain('b');
    expect(known([root, second]).payload).toEqual(root.payload);
    const state = known([root, second, version('a', 3, ['r'], { ...root.payload, sex: 'woman' })]);
    expect(state).toMatchObject({ leaves: ['b'], position: 3 });
    expect(state.payload['year']).toBe(1985);
  });

  test('two that name each other wait for ever, and one of another kind never counts', () => {
    const state = known([root, version('a', 2, ['b'], {}), version('b', 3, ['a'], {}), version('c', 4, ['r'], {}, { kind: 'test.other' })]);
    expect(state.effective).toEqual(['r']);
  });
});

test('what a version has seen is everything before it on its own lines', () => {
  const versions = [root, version('a', 2, ['r'], {}), version('b', 3, ['r'], {}), version('c', 4, ['a'], {})];
  expect(ancestorsOf(versions, 'c').map(({ id }) => id)).toEqual(['r', 'a']);
});

test('ten thousand corrections, in a row or all apart, are folded without trouble', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => at);
  const row = known([root, ...many.map((at) => version(`v${at}`, at + 2, [at === 0 ? 'r' : `v${at - 1}`], { ...root.payload, year: at }))]);
  expect(row.payload['year']).toBe(9_999);
  const apart = known([root, ...many.map((at) => version(`v${at}`, at + 2, ['r'], { ...root.payload, year: at }))]);
  expect(apart.payload['year']).toBe(0);
  expect(apart.leaves).toHaveLength(10_000);
});

/** Random corrections, each having seen any versions before it. */
const histories = fc.array(
  fc.record({
    seen: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
    withdraws: fc.integer({ min: 0, max: 9 }),
    a: fc.integer({ min: 0, max: 2 }),
    b: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 12 },
);

test('agrees with the rule worked out on paper, for any corrections', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      const versions: Version[] = [version('r', 1, [], { a: 0, b: 0 })];
      steps.forEach(({ seen, withdraws, a, b }, at) => {
        const ids = [...new Set(seen.map((one) => versions[one % versions.length]?.id ?? 'r'))];
        if (withdraws === 0) versions.push(withdrawal(`v${at}`, at + 2, ids));
        else versions.push(version(`v${at}`, at + 2, ids, { a, b }));
      });
      const paper = paperState(versions);
      // Read from the last to the first, most of them wait; the answer is the same.
      const state = known(versions);
      expect({ ...known(versions.toReversed()), effective: [] }).toEqual({ ...state, effective: [] });
      expect({ ...state.payload, withdrawn: state.withdrawn }).toEqual(paper.fields);
      expect(state.conflicts.map(({ field }) => field.replace('payload.', '')).sort()).toEqual(
        paper.conflicts.filter((field) => field !== 'occurredOn'),
      );
    }),
    { numRuns: 2000 },
  );
});
