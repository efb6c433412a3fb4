/** Who a row is, seen in what its import would write. */
import { describe, expect, it } from 'vitest';
import { attendance, ci, decide, kinds, known, lastRow, merges, plan, row, states, stay, uuid, zoomStay } from '../../../test/cast/attendance-list.ts';
import type { WholePlan } from '../../../test/cast/planned-list.ts';

describe('somebody surely known', () => {
  it('and written the same goes to the known record', () => {
    const made = plan([row({ document: ci('4923118') })], { known: [known({ document: { number: '4923118' } })] });
    expect(states(made)).toEqual(['recognised']);
    expect(kinds(made)).toEqual(['attendance-recorded']);
    expect(attendance(made)[0]?.personId).toBe(uuid(90));
  });

  it('but written otherwise gets a record of its own and a merge that can be undone', () => {
    const made = plan([row({ surnames: 'Mamani C.', document: ci('4923118') })], {
      known: [known({ document: { number: '4923118' }, sex: 'woman' })],
    });
    expect(states(made)).toEqual(['recognised']);
    expect(kinds(made)).toEqual(['person-registered', 'people-merged', 'attendance-recorded']);
    expect(made.entries[0]?.payload).toMatchObject({ sex: null });
    // 32 for equal given names, 41 for an abbreviated surname, -9 for common words, 34 for the document.
    expect(merges(made)[0]).toMatchObject(
      { personIds: [uuid(90), made.entries[0]?.id], score: 98, decidedBy: 'import' },
    );
  });

  it('and written the same, who states a sex that the record lacks, gets a record that says it', () => {
    const made = plan(
      [row({ document: ci('4923118'), sex: 'woman' })], { known: [known({ document: { number: '4923118' } })] },
    );
    expect(kinds(made)).toEqual(['person-registered', 'people-merged', 'attendance-recorded']);
    expect(made.entries[0]?.payload).toMatchObject({ sex: 'woman' });
  });

  it('as one of several records of one person is one candidate', () => {
    const other = { ...known({ surnames: 'Mamani C.', document: { number: '4923118' } }, uuid(91)), canonicalId: uuid(90) };
    const made = plan(
      [row({ document: ci('4923118') })], { known: [known({ document: { number: '4923118' } }), other] },
    );
    expect(states(made)).toEqual(['recognised']);
    expect(attendance(made)[0]?.personId).toBe(uuid(90));
  });

  it('though like two people of the registry, is asked about', () => {
    const document = { number: '4923118' };
    const made = plan([row({ document: ci('4923118'), email: 'lidia@example.org' })], {
      known: [known({ document }), known({ email: 'lidia@example.org' }, uuid(91))],
    });
    expect(states(made)).toEqual(['doubtful']);
    expect(new Set(made.rows[0]?.candidates.map((candidate) => candidate.personId))).toEqual(
      new Set([uuid(90), uuid(91)]),
    );
    expect(made.entries).toEqual([]);
  });
});

describe('of two candidates that are rows of the same file', () => {
  const [first, second] = [row({ surnames: 'Mamani Condori' }), row({ surnames: 'Mamani Condori' })];
  const third = row({ surnames: 'Mamani Condori', stays: [stay({ sessionNumber: 2 })] });
  const decided = (sameRow: number): WholePlan =>
    plan([first, second, third], {
      layout: 'wide-list',
      decisions: new Map([
        [second.row, { decision: 'new', personId: null }],
        [third.row, { decision: 'same', personId: null, sameRow }],
      ]),
    });

  it('either can be named, not only the more alike', () => {
    for (const meant of [first, second]) {
      const made = decided(meant.row);
      const registered = made.entries.filter(({ kind }) => kind === 'registry.person-registered').map(({ id }) => id);
      const named = meant === first ? registered[0] : registered[1];
      expect(merges(made).map(({ personIds }) => personIds)).toEqual([[named, registered[2]]]);
      expect(made.rows[2]?.ready).toBe(true);
    }
  });

  it('one that is there no more leaves the row waiting', () => {
    expect(decided(999).rows[2]?.ready).toBe(false);
  });
});

it('stores no merge whose lines do not add up to its score, whoever decided it', () => {
  const [first, again] = [row({ surnames: 'Mamani' }), row({ surnames: 'Mamani', sex: 'woman', stays: [stay({ sessionNumber: 2 })] })];
  const made = plan([first, again], { layout: 'list' });
  expect(merges(made)).toHaveLength(1);
  for (const { score, explanation } of merges(made)) {
    expect(explanation.reduce((sum: number, line: { points: number }) => sum + line.points, 0)).toBe(score);
  }
});

describe('within one list', () => {
  it('a guest who left and came back is one person, and the minutes stand apart', () => {
    const guest = { givenNames: 'Ana', surnames: 'Prueba' };
    const made = plan(
      [
        row({ ...guest, stays: [zoomStay('18:10', '18:40', 30)] }),
        row({ ...guest, stays: [zoomStay('18:42', '19:00', 18)] }),
        row({ ...guest, stays: [zoomStay('18:00', '19:00', 60, 2)] }),
      ],
      { layout: 'zoom-report' },
    );
    expect(states(made)).toEqual(['new', 'recognised', 'recognised']);
    expect(attendance(made).map((one) => one.minutes)).toEqual([30, 18, 60]);
    expect(new Set(attendance(made).map((one) => one.personId)).size).toBe(1);
  });

  it('two guests of one name at the same time are two, or one with two devices: asked', () => {
    const made = plan(
      [
        row({ email: 'a@example.org', stays: [zoomStay('18:00', '19:00', 60)] }),
        row({ stays: [zoomStay('18:30', '19:30', 60)] }),
      ],
      { layout: 'zoom-joins' },
    );
    expect(states(made)).toEqual(['new', 'doubtful']);
  });

  it('one address with two devices at the same time is counted once', () => {
    const email = 'lidia@example.org';
    const made = plan(
      [row({ email, stays: [zoomStay('18:00', '19:00', 60)] }), row({ email, stays: [zoomStay('18:30', '19:30', 60)] })],
      { layout: 'zoom-joins' },
    );
    expect(states(made)).toEqual(['new', 'recognised']);
    expect(attendance(made).map((one) => one.minutes)).toEqual([60, 30]);
  });

  it('homonyms with two documents are two people', () => {
    const made = plan([row({ document: ci('4923118') }), row({ document: ci('6120448') })]);
    expect(states(made)).toEqual(['new', 'new']);
    expect(merges(made)).toEqual([]);
  });

  it('two lines of one name, without anything else, are asked about where each person has one line', () => {
    const [one, two] = [row({ stays: [stay()] }), row({ stays: [stay({ sessionNumber: 2 })] })];
    expect(states(plan([one, two]))).toEqual(['new', 'doubtful']);
    const asked = plan([one, two]).rows[1]?.candidates;
    expect(asked).toMatchObject([{ personId: null, row: one.row, score: 70 }]);
    expect(states(plan([one, two], { layout: 'list' }))).toEqual(['new', 'recognised']);
  });

  it('the same person on two lines of one session never gets more than the session', () => {
    const document = ci('4923118');
    const twice = [row({ document, stays: [stay({ minutes: 100 })] }), row({ document, stays: [stay({ minutes: 100 })] })];
    expect(states(plan(twice))).toEqual(['new', 'doubtful']);
    const made = plan(twice, { decisions: decide(lastRow, 'same') });
    expect(attendance(made).map((one) => one.minutes)).toEqual([100, 20]);
  });
});
