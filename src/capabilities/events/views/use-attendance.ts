/** The list of one session while somebody ticks it: a tap saves at once, and rows stay where they are. */
import { computed, reactive, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { readEntry } from '../../../ledger/contract.ts';
import { attendanceRecorded } from '../entries.ts';
import { readSession } from '../contract.ts';
import { withdrawalOf, type OwnDraft } from '../../../registry/views/use-writing.ts';
import { ask, call, type AnswerOf } from '../../../web/api.ts';
import { Problem } from '../../../web/problem.ts';
import { append, newDraft, type Keeping } from '../../../web/drafts.ts';
import { isSame, keepingSame } from '../../../web/keeping-same.ts';
import { freshRows } from '../../../web/offline/fresh-rows.ts';
import { phone } from '../../../web/offline/phone-state.ts';
import { sortKey } from '../../../registry/sort-key.ts';
import { fullName } from '../../../registry/views/person-words.ts';
import type { StayRow } from './rows-here.ts';
import { problemSentence } from '../../../web/problem-words.ts';
import { programmeId, serverNow, worksOnPhone } from '../../../web/session.ts';

export type SessionList = AnswerOf<typeof readSession>;
export type Attendee = SessionList['people'][number];
export type Stay = Attendee['entries'][number];

/** Where a tap is: on its way, or refused with a sentence. A row without one stands as the server, or this phone, has it. */
export type Sending = { readonly state: 'sending' } | { readonly state: 'failed'; readonly sentence: string };

export interface Attendance {
  readonly session: Readonly<Ref<SessionList | null>>;
  readonly problem: Readonly<Ref<unknown>>;
  readonly loading: Readonly<Ref<boolean>>;
  readonly people: Readonly<Ref<readonly Attendee[]>>;
  readonly present: ComputedRef<readonly Attendee[]>;
  readonly sending: Readonly<Record<string, Sending>>;
  readonly load: () => Promise<void>;
  readonly markPresent: (person: Attendee) => Promise<void>;
  /** Sets aside what somebody said by the QR code of the session. */
  readonly dismiss: (person: Attendee, reason: string) => Promise<boolean>;
  readonly withdraw: (person: Attendee, stays: readonly Stay[], reason: string) => Promise<boolean>;
  readonly changeMinutes: (person: Attendee, stay: Stay, minutes: number) => Promise<boolean>;
  /** Says whom somebody represented in this session, in every stay of theirs. */
  readonly changeOrganisation: (person: Attendee, organisation: Represented) => Promise<boolean>;
}

export type Represented = Pick<Attendee, 'organisationId' | 'organisationName' | 'organisationKind'>;

export function isPresent(person: Attendee): boolean {
  return person.entries.length > 0;
}

/** Who says that they are there, and whose attendance nobody recorded. */
export function waitsForConfirmation(person: Attendee): boolean {
  return person.checkIn !== null && !isPresent(person);
}

interface List {
  readonly session: Ref<SessionList | null>;
  readonly people: Ref<readonly Attendee[]>;
  readonly problem: Ref<unknown>;
  readonly loading: Ref<boolean>;
  readonly load: () => Promise<void>;
  /** Reads again without showing that it does. */
  readonly refresh: () => Promise<void>;
  readonly place: (person: Attendee) => void;
}

interface Sender {
  readonly sending: Record<string, Sending>;
  readonly send: (personId: string, drafts: readonly OwnDraft[], keeping: Keeping) => Promise<'accepted' | 'refused' | 'unanswered'>;
  readonly fail: (personId: string, thrown: unknown) => void;
}

export function useAttendance(sessionId: () => string): Attendance {
  const list = useList(sessionId);
  const { session, people, problem, loading, load, refresh, place } = list;
  const { sending, send, fail } = useSender(load);
  const markPresent = marking(list, { sending, send, fail });
  const dismiss = dismissing(list, { sending, send, fail });

  async function withdraw(person: Attendee, stays: readonly Stay[], reason: string): Promise<boolean> {
    const drafts = stays.map((stay) => withdrawalOf(stay.rootId, stay.leaves, reason));
    const shadows = drafts.map(({ id, rootId }) => ({ of: id, collection: 'stay', id: rootId ?? id, body: null }));
    if ((await send(person.personId, drafts, { about: fullName(person), shadows })) !== 'accepted') return false;
    const gone = new Set(stays.map((stay) => stay.rootId));
    place(withStays(person, person.entries.filter((stay) => !gone.has(stay.rootId))));
    return true;
  }

  async function changeMinutes(person: Attendee, stay: Stay, minutes: number): Promise<boolean> {
    const corrected = await correct(person, [stay], { durationMinutes: minutes });
    const entries = corrected?.map((one) => (one.rootId === stay.rootId ? { ...one, minutes } : one));
    if (entries !== undefined) place(withStays(person, entries));
    return entries !== undefined;
  }

  async function changeOrganisation(person: Attendee, organisation: Represented): Promise<boolean> {
    const shown = { ...person, ...organisation };
    const entries = await correct(shown, person.entries, { organisationId: organisation.organisationId });
    if (entries !== null) place(withStays(shown, entries));
    return entries !== null;
  }

  /** Corrects some stays of a person, and gives all of them as they stand then; null where it did not come about. */
  async function correct(person: Attendee, stays: readonly Stay[], change: Readonly<Record<string, unknown>>): Promise<Stay[] | null> {
    const held = session.value;
    if (held === null) return null;
    try {
      const drafts = new Map<string, OwnDraft>();
      for (const stay of stays) drafts.set(stay.rootId, await correctionOf(stay, held.heldOn, change));
      const shadows = [...drafts].map(([id, draft]) => ({ of: draft.id, collection: 'stay', id, body: stayRow(held, person, draft, [draft.id]) }));
      if ((await send(person.personId, [...drafts.values()], { about: fullName(person), shadows })) !== 'accepted') return null;
      return person.entries.map((stay) => {
        const id = drafts.get(stay.rootId)?.id;
        return id === undefined ? stay : { ...stay, leafId: id, leaves: [id], conflictFields: [] };
      });
    } catch (thrown) {
      fail(person.personId, thrown);
      return null;
    }
  }

  void load();
  // What was tapped here got further on its way, or came in from elsewhere: rows stand where they stood.
  watch(
    () => phone.changes,
    () => {
      // At once: whoever taps a row must not meet one that stood a moment ago.
      if (session.value !== null && !loading.value) void refresh();
    },
  );
  const present = computed(() => people.value.filter(isPresent));
  return { session, problem, loading, people, present, sending, load, markPresent, dismiss, withdraw, changeMinutes, changeOrganisation };
}

function useList(sessionId: () => string): List {
  const session = shallowRef<SessionList | null>(null);
  let fromServer: SessionList['sheets'] = [];
  const people = shallowRef<readonly Attendee[]>([]);
  const problem = ref<unknown>(null);
  const loading = ref(true);

  async function load(): Promise<void> {
    loading.value = true;
    problem.value = null;
    try {
      // Who was marked by somebody else meanwhile is not to be marked again.
      await freshRows();
      await refresh();
      void loadSheets();
    } catch (thrown) {
      problem.value = thrown;
    }
    loading.value = false;
  }

  async function refresh(): Promise<void> {
    const answer = await call(readSession, { params: { programme: programmeId(), id: sessionId() } });
    const before = session.value?.sheets.length ?? 0;
    const now = worksOnPhone() ? { ...answer, sheets: sheetsOf(answer.sheets) } : answer;
    show(now);
    // One that was here has gone to the server.
    if (now.sheets.length < before) void loadSheets();
    people.value = keepingSame(people.value, inSurnameOrder(answer.people), ({ personId }) => personId);
  }

  function show(now: SessionList): void {
    if (!isSame(session.value, now)) session.value = now;
  }

  /** A phone has only the photos that it took: those that the server told of stand before them. */
  function sheetsOf(here: SessionList['sheets']): SessionList['sheets'] {
    const there = new Set(fromServer.map(({ id }) => id));
    return [...fromServer, ...here.filter(({ id }) => !there.has(id))].toSorted((a, b) => a.page - b.page);
  }

  /** On a phone: the photos of the signed sheet, where there is a connection. */
  async function loadSheets(): Promise<void> {
    if (!worksOnPhone()) return;
    try {
      const { sheets } = await ask(readSession, { params: { programme: programmeId(), id: sessionId() } });
      const before = new Set(fromServer.map(({ id }) => id));
      const here = session.value?.sheets.filter(({ id }) => !before.has(id)) ?? [];
      fromServer = sheets;
      if (session.value !== null) show({ ...session.value, sheets: sheetsOf(here) });
    } catch (thrown) {
      // Without them the list is whole; whoever is signed out is told by the chip.
      if (!(thrown instanceof Problem)) throw thrown;
    }
  }

  /** Puts a person's new state in their row, or in a new row at the end. */
  function place(person: Attendee): void {
    const known = people.value.some((one) => one.personId === person.personId);
    people.value = known
      ? people.value.map((one) => (one.personId === person.personId ? person : one))
      : [...people.value, person];
  }
  return { session, people, problem, loading, load, refresh, place };
}

/** `reload` is asked where an entry contradicts another: what counts is then the server's to say. */
function useSender(reload: () => Promise<void>): Sender {
  const sending = reactive<Record<string, Sending>>({});

  function fail(personId: string, thrown: unknown): void {
    sending[personId] = { state: 'failed', sentence: problemSentence(thrown) };
  }

  async function send(personId: string, drafts: readonly OwnDraft[], keeping: Keeping): Promise<'accepted' | 'refused' | 'unanswered'> {
    sending[personId] = { state: 'sending' };
    try {
      const { refusals, conflicts } = await append(programmeId(), drafts, { ...keeping, shown: true });
      if (conflicts.length > 0) void reload();
      const [refused] = refusals;
      if (refused === undefined) {
        delete sending[personId];
        return 'accepted';
      }
      sending[personId] = { state: 'failed', sentence: refused.sentence };
      return 'refused';
    } catch (thrown) {
      fail(personId, thrown);
      return 'unanswered';
    }
  }
  return { sending, send, fail };
}

/** Marks one person present for the whole session. */
function marking({ session, place }: List, { sending, send }: Sender): (person: Attendee) => Promise<void> {
  /** A tap that may have arrived although its answer did not: sent again as it was, never as another entry. */
  const unanswered = new Map<string, OwnDraft>();

  return async (person) => {
    const held = session.value;
    if (held === null || sending[person.personId]?.state === 'sending') return;
    place(person);
    const draft = unanswered.get(person.personId) ?? presenceDraft(held, person);
    unanswered.set(person.personId, draft);
    const shadow = { of: draft.id, collection: 'stay', id: draft.id, body: stayRow(held, person, draft, [draft.id]) };
    const answer = await send(person.personId, [draft], { about: `${fullName(person)} · ${held.processTitle}`, shadows: [shadow] });
    // What the ledger refused it would refuse again: the next tap is a new entry.
    if (answer !== 'unanswered') unanswered.delete(person.personId);
    if (answer !== 'accepted') return;
    const { id } = draft;
    const entry = { rootId: id, leafId: id, leaves: [id], conflictFields: [] };
    const stay = { ...entry, minutes: held.durationMinutes, via: 'web', recordedAt: serverNow() };
    place(withStays(person, [...person.entries, stay]));
  };
}

/** Takes back what somebody said of themselves. */
function dismissing({ place }: List, { send }: Sender): Attendance['dismiss'] {
  return async (person, reason) => {
    if (person.checkIn === null) return false;
    const { id, leaves } = person.checkIn;
    const draft = withdrawalOf(id, leaves, reason);
    const shadows = [{ of: draft.id, collection: 'check-in', id, body: null }];
    if ((await send(person.personId, [draft], { about: fullName(person), shadows })) !== 'accepted') return false;
    place({ ...person, checkIn: null });
    return true;
  };
}

/** Attendance as a phone keeps it until the server has it. */
function stayRow(session: SessionList, person: Attendee, { payload, occurredOn }: OwnDraft, leaves: string[]): StayRow {
  const { entries: _entries, minutes: _minutes, checkIn: _checkIn, ...who } = person;
  const minutes = Number(payload['durationMinutes']);
  const things = { processId: session.processId, sessionId: session.id, personId: person.personId, organisationId: person.organisationId };
  return { ...things, minutes, leaves, conflictFields: [], via: 'web', recordedAt: serverNow(), occurredOn, payload, person: who };
}

/** A correction carries the whole payload, so what the entry says now is read first. */
async function correctionOf(stay: Stay, heldOn: string, change: Readonly<Record<string, unknown>>): Promise<OwnDraft> {
  const entry = await call(readEntry, { params: { programme: programmeId(), id: stay.rootId } });
  const now = entry.standing ?? { payload: entry.payload, occurredOn: heldOn };
  return newDraft(attendanceRecorded, now.occurredOn, { ...now.payload, ...change }, { rootId: entry.rootId, supersedes: entry.leaves });
}

function presenceDraft(session: SessionList, person: Attendee): OwnDraft {
  // Where a session is virtual its place says nothing of where the person was.
  const onSite = session.modality !== 'virtual';
  return newDraft(attendanceRecorded.kind, session.heldOn, {
    processId: session.processId,
    sessionId: session.id,
    personId: person.personId,
    organisationId: person.organisationId,
    durationMinutes: session.durationMinutes,
    department: onSite ? session.department : null,
    municipality: onSite ? session.municipality : null,
    sourceRow: null,
  });
}

function withStays(person: Attendee, entries: Stay[]): Attendee {
  return { ...person, entries, minutes: entries.reduce((total, stay) => total + stay.minutes, 0) };
}

/** As the registry's lists: no collator of the platform, which a cheap phone takes 40 ms to make. */
function inSurnameOrder(people: readonly Attendee[]): Attendee[] {
  const keyed = people.map((person) => ({ person, key: sortKey(person.surnames, person.givenNames) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ person }) => person);
}
