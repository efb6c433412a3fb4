/** One run of faults: phones that write, send and read while everything breaks that may, and what was not as it should be afterwards. */
import { createHash } from 'node:crypto';
import type { Draft } from '../../src/ledger/entry.ts';
import { attendanceSheetKept } from '../../src/capabilities/events/attendance-sheet-entries.ts';
import { entriesOf, forgetSent, retryEntry, unsentFiles, unsentOfAll, type FileToKeep, type ToKeep } from '../../src/web/offline/outbox.ts';
import { attendance, correction, draft, named, secret, withdrawal } from '../../test/cast/drafts.ts';
import { noisyPng } from '../../test/cast/pictures.ts';
import { whileBreaking } from '../../test/phone/breaking-writes.ts';
import { FAULTS, Phone, type Fault } from '../../test/phone/phone.ts';
import type { Field } from './phone-field.ts';

const DAY_MS = 86_400_000;
/** How far somebody sets the clock of a phone. */
const SKEWS_MS = [-365, -1, 1, 365].map((days) => days * DAY_MS);
/** Of all requests, and of all steps: a server that starts again takes longer than everything else together. */
const RESTARTS = 0.004;
const STRANGER = '0198a000-0000-7000-8000-0000000000ff';
const COLLECTIONS = ['stay', 'session', 'process', 'roster', 'person', 'organisation'] as const;

/** What happened in a run, by name of the fault: how often. */
export type Happened = Map<string, number>;

/** A phone with what its holder wrote. */
interface Holder {
  readonly phone: Phone;
  /** Ids in the order of writing. */
  readonly good: string[];
  readonly bad: Set<string>;
  /** Tried again by hand, or with a photo that waits for a better connection: they may come later. */
  readonly loose: Set<string>;
  readonly made: Draft[];
  readonly photos: FileToKeep[];
}

/** Does the run of a seed. Answers everything that was not as it should be: nothing is the only good answer. */
export async function phoneRun(field: Field, random: () => number, happened: Happened): Promise<string[]> {
  const holders = await Promise.all(field.trainers.slice(0, random() < 0.35 ? 2 : 1).map((trainer) => holderOf(field, trainer)));
  if (random() < 0.15 && holders[0] !== undefined) await beginOld(field, holders[0], random, happened);
  const amiss: string[] = [];
  const steps = 4 + Math.floor(random() * 7);
  for (let at = 0; at < steps; at += 1) {
    const holder = holders[Math.floor(random() * holders.length)];
    if (holder !== undefined) amiss.push(...(await step(field, holder, random, happened)));
  }
  for (const holder of holders) amiss.push(...(await settle(field, holder)));
  const expected = new Set(holders.flatMap(({ good }) => good));
  for (const holder of holders) amiss.push(...(await judge(field, holder, expected)));
  for (const { phone } of holders) phone.close();
  await field.end();
  return amiss;
}

async function holderOf(field: Field, { userId, actor }: Field['trainers'][number]): Promise<Holder> {
  const phone = new Phone(actor, field.base, { programmeId: field.programmeId, userId, userName: userId }, () => field.restart());
  return { phone, good: [], bad: new Set(), loose: new Set(), made: [], photos: [] };
}

/** The phone has been used with an earlier version, and what was written then has not gone. */
async function beginOld(field: Field, holder: Holder, random: () => number, happened: Happened): Promise<void> {
  const version = ([1, 2, 3] as const)[Math.floor(random() * 3)] ?? 3;
  const drafts = (['kept', 'sending', 'kept'] as const).map((state) => ({ state, draft: stay(field, holder.phone, random) }));
  await holder.phone.leftBy(version, drafts.map(({ state, draft: one }) => ({ draft: one, about: 'Asistencia', state, attempts: state === 'kept' ? 0 : 1 })));
  holder.good.push(...drafts.map(({ draft: one }) => one.id));
  tally(happened, `store of version ${version}`);
}

type Step = (field: Field, holder: Holder, random: () => number, happened: Happened) => Promise<string[]>;

