/** One import while it is reviewed: what the server says of it, its rows, and the changes the user makes. */
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { changeReading, decideRow, openImport, readImport, readImportRows } from '../../contract.ts';
import type { ImportState, PreviewRow } from './import-words.ts';
import type { ReadingChange } from './ReadingPanel.vue';
import type { RowChange } from './RowsTable.vue';
import { call } from '../../../../web/api.ts';
import { problemSentence } from '../../../../web/problem-words.ts';
import { programmeId } from '../../../../web/session.ts';
import { useAsync, type Loading } from '../../../../web/use-async.ts';

export type Tab = 'to-decide' | 'new' | 'recognised' | 'all';
export interface Rows {
  readonly items: readonly PreviewRow[];
  readonly total: number;
  readonly next: number | null;
}

export interface Import {
  readonly state: Loading<ImportState>;
  readonly rows: Loading<Rows>;
  readonly rereading: Readonly<Ref<boolean>>;
  readonly busyRow: Readonly<Ref<number | null>>;
  readonly opening: Readonly<Ref<boolean>>;
  /** Why the latest change did not go through; null when it did. */
  readonly failure: Readonly<Ref<string | null>>;
  readonly changeReading: (change: ReadingChange) => Promise<void>;
  readonly decide: (row: PreviewRow, change: RowChange) => Promise<void>;
  readonly more: () => Promise<void>;
  /** Whether the server took it. */
  readonly open: () => Promise<boolean>;
}

const POLL_MS = 700;
const ROWS_AT_ONCE = 50;

/** `rows` are read again when the tab changes and when the file is read another way, never because one was decided. */
export function useImport(id: () => string, tab: () => Tab): Import {
  const params = (): Params => ({ programme: programmeId(), id: id() });
  const state = useAsync((signal) => call(readImport, { params: params(), signal }), id);
  const rows = useAsync((signal) => readRows(params(), tab(), 0, signal), () => [id(), tab()]);
  const { failure, attempt } = useAttempt();
  const rereading = ref(false);
  const busyRow = ref<number | null>(null);

  async function reread(body: ReadingChange): Promise<void> {
    rereading.value = true;
    await attempt(async () => {
      state.replace(await call(changeReading, { params: params(), body }));
      await rows.reload();
    });
    rereading.value = false;
  }

  async function decide(row: PreviewRow, body: RowChange): Promise<void> {
    busyRow.value = row.row;
    await attempt(async () => {
      const answer = await call(decideRow, { params: { ...params(), row: row.row }, body });
      state.replace(answer.state);
      const now = rows.data.value;
      if (now === null) return;
      rows.replace({ ...now, items: now.items.map((one) => (one.row === row.row ? answer.row : one)) });
    });
    busyRow.value = null;
  }

  async function more(): Promise<void> {
    const now = rows.data.value;
    if (now === null || now.next === null) return;
    const { next } = now;
    await attempt(async () => {
      const page = await readRows(params(), tab(), next);
      rows.replace({ ...page, items: [...now.items, ...page.items] });
    });
  }

  const { opening, open } = useOpening(state, params, attempt);
  return { state, rows, rereading, busyRow, opening, failure, changeReading: reread, decide, more, open };
}

type Params = { readonly programme: string; readonly id: string };
type Attempt = (work: () => Promise<void>) => Promise<boolean>;

function readRows(params: Params, state: Tab, cursor: number, signal?: AbortSignal): Promise<Rows> {
  const query = { state, cursor, limit: ROWS_AT_ONCE };
  return call(readImportRows, { params, query, ...(signal === undefined ? {} : { signal }) });
}

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

/** Writes the ready rows and follows the writing to its end. */
function useOpening(
  state: Loading<ImportState>,
  params: () => Params,
  attempt: Attempt,
): { opening: Ref<boolean>; open: () => Promise<boolean> } {
  const opening = ref(false);

  /** The request may last as long as the writing: meanwhile the progress is asked for beside it. */
  async function open(): Promise<boolean> {
    opening.value = true;
    const asking = setInterval(() => void state.reload(), POLL_MS);
    const taken = await attempt(async () => {
      const answer = await call(openImport, { params: params() });
      clearInterval(asking);
      state.replace(answer);
    });
    clearInterval(asking);
    opening.value = false;
    if (!taken) await state.reload();
    return taken;
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  watch([() => state.data.value, opening], ([now, isOpening]) => {
    clearTimeout(timer);
    if (now?.progress.stage === 'writing' && !isOpening) timer = setTimeout(() => void state.reload(), POLL_MS);
  });
  onScopeDispose(() => clearTimeout(timer));
  return { opening, open };
}
