/** Who of a process is to be asked again, and what they said, as screens show it. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { grouped } from '../../../platform/grouped.ts';
import { followUpRecorded, followUpScheduled } from '../entries.ts';
import { peopleOfProcess } from '../process-people.ts';
import { processOf, type PeopleOf } from '../process-pages.ts';
import type { Attainments } from '../../../figures/attainment.ts';
import { attendeesOf, countUnasked, representatives } from '../attended.ts';
import { findContacted, findTimes, type ContactedRow } from '../attended-queries.ts';
import { findSessions, type ProcessRow } from '../queries.ts';
import { findRecordsBeside, type RecordRow } from '../records/queries.ts';
import type { readFollowUp } from './contract.ts';
import { FOLLOW_UP_STATES, followUpOf, MONTHS_DEFAULT, monthsLater, type FollowUpState } from './rules.ts';

type Page = z.input<typeof readFollowUp.answer>;
type Contact = Page['people'][number]['contacts'][number];

const KINDS = [followUpScheduled.kind, followUpRecorded.kind];

/** `personal` false: nobody is named. */
export async function followUpPage(
  client: PoolClient,
  { programmeId, id, today }: { readonly programmeId: string; readonly id: string; readonly today: string },
  peopleOf: PeopleOf,
  personal: boolean,
): Promise<Page> {
  const process = await processOf(client, programmeId, id);
  const rows = await findRecordsBeside(client, programmeId, [process.id], KINDS);
  const { months, set } = scheduleOf(rows);
  const contacts = contactsByPerson(rows);
  const sessions = await findSessions(client, programmeId, { processId: process.id });
  const times = await findTimes(client, programmeId, process.number);
  const asked = toBeAsked(process, attendeesOf(process, sessions, times), contacts);
  const named = [...asked].map((personId) => ({ personId, organisationId: null, organisationName: null, organisationKind: null }));
  const everybody = await peopleOfProcess(client, programmeId, process, peopleOf, named, await representatives(client, programmeId, times));
  const people = everybody
    .filter(({ personId }) => asked.has(personId))
    .map(({ organisationKind: _kind, ...person }) => {
      const own = contacts.get(person.personId) ?? [];
      return { ...person, ...followUpOf(process.lastOn, months, own, today), contacts: own };
    })
    .sort((a, b) => FOLLOW_UP_STATES.indexOf(a.state) - FOLLOW_UP_STATES.indexOf(b.state));
  return {
    processId: process.id,
    department: process.department,
    municipality: process.municipality,
    lastOn: process.lastOn,
    months,
    set,
    dueOn: process.lastOn === null ? null : monthsLater(process.lastOn, months),
    counts: countsOf(people),
    results: resultsOf(people.map((person) => person.contacts)),
    people: personal ? people : [],
  };
}

export interface FollowUpsDue {
  readonly processId: string;
  readonly title: string;
  /** People to be asked from today, and since more than a month. */
  readonly due: number;
  readonly late: number;
  /** Day on which the first of them was to be asked. */
  readonly dueOn: string | null;
}

/** Of these processes, those of which somebody is to be asked, for a home page. */
export async function followUpsDue(
  client: PoolClient,
  { programmeId, today }: { readonly programmeId: string; readonly today: string },
  { processes, attended }: { readonly processes: readonly ProcessRow[]; readonly attended: Attainments },
): Promise<FollowUpsDue[]> {
  const schedules = grouped(await findRecordsBeside(client, programmeId, processes.map(({ id }) => id), [followUpScheduled.kind]), ({ processId }) => processId);
  const contacted = await findContacted(client, programmeId);
  const toAsk = countUnasked(processes, attended, contacted);
  const byProcess = grouped(contacted, ({ activity }) => activity);
  return processes.flatMap((process) => {
    const { months } = scheduleOf(schedules.get(process.id) ?? []);
    const unasked = toAsk.get(process.number) ?? 0;
    // Whoever was never asked is all alike: due by the last session.
    const first = { ...followUpOf(process.lastOn, months, [], today), people: unasked };
    const again = (byProcess.get(process.number) ?? []).map((alike) => ({ ...followUpOf(process.lastOn, months, [lastContactOf(alike)], today), people: alike.people.length }));
    const states = [...(unasked === 0 ? [] : [first]), ...again];
    const count = (state: FollowUpState): number => states.reduce((sum, one) => sum + (one.state === state ? one.people : 0), 0);
    const [due, late] = [count('due'), count('late')];
    const [dueOn = null] = states.flatMap((one) => (one.state === 'late' || one.state === 'due' ? (one.dueOn ?? []) : [])).sort();
    return due + late === 0 ? [] : [{ processId: process.id, title: process.title, due, late, dueOn }];
  });
}

/** All that was said to somebody, as one contact: what the last of them set, and whether any reached them. */
function lastContactOf({ wasReached, nextContactOn }: ContactedRow): Pick<Contact, 'result' | 'nextContactOn'> {
  return { result: wasReached ? 'applied' : 'not-reached', nextContactOn };
}

/** Whoever reached the threshold of a training, whoever attended a webinar, and whoever was asked already. */
function toBeAsked(
  process: ProcessRow,
  attended: readonly { readonly personId: string; readonly reached: boolean }[],
  contacts: ReadonlyMap<string, unknown>,
): Set<string> {
  const reached = attended.filter((one) => process.format === 'webinar' || one.reached);
  return new Set([...reached.map(({ personId }) => personId), ...contacts.keys()]);
}

function scheduleOf(rows: readonly RecordRow[]): Pick<Page, 'months' | 'set'> {
  const row = rows.find(({ kind }) => kind === followUpScheduled.kind);
  if (row === undefined) return { months: MONTHS_DEFAULT, set: null };
  const { id, leaves, conflictFields, occurredOn } = row;
  return { months: followUpScheduled.payload.parse(row.body).months, set: { id, leaves, conflictFields, setOn: occurredOn } };
}

const partsSchema = z.object({ what: z.string().default('') });

/** By person, in the order of the days. */
function contactsByPerson(rows: readonly RecordRow[]): Map<string, Contact[]> {
  const contacts = new Map<string, Contact[]>();
  for (const row of rows.toSorted((a, b) => a.occurredOn.localeCompare(b.occurredOn))) {
    if (row.kind !== followUpRecorded.kind || row.personId === null) continue;
    const { result, nextContactOn, organisationId, department, municipality } = followUpRecorded.payload.parse(row.body);
    const { id, leaves, conflictFields, occurredOn } = row;
    const said = { contactedOn: occurredOn, result, nextContactOn, organisationId, department, municipality };
    const contact = { id, leaves, conflictFields, ...said, what: partsSchema.parse(row.privateParts).what };
    contacts.set(row.personId, [...(contacts.get(row.personId) ?? []), contact]);
  }
  return contacts;
}

function countsOf(people: readonly { readonly state: FollowUpState }[]): Page['counts'] {
  const count = (state: FollowUpState): number => people.filter((one) => one.state === state).length;
  return { late: count('late'), due: count('due'), waiting: count('waiting'), done: count('done') };
}

function resultsOf(people: readonly (readonly Contact[])[]): Page['results'] {
  const last = people.flatMap((contacts) => contacts.findLast(({ result }) => result !== 'not-reached') ?? []);
  const count = (wanted: Contact['result']): number => last.filter(({ result }) => result === wanted).length;
  return { applied: count('applied'), partly: count('partly'), 'not-applied': count('not-applied') };
}