const STEPS: readonly (readonly [weight: number, step: Step])[] = [
  [5, keepStays],
  [1, takeAway],
  [1, keepBad],
  [1, keepPhoto],
  [1.5, correct],
  [2, breakWhileKeeping],
  [1.5, setClock],
  [1, changeNetwork],
  [4, send],
  [2, sendFromTwoTabs],
  [1.5, download],
  [0.7, downloadInTwoTabs],
  [0.7, tryAgain],
  [0.7, forget],
  [0.1, restartServer],
];
const WEIGHT = STEPS.reduce((sum, [weight]) => sum + weight, 0);

async function step(field: Field, holder: Holder, random: () => number, happened: Happened): Promise<string[]> {
  let left = random() * WEIGHT;
  for (const [weight, one] of STEPS) {
    left -= weight;
    if (left < 0) return one(field, holder, random, happened);
  }
  return [];
}

/** Attendance by the clock of the phone, right or wrong. */
function stay(field: Field, phone: Phone, random: () => number): Draft {
  const personId = field.people[Math.floor(random() * field.people.length)]?.id ?? '';
  const sessionId = field.sessions[Math.floor(random() * field.sessions.length)]?.id ?? '';
  return attendance({ processId: field.course.id, sessionId, personId }, 60, { occurredOn: phone.now().toISOString().slice(0, 10) });
}

function toKeep(one: Draft): ToKeep {
  const { sessionId, personId, durationMinutes } = one.payload;
  return { draft: one, about: 'Asistencia', shadows: [{ collection: 'stay', id: one.rootId ?? one.id, body: { sessionId, personId, minutes: durationMinutes } }] };
}

async function keepStays(field: Field, { phone, good, made }: Holder, random: () => number): Promise<string[]> {
  const drafts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => stay(field, phone, random));
  await phone.keep(...drafts.map(toKeep));
  made.push(...drafts);
  good.push(...drafts.map(({ id }) => id));
  return [];
}

async function takeAway(_field: Field, { phone, good, made }: Holder, random: () => number): Promise<string[]> {
  const [one] = made.splice(Math.floor(random() * made.length), 1);
  if (one === undefined) return [];
  const away = withdrawal(one);
  await phone.keep({ draft: away, about: 'Quitada', shadows: [{ collection: 'stay', id: one.id, body: null }] });
  good.push(away.id);
  return [];
}

/** Of somebody whom nobody knows. */
async function keepBad(field: Field, { phone, bad }: Holder): Promise<string[]> {
  const stranger = attendance({ processId: field.course.id, sessionId: field.sessions[0]?.id ?? '', personId: STRANGER }, 30);
  await phone.keep(toKeep(stranger));
  bad.add(stranger.id);
  return [];
}

async function keepPhoto(field: Field, { phone, good, loose, photos }: Holder, random: () => number): Promise<string[]> {
  const bytes = noisyPng(170, 170, Math.floor(random() * 1e9));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const photo = draft(attendanceSheetKept.kind, { processId: field.course.id, sessionId: field.sessions[0]?.id ?? '', fileSha256: sha256, page: 1 }, { attachments: [sha256] });
  const file: FileToKeep = { sha256, purpose: 'attendance-sheet', fileName: 'hoja.png', mediaType: 'image/png', bytes: new Uint8Array(bytes).buffer };
  await phone.keep({ draft: photo, about: 'Foto', shadows: [], files: [file] });
  good.push(photo.id);
  loose.add(photo.id);
  photos.push(file);
  return [];
}

/** Of a person and of attendance that everybody knows: another phone may say otherwise. */
async function correct(field: Field, { phone, good }: Holder, random: () => number, happened: Happened): Promise<string[]> {
  const known = field.people[0];
  const stayed = field.stays[Math.floor(random() * field.stays.length)];
  if (known === undefined || stayed === undefined) return [];
  const sex = random() < 0.5 ? 'woman' : 'man';
  const person = { ...correction(known, { sex }), private: { name: secret(named('Ana', `Quispe ${Math.floor(random() * 9)}`)) } };
  const minutes = correction(stayed, { durationMinutes: 10 + Math.floor(random() * 80) });
  await phone.keep({ draft: person, about: 'Persona', shadows: [{ collection: 'person', id: known.id, body: { surnames: 'Quispe', sex } }] }, toKeep(minutes));
  good.push(person.id, minutes.id);
  tally(happened, 'corrections by one or two phones');
  return [];
}

