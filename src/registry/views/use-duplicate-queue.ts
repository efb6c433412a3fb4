/** The queue of pairs to settle: pages that join as one goes on, and what was settled taken out. */
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { listDuplicates, listOrganisationDuplicates, postponeDuplicate, postponeOrganisationDuplicate } from '../duplicate-contract.ts';
import { organisationItem, personItem, type QueueItem, type What } from './queue-item.ts';
import { call } from '../../web/api.ts';
import { programmeId } from '../../web/session.ts';
import { useAsync, type Loading } from '../../web/use-async.ts';

export interface QueueFilter {
  readonly what: What;
  readonly q: string;
  readonly scoreMin: number;
  readonly scoreMax: number;
}

interface QueuePage {
  readonly items: readonly QueueItem[];
  readonly total: number;
  readonly next: string | null;
}

export interface DuplicateQueue {
  readonly first: Loading<QueuePage>;
  readonly items: Readonly<Ref<readonly QueueItem[]>>;
  /** How many wait in all. */
  readonly total: Readonly<Ref<number>>;
  readonly settle: (key: string) => void;
  readonly unsettle: (key: string) => void;
  /** Reads another page when `at` comes near the end of what is here. */
  readonly reach: (at: number) => Promise<void>;
  readonly postpone: (item: QueueItem) => Promise<void>;
}

/** Pairs left before the end at which the next page is read. */
const NEAR_END = 5;

async function pageOf(filter: QueueFilter, after: string | null, signal?: AbortSignal): Promise<QueuePage> {
  const { what, q, scoreMin, scoreMax } = filter;
  const query = { scoreMin, scoreMax, ...(q === '' ? {} : { q }), ...(after === null ? {} : { after }) };
  const request = { params: { programme: programmeId() }, query, ...(signal === undefined ? {} : { signal }) };
  if (what === 'people') {
    const { items, total, next } = await call(listDuplicates, request);
    return { items: items.map(personItem), total, next };
  }
  const { items, total, next } = await call(listOrganisationDuplicates, request);
  return { items: items.map(organisationItem), total, next };
}

export function useDuplicateQueue(filter: () => QueueFilter): DuplicateQueue {
  const first = useAsync((signal) => pageOf(filter(), null, signal), filter);
  const more = shallowRef<readonly QueueItem[]>([]);
  const settled = ref<readonly string[]>([]);
  let next: string | null = null;
  let reading = false;
  let gone = false;

  watch(first.data, (page) => {
    more.value = [];
    settled.value = [];
    next = page?.next ?? null;
  });
  onScopeDispose(() => {
    gone = true;
  });

  const items = computed(() => {
    const all = [...(first.data.value?.items ?? []), ...more.value];
    const seen = new Set<string>();
    return all.filter(({ key }) => !settled.value.includes(key) && !seen.has(key) && seen.add(key));
  });

  async function reach(at: number): Promise<void> {
    if (next === null || reading || at < items.value.length - NEAR_END) return;
    reading = true;
    const of = first.data.value;
    try {
      const page = await pageOf(filter(), next);
      if (gone || of !== first.data.value) return;
      more.value = [...more.value, ...page.items];
      next = page.next;
    } finally {
      reading = false;
    }
  }

  async function postpone(item: QueueItem): Promise<void> {
    const route = item.what === 'people' ? postponeDuplicate : postponeOrganisationDuplicate;
    await call(route, { params: { programme: programmeId() }, body: { ids: [item.a.id, item.b.id] } });
  }

  return {
    first,
    items,
    total: computed(() => Math.max(items.value.length, (first.data.value?.total ?? 0) - settled.value.length)),
    settle: (key) => {
      settled.value = [...settled.value, key];
    },
    unsettle: (key) => {
      settled.value = settled.value.filter((one) => one !== key);
    },
    reach,
    postpone,
  };
}
