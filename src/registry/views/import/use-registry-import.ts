/** One import of people or organisations while it is reviewed: its state, its rows, and what the user changes. */
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { changeRegistryReading, decideRegistryRow, openRegistryImport, readRegistryImport, readRegistryRows } from '../../import-contract.ts';
import type { ImportedRow, ImportState } from './registry-import-words.ts';
import { call, type Input } from '../../../web/api.ts';
import { problemSentence } from '../../../web/problem-words.ts';
import { programmeId } from '../../../web/session.ts';
import { useAsync, type Loading } from '../../../web/use-async.ts';

export const TABS = ['to-decide', 'new', 'update', 'same', 'skipped', 'all'] as const;
export type Tab = (typeof TABS)[number];
export type ReadingChange = NonNullable<Input<typeof changeRegistryReading>['body']>;
export type RowDecision = NonNullable<Input<typeof decideRegistryRow>['body']>;
export interface Rows {
  readonly items: readonly ImportedRow[];
  readonly total: number;
  readonly next: number | null;
}

export interface RegistryImport {
  readonly state: Loading<ImportState>;
  readonly rows: Loading<Rows>;
  readonly rereading: Readonly<Ref<boolean>>;
  readonly busyRow: Readonly<Ref<number | null>>;
  readonly opening: Readonly<Ref<boolean>>;
  /** Why the latest change did not go through; null when it did. */
  readonly failure: Readonly<Ref<string | null>>;
  readonly changeReading: (change: ReadingChange) => Promise<void>;
  readonly decide: (row: ImportedRow, change: RowDecision) => Promise<void>;
  readonly more: () => Promise<void>;
  /** Whether the server took it. */
  readonly open: () => Promise<boolean>;
}

const POLL_MS = 900;
const ROWS_AT_ONCE = 50;
const NO_ROWS: Rows = { items: [], total: 0, next: null };

/** Rows are read once the plan is there; a decided row stays where it is until the tab changes. */
export function useRegistryImport(id: () => string, tab: () => Tab, q: () => string): RegistryImport {
  const params = (): { programme: string; id: string } => ({ programme: programmeId(), id: id() });
  const state = useAsync((signal) => call(readRegistryImport, { params: params(), signal }), id);
  const planned = (): boolean => ['ready', 'failed'].includes(state.data.value?.progress.stage ?? '');
  const read = (cursor: number, signal?: AbortSignal): Promise<Rows> => {
    const query = { state: tab(), q: q() === '' ? undefined : q(), cursor, limit: ROWS_AT_ONCE };
    return call(readRegistryRows, { params: params(), query, ...(signal === undefined ? {} : { signal }) });
  };
  const rows = useAsync((signal) => (planned() ? read(0, signal) : Promise.resolve(NO_ROWS)), () => [id(), tab(), q(), planned()]);
  const [failure, rereading, busyRow, opening] = [ref<string | null>(null), ref(false), ref<number | null>(null), ref(false)];

  /** Runs one change; whatever goes wrong is said and nothing that was typed is lost. */
  async function attempt(work: () => Promise<void>): Promise<boolean> {
    failure.value = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      failure.value = problemSentence(thrown);
      return false;
    }
  }
  async function changeReading(body: ReadingChange): Promise<void> {
    rereading.value = true;
    await attempt(async () => {
      state.replace(await call(changeRegistryReading, { params: params(), body }));
      await rows.reload();
    });
    rereading.value = false;
  }
  async function decide(row: ImportedRow, body: RowDecision): Promise<void> {
    busyRow.value = row.row;
    await attempt(async () => {
      const answer = await call(decideRegistryRow, { params: { ...params(), row: row.row }, body });
      state.replace(answer.state);
      const [now, changed] = [rows.data.value, answer.row];
      if (now === null || changed === null) return;
      rows.replace({ ...now, items: now.items.map((one) => (one.row === row.row ? changed : one)) });
    });
    busyRow.value = null;
  }
  async function more(): Promise<void> {
    const now = rows.data.value;
    if (now === null || now.next === null) return;
    const { next } = now;
    await attempt(async () => {
      const page = await read(next);
      rows.replace({ ...page, items: [...now.items, ...page.items] });
    });
  }
  async function open(): Promise<boolean> {
    opening.value = true;
    const taken = await attempt(async () => state.replace(await call(openRegistryImport, { params: params() })));
    opening.value = false;
    if (!taken) await state.reload();
    return taken;
  }
  useFollowing(state, opening);
  return { state, rows, rereading, busyRow, opening, failure, changeReading, decide, more, open };
}

/** While the server compares or writes, it is asked again how far it is. */
function useFollowing(state: Loading<ImportState>, opening: Ref<boolean>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch([() => state.data.value, opening], ([now, isOpening]) => {
    clearTimeout(timer);
    const works = now?.progress.stage === 'reading' || now?.progress.stage === 'writing';
    if (works || isOpening) timer = setTimeout(() => void state.reload(), POLL_MS);
  });
  onScopeDispose(() => clearTimeout(timer));
}