/** The storage is full, or the tab is closed, when half is written: nothing of it may be there, and whoever wrote it is told. */
async function breakWhileKeeping(field: Field, { phone }: Holder, random: () => number, happened: Happened): Promise<string[]> {
  const store = await phone.opened();
  const count = async (): Promise<string> => (await Promise.all((['entries', 'shadows', 'files'] as const).map((name) => store.count(name)))).join(' ');
  const before = await count();
  const how = (['full', 'full', 'closed', 'uncloneable'] as const)[Math.floor(random() * 4)] ?? 'full';
  const drafts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => stay(field, phone, random));
  const error = await whileBreaking(store, Math.floor(random() * drafts.length * 2), how, () => phone.keep(...drafts.map(toKeep)));
  tally(happened, how === 'full' ? 'storage full' : how === 'closed' ? 'tab closed while keeping' : 'a write that fails alone');
  const told = how === 'full' ? 'QuotaExceededError' : how === 'closed' ? 'AbortError' : 'DataCloneError';
  const after = await count();
  return [...(error === told ? [] : [`keeping broke off (${how}) and said ${error}`]), ...(before === after ? [] : [`half kept (${how}): ${before}, then ${after}`])];
}

async function setClock(_field: Field, { phone }: Holder, random: () => number, happened: Happened): Promise<string[]> {
  phone.setClock(SKEWS_MS[Math.floor(random() * SKEWS_MS.length)] ?? 0);
  tally(happened, 'clock set');
  return [];
}

async function changeNetwork(_field: Field, { phone }: Holder, random: () => number): Promise<string[]> {
  phone.mayPhotosGo = random() < 0.5;
  return [];
}

function faultsOf(random: () => number, happened: Happened): Fault[] {
  const usual = FAULTS.filter((one) => one !== 'restart');
  const faults = Array.from({ length: 1 + Math.floor(random() * 3) }, () => (random() < RESTARTS ? 'restart' : (usual[Math.floor(random() * usual.length)] ?? 'none')));
  for (const fault of faults) tally(happened, fault);
  return faults;
}

async function send(_field: Field, { phone }: Holder, random: () => number, happened: Happened): Promise<string[]> {
  await phone.send(faultsOf(random, happened));
  return [];
}

async function sendFromTwoTabs(_field: Field, { phone }: Holder, random: () => number, happened: Happened): Promise<string[]> {
  await phone.sendFromTwoTabs(faultsOf(random, happened), faultsOf(random, happened));
  tally(happened, 'two tabs send');
  return [];
}

async function download(_field: Field, { phone }: Holder, random: () => number): Promise<string[]> {
  await phone.download(Math.floor(random() * 7), 3);
  return [];
}

async function downloadInTwoTabs(_field: Field, { phone }: Holder, _random: () => number, happened: Happened): Promise<string[]> {
  await phone.downloadInTwoTabs(5);
  tally(happened, 'two tabs read');
  return [];
}

/** Everything that was refused is tried once more, as it is. */
async function tryAgain(_field: Field, { phone, loose }: Holder): Promise<string[]> {
  const store = await phone.opened();
  for (const { id, order } of await entriesOf(store, phone.owner, ['refused'])) {
    await retryEntry(store, order);
    loose.add(id);
  }
  return [];
}

async function forget(_field: Field, { phone }: Holder): Promise<string[]> {
  await forgetSent(await phone.opened(), new Date(phone.now().getTime() - 7 * DAY_MS).toISOString());
  return [];
}

async function restartServer(field: Field, _holder: Holder, _random: () => number, happened: Happened): Promise<string[]> {
  await field.restart();
  tally(happened, 'restart');
  return [];
}

/**
 * Back in town: the connection holds, and everything goes. What a request was refused with as a whole (too much, not allowed) may have arrived by
 * an earlier one whose answer was lost: it goes once more.
 */
async function settle(field: Field, { phone, bad, loose }: Holder): Promise<string[]> {
  phone.mayPhotosGo = true;
  const amiss = await sendAllOf(field, phone);
  const store = await phone.opened();
  for (const { id, order } of await entriesOf(store, phone.owner, ['refused'])) {
    if (bad.has(id)) continue;
    await retryEntry(store, order);
    loose.add(id);
  }
  return [...amiss, ...(await sendAllOf(field, phone))];
}

