/** One import while it is reviewed: what the server says of it, its rows, and the changes the user makes. */
import { onScopeDispose, ref, type Ref } from 'vue';
import type { ReviewRow, ReviewState } from './review-words.ts';
import { everyPage, PAGE_ROWS_MAX } from '../every-page.ts';
import { problemSentence } from '../../../web/problem-words.ts';
import { useAsync, type Loading } from '../../../web/use-async.ts';

export interface Rows<R> {
  readonly items: readonly R[];
  readonly total: number;
  readonly next: number | null;
}

/** Page of rows asked for. */
export interface Asked {
  readonly cursor: number;
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
}

/** How one kind of import is read and changed on the server. `C` changes the reading, `D` decides a row. */
export interface ReviewCalls<S, R, C, D> {
  readonly read: (signal: AbortSignal) => Promise<S>;
  readonly rows: (asked: Asked) => Promise<Rows<R>>;
  readonly changeReading: (change: C) => Promise<S>;
  readonly decide: (row: number, change: D) => Promise<{ readonly row: R | null; readonly state: S }>;
  readonly open: () => Promise<S>;
}

export interface Review<S, R, C, D> {
  readonly state: Loading<S>;
  readonly rows: Loading<Rows<R>>;
  readonly rereading: Readonly<Ref<boolean>>;
  readonly busyRow: Readonly<Ref<number | null>>;
  readonly opening: Readonly<Ref<boolean>>;
  /** Why the latest change did not go through; null when it did. */
  readonly failure: Readonly<Ref<string | null>>;
  readonly changeReading: (change: C) => Promise<void>;
  /** Whether the server took it. */
  readonly decide: (row: number, change: D) => Promise<boolean>;
  readonly more: () => Promise<void>;
  /** Every row there is where one page is shown, for a file. */
  readonly everyRow: () => Promise<R[]>;
  /** Whether the server took it. */
  readonly open: () => Promise<boolean>;
}

const POLL_MS = 800;
const ROWS_AT_ONCE = 50;

/**
 * Rows are read once the server has compared them, and again whenever `shown` changes or the file is read another way;
 * never because one was decided: a decided row stays where it is.
 */
export function useReview<S extends ReviewState, R extends ReviewRow, C, D>(
  calls: ReviewCalls<S, R, C, D>,
  id: () => string,
  shown: () => unknown,
): Review<S, R, C, D> {
  const state = useAsync(calls.read, id);
  const compared = (): boolean => ['ready', 'failed'].includes(state.data.value?.progress.stage ?? '');
  const read = (cursor: number, limit: number, signal?: AbortSignal): Promise<Rows<R>> => calls.rows({ cursor, limit, signal });
  const none: Rows<R> = { items: [], total: 0, next: null };
  const rows = useAsync((signal) => (compared() ? read(0, ROWS_AT_ONCE, signal) : Promise.resolve(none)), () => [id(), shown(), compared()]);
  const { failure, attempt } = useAttempt();
  const [rereading, busyRow, opening] = [ref(false), ref<number | null>(null), ref(false)];

  async function changeReading(change: C): Promise<void> {
    rereading.value = true;
    await attempt(async () => {
      state.replace(await calls.changeReading(change));
      await rows.reload();
    });
    rereading.value = false;
  }
  async function decide(row: number, change: D): Promise<boolean> {
    busyRow.value = row;
    const taken = await attempt(async () => {
      const answer = await calls.decide(row, change);
      state.replace(answer.state);
      const [now, changed] = [rows.data.value, answer.row];
      if (now === null || changed === null) return;
      rows.replace({ ...now, items: now.items.map((one) => (one.row === row ? changed : one)) });
    });
    busyRow.value = null;
    return taken;
  }
  async function more(): Promise<void> {
    const now = rows.data.value;
    if (now === null || now.next === null) return;
    const { next } = now;
    await attempt(async () => {
      const page = await read(next, ROWS_AT_ONCE);
      rows.replace({ ...page, items: [...now.items, ...page.items] });
    });
  }
  async function open(): Promise<boolean> {
    opening.value = true;
    const taken = await attempt(async () => state.replace(await calls.open()));
    opening.value = false;
    if (!taken) await state.reload();
    return taken;
  }
  useFollowing(state, opening);
  const everyRow = (): Promise<R[]> => everyPage((cursor) => read(cursor, PAGE_ROWS_MAX));
  return { state, rows, rereading, busyRow, opening, failure, changeReading, decide, more, everyRow, open };
}

type Attempt = (work: () => Promise<void>) => Promise<boolean>;

/** Runs one change; whatever goes wrong is said and nothing that was typed is lost. */
function useAttempt(): { failure: Ref<string | null>; attempt: Attempt } {
  const failure = ref<string | null>(null);
  const attempt: Attempt = async (work) => {
    failure.value = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      failure.value = problemSentence(thrown);
      return false;
    }
  };
  return { failure, attempt };
}

/** While the server compares or writes, it is asked again how far it is; also after it could not be reached. */
function useFollowing<S extends ReviewState>(state: Loading<S>, opening: Ref<boolean>): void {
  const asking = setInterval(() => {
    const stage = state.data.value?.progress.stage;
    const works = opening.value || stage === 'reading' || stage === 'writing';
    if (works && !state.loading.value) void state.reload();
  }, POLL_MS);
  onScopeDispose(() => clearInterval(asking));
}
