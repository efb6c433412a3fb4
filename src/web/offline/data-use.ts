/** What the connection costs: when photos may go, and how many bytes this browser used in the month. */
import { reactive } from 'vue';

/** When photos go: at once; not over mobile data; only when the user says so. */
export const PHOTO_CHOICES = ['always', 'not-mobile', 'asked'] as const;
export type PhotoChoice = (typeof PHOTO_CHOICES)[number];

const CHOICE_KEY = 'digna.photos';
const BYTES_KEY = 'digna.bytes';

interface Used {
  /** `2026-11`. */
  readonly month: string;
  readonly down: number;
  readonly up: number;
}

interface DataUse {
  choice: PhotoChoice;
  /** The user said that what waits may go now; until all has gone. */
  asked: boolean;
  used: Used;
}

const NOTHING: Used = { month: '', down: 0, up: 0 };

export const dataUse = reactive<DataUse>({
  choice: PHOTO_CHOICES.find((one) => one === read(CHOICE_KEY)) ?? 'not-mobile',
  asked: false,
  used: usedOf(read(BYTES_KEY)),
});

export function choosePhotos(choice: PhotoChoice): void {
  dataUse.choice = choice;
  write(CHOICE_KEY, choice);
}

/** Whether photos may go over the connection there is. Where the browser does not say what it is, it counts as none that costs. */
export function mayPhotosGo(connection: Connection | undefined = connectionOf(navigator)): boolean {
  if (dataUse.asked || dataUse.choice === 'always') return true;
  return dataUse.choice === 'not-mobile' && connection?.type !== 'cellular' && connection?.saveData !== true;
}

/** Whether the browser says by what connection it goes: Safari and Firefox do not. */
export function saysConnection(connection: Connection | undefined = connectionOf(navigator)): boolean {
  return connection?.type !== undefined;
}

interface Connection {
  readonly type?: string;
  readonly saveData?: boolean;
}

/** Not of every browser. */
function connectionOf(browser: Navigator & { readonly connection?: Connection }): Connection | undefined {
  return browser.connection;
}

/** Adds to what was used this month; another month begins at nothing. */
export function countBytes(bytes: { readonly down?: number; readonly up?: number }, month: string = new Date().toISOString().slice(0, 7)): void {
  const before = dataUse.used.month === month ? dataUse.used : { ...NOTHING, month };
  dataUse.used = { month, down: before.down + (bytes.down ?? 0), up: before.up + (bytes.up ?? 0) };
  write(BYTES_KEY, JSON.stringify(dataUse.used));
}

/** Counts what this window receives, as the browser measures it; once. */
export function countReceived(): void {
  new PerformanceObserver((list) => {
    const down = list.getEntries().reduce((sum, entry) => sum + (entry instanceof PerformanceResourceTiming ? entry.transferSize : 0), 0);
    if (down > 0) countBytes({ down });
  }).observe({ type: 'resource', buffered: true });
}

function usedOf(text: string | null): Used {
  try {
    const kept: Partial<Used> | null = JSON.parse(text ?? 'null');
    return { ...NOTHING, ...kept };
  } catch {
    return NOTHING;
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
function write(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Forbidden or full: it is counted in this window alone.
  }
}
