/** What becomes of a code that was scanned or typed on the page of a session: somebody is marked present, or it is said why not. */
import { ref, type Ref } from 'vue';
import { isPresent, type Attendance, type Attendee } from '../../views/use-attendance.ts';
import { call } from '../../../../web/api.ts';
import { problemSentence } from '../../../../web/problem-words.ts';
import { programmeId } from '../../../../web/session.ts';
import { findBadge } from '../contract.ts';
import { badgeCodeOf, badgeScanned, badgeShown, badgeTyped, type BadgeRead } from '../rules.ts';
import type { Bearer } from './badges-here.ts';

export type Outcome =
  | { readonly kind: 'present' | 'already'; readonly person: Attendee }
  | { readonly kind: 'failed'; readonly person: Attendee; readonly sentence: string }
  /** Not in the list of the session: one, or several who share a code. */
  | { readonly kind: 'elsewhere'; readonly people: readonly Bearer[] }
  | { readonly kind: 'other' | 'miscopied' }
  | { readonly kind: 'unknown'; readonly code: string }
  | { readonly kind: 'problem'; readonly sentence: string };

export interface Scanning {
  readonly outcome: Readonly<Ref<Outcome | null>>;
  /** Who was marked since it was opened, the last one first. */
  readonly marked: Readonly<Ref<readonly Attendee[]>>;
  readonly busy: Readonly<Ref<boolean>>;
  /** What a camera reads, picture after picture. */
  readonly seen: (text: string) => Promise<void>;
  readonly typed: (text: string) => Promise<void>;
  /** Somebody who is not in the list joins it, as from the registry. */
  readonly add: (bearer: Bearer) => Promise<void>;
}

/** A code that stays before the camera is one scan; gone for so long, it is another. */
const SAME_FOR_MS = 2500;

export function useScanning(list: Attendance): Scanning {
  const outcome = ref<Outcome | null>(null);
  const marked = ref<readonly Attendee[]>([]);
  const busy = ref(false);
  let last = { text: '', at: -SAME_FOR_MS };

  async function seen(text: string): Promise<void> {
    const now = performance.now();
    const isSame = text === last.text && now - last.at < SAME_FOR_MS;
    if (busy.value && !isSame) return;
    last = { text, at: now };
    if (!isSame) await take(badgeScanned(text));
  }

  async function take(read: BadgeRead): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    try {
      outcome.value = read.kind === 'badge' ? await resolve(read.code) : { kind: read.kind };
    } catch (thrown) {
      outcome.value = { kind: 'problem', sentence: problemSentence(thrown) };
    }
    busy.value = false;
  }

  async function resolve(code: string): Promise<Outcome> {
    const [own, another] = list.people.value.filter(({ personId }) => badgeCodeOf(personId) === code);
    if (own !== undefined && another === undefined) return mark(own);
    const { people } = await call(findBadge, { params: { programme: programmeId(), code } });
    const ids = new Set(people.map(({ personId }) => personId));
    // A badge of another record of somebody who is in the list.
    const [listed, second] = list.people.value.filter(({ personId }) => ids.has(personId));
    if (listed !== undefined && second === undefined) return mark(listed);
    return people.length === 0 ? { kind: 'unknown', code: badgeShown(code) } : { kind: 'elsewhere', people };
  }

  /** By the same way as a tap. */
  async function mark(person: Attendee): Promise<Outcome> {
    if (isPresent(person)) return { kind: 'already', person };
    await list.markPresent(person);
    const sent = list.sending[person.personId];
    if (sent?.state === 'failed') return { kind: 'failed', person, sentence: sent.sentence };
    marked.value = [person, ...marked.value];
    return { kind: 'present', person };
  }

  async function add(bearer: Bearer): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    const known = list.people.value.find(({ personId }) => personId === bearer.personId);
    outcome.value = await mark(known ?? { ...bearer, registered: false, minutes: 0, checkIn: null, entries: [] });
    busy.value = false;
  }

  return { outcome, marked, busy, seen, typed: (text) => take(badgeTyped(text)), add };
}
