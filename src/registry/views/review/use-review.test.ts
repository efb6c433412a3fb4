import { effectScope, nextTick, ref } from 'vue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReviewRow, ReviewState } from './review-words.ts';
import { useReview, type Review, type ReviewCalls } from './use-review.ts';
import { Problem } from '../../../web/problem.ts';

type Stage = ReviewState['progress']['stage'];
type Calls = ReviewCalls<ReviewState, ReviewRow, string, string>;

function state(stage: Stage, done = 0): ReviewState {
  return {
    id: 'one', fileName: 'lista.csv', sizeBytes: 1, sheet: null, sheets: [], headerRow: 1, rowCount: 2, faults: [], alreadyImported: null,
    effect: [], progress: { stage, done, total: 2 }, batchId: null, columns: [],
    counts: { new: 2, doubtful: 0, problem: 0, skipped: 0, ready: 2 },
  };
}
function row(number: number, name: string): ReviewRow {
  return {
    row: number, name, documentMasked: null, organisation: null, organisationIsNew: false, candidates: [], decision: 'undecided',
    decidedId: null, edits: {}, state: 'new',
  };
}

const tab = ref('all');
const calls = {
  read: vi.fn<Calls['read']>(),
  rows: vi.fn<Calls['rows']>(),
  changeReading: vi.fn<Calls['changeReading']>(),
  decide: vi.fn<Calls['decide']>(),
  open: vi.fn<Calls['open']>(),
};
let scope = effectScope();

async function begun(): Promise<Review<ReviewState, ReviewRow, string, string>> {
  const review = scope.run(() => useReview(calls, () => 'one', () => tab.value));
  if (review === undefined) throw new Error('The scope is over.');
  await vi.advanceTimersByTimeAsync(50);
  return review;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
  scope = effectScope();
  tab.value = 'all';
  calls.read.mockResolvedValue(state('ready'));
  calls.rows.mockResolvedValue({ items: [row(2, 'Ana'), row(3, 'Beto')], total: 2, next: null });
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

test('rows are read once they have been compared, and the comparing is followed to its end', async () => {
  calls.read.mockResolvedValueOnce(state('reading')).mockResolvedValueOnce(state('reading', 1));
  const review = await begun();
  expect(calls.rows).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(review.state.data.value?.progress).toMatchObject({ stage: 'reading', done: 1 });
  await vi.advanceTimersByTimeAsync(1000);
  expect(review.rows.data.value?.items.map(({ name }) => name)).toEqual(['Ana', 'Beto']);
  const asked = calls.read.mock.calls.length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(calls.read).toHaveBeenCalledTimes(asked);
});

test('a server that is away for a while is asked again', async () => {
  calls.read.mockResolvedValueOnce(state('writing')).mockRejectedValueOnce(new TypeError('network')).mockResolvedValue(state('open'));
  const review = await begun();
  await vi.advanceTimersByTimeAsync(2000);
  expect(review.state.data.value?.progress.stage).toBe('open');
});

test('a decided row changes where it stands, and the list is not read again', async () => {
  const review = await begun();
  calls.decide.mockResolvedValue({ row: { ...row(3, 'Beto'), decision: 'skip' }, state: state('ready') });
  expect(await review.decide(3, 'skip')).toBe(true);
  expect(review.rows.data.value?.items.map(({ decision }) => decision)).toEqual(['undecided', 'skip']);
  expect(calls.rows).toHaveBeenCalledTimes(1);
});

test('a refused decision is said, and changes nothing', async () => {
  const review = await begun();
  calls.decide.mockRejectedValue(new Problem('import-busy', 409, 'busy'));
  expect(await review.decide(3, 'skip')).toBe(false);
  expect(review.failure.value).not.toBeNull();
  expect(review.rows.data.value?.items.map(({ decision }) => decision)).toEqual(['undecided', 'undecided']);
  expect(review.busyRow.value).toBeNull();
});

test('another tab is another list, and a file holds every row of it', async () => {
  const review = await begun();
  tab.value = 'new';
  await nextTick();
  await vi.advanceTimersByTimeAsync(0);
  expect(calls.rows).toHaveBeenCalledTimes(2);
  calls.rows.mockResolvedValueOnce({ items: [row(2, 'Ana')], total: 2, next: 1 }).mockResolvedValueOnce({ items: [row(3, 'Beto')], total: 2, next: null });
  expect((await review.everyRow()).map(({ name }) => name)).toEqual(['Ana', 'Beto']);
});