async function sendAllOf(field: Field, phone: Phone): Promise<string[]> {
  let outcome = '';
  for (let tries = 0; tries < 40; tries += 1) {
    await field.steady();
    outcome = await phone.send([]);
    if (outcome === 'done') return [];
  }
  return [`in the end sending said ${outcome}`];
}

async function judge(field: Field, holder: Holder, expectedOfAll: ReadonlySet<string>): Promise<string[]> {
  const { phone, good, bad, loose } = holder;
  const amiss: string[] = [];
  const store = await phone.opened();
  const left = await unsentOfAll(store);
  for (const { id, state, code } of left) {
    if (state !== 'refused' || code === null) amiss.push(`${id} was left ${state}, reason ${code}`);
    if (!bad.has(id)) amiss.push(`${id} was refused as ${code}`);
  }
  const due = good.filter((id) => !left.some((one) => one.id === id));
  const there = await field.arrived();
  const own = there.filter((id) => good.includes(id));
  const lost = due.filter((id) => !own.includes(id));
  if (lost.length > 0) amiss.push(`lost: ${lost.join(', ')}`);
  if (new Set(there).size !== there.length) amiss.push('doubled');
  const uncalled = there.filter((id) => !expectedOfAll.has(id));
  if (uncalled.length > 0) amiss.push(`not written by anybody: ${uncalled.join(', ')}`);
  // What the server has is not shown as refused.
  const both = own.filter((id) => left.some((one) => one.id === id));
  if (both.length > 0) amiss.push(`arrived, and shown as not sent: ${both.join(', ')}`);
  const inOrder = (ids: readonly string[]): string => ids.filter((id) => due.includes(id) && !loose.has(id) && !phone.refusedWhole.has(id)).join(' ');
  if (inOrder(own) !== inOrder(due)) amiss.push(`out of order: ${inOrder(own)} was written ${inOrder(due)}`);
  amiss.push(...(await judgeFiles(field, holder, left.flatMap((one) => one.draft.attachments ?? []))));
  return [...amiss, ...(await judgeRows(field, holder, left.map((one) => one.draft.rootId ?? one.id)))];
}

/** Each file is with the server, or with an entry that is still here. */
async function judgeFiles(field: Field, { phone, photos }: Holder, carried: readonly string[]): Promise<string[]> {
  const amiss = [...(await unsentFiles(await phone.opened(), phone.owner))].filter((sha256) => !carried.includes(sha256)).map((sha256) => `the file ${sha256} was left behind`);
  for (const { sha256 } of photos.filter((one) => !carried.includes(one.sha256))) {
    const kept = await field.insist(() => field.ask(`/files/${sha256}`));
    if (createHash('sha256').update(new Uint8Array(kept.bytes)).digest('hex') !== sha256) amiss.push(`the file ${sha256} is not with the server`);
  }
  return amiss;
}

/** The rows come to be those of a phone that was never used; what was refused is marked. */
async function judgeRows(field: Field, { phone }: Holder, refused: readonly string[]): Promise<string[]> {
  const amiss: string[] = [];
  phone.close();
  const fresh = field.fresh(phone.owner);
  await field.insist(async () => (await phone.download(1000, 50)) || null);
  await field.insist(async () => (await fresh.download(1000, 2000)) || null);
  for (const collection of COLLECTIONS) {
    const [theirs, own] = [await fresh.rows(collection), await phone.rows(collection)];
    for (const [id, row] of theirs) {
      if (!refused.includes(id) && JSON.stringify(own.get(id)) !== JSON.stringify(row)) amiss.push(`${collection} ${id} is ${JSON.stringify(own.get(id))}, not ${JSON.stringify(row)}`);
    }
    for (const id of own.keys()) if (!theirs.has(id) && !refused.includes(id)) amiss.push(`${collection} ${id} is no more`);
  }
  fresh.close();
  return amiss;
}

function tally(happened: Happened, what: string): void {
  happened.set(what, (happened.get(what) ?? 0) + 1);
}
