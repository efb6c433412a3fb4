/** The evidence of a figure: every fact it read, and why each is counted, collapsed or left out. */
import type { z } from 'zod';
import { isoDay } from '../platform/calendar.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../platform/http/route.ts';
import type { EntryKind } from '../ledger/entry.ts';
import { findContestedPositions } from '../ledger/standing-queries.ts';
import { payloadOf } from '../ledger/versions.ts';
import { KIND_OF_NUMBER, SEX_OF_NUMBER } from '../registry/facts.ts';
import type { evidenceItem, EvidenceReason, readEvidence } from './contract.ts';
import { definitionOf, type Figures, type Moment } from './figures.ts';
import { labelsOf, readEvidenceRows, type EvidenceRow } from './label-queries.ts';
import type { Narrowing } from './question.ts';
import { STATUS } from './status.ts';

export type Evidence = z.input<typeof readEvidence.answer>;
export type Item = z.input<typeof evidenceItem>;

const COLLAPSED: readonly EvidenceReason[] = ['rejoined', 'other-session', 'other-process', 'other-spelling', 'same-again', 'pair-half', 'earlier-measurement', 'earlier-observation'];

/** What of the evidence is asked for. */
export interface EvidenceRequest extends Narrowing {
  readonly asOf?: string | undefined;
  readonly status: 'counted' | 'collapsed' | 'left-out' | 'all';
  readonly reason?: EvidenceReason | undefined;
  readonly conflict?: 'open' | undefined;
  readonly cursor: number;
  readonly limit: number;
}

/** One page of evidence. `personal` false: names, contacts, files and who recorded are left out. */
export async function evidenceOf(
  figures: Figures,
  programme: ProgrammeInfo,
  code: string,
  request: EvidenceRequest,
  personal: boolean,
): Promise<Evidence> {
  const moment = await figures.momentAt(programme, request.asOf, request);
  const { status } = figures.evaluate(moment, code, request, [], true);
  const facts = status ?? new Uint8Array(0);
  const wanted = wantedOf(request);
  const counts = countsOf(facts);
  const contested = await contestedAt(figures, programme, moment);
  const all = wantedFacts(moment, facts, wanted);
  const { page, matched, inConflict } = contested === NOTHING_CONTESTED && request.conflict === undefined
    ? { page: pageOf(all, request), matched: sumOf(counts, wanted), inConflict: 0 }
    : contestedPage([...all], contested, request);
  const next = request.cursor + page.length;
  return {
    summary: { ...summaryOf(counts), inConflict },
    items: await itemsOf({ figures, programme, moment, code, personal, contested }, page, facts),
    next: next < matched ? next : null,
    position: moment.position,
  };
}

/** How the evidence of evaluations at a moment is summed up, of each the facts that count being looked at for contradictions. */
export async function summariesAt(figures: Figures, programme: ProgrammeInfo, moment: Moment): Promise<(facts: Uint8Array) => Evidence['summary']> {
  const contested = await contestedAt(figures, programme, moment);
  return (facts) => {
    let inConflict = 0;
    if (contested !== NOTHING_CONTESTED) for (const fact of wantedFacts(moment, facts, COUNTED)) inConflict += Number(contested(fact) !== null);
    return { ...summaryOf(countsOf(facts)), inConflict };
  };
}

const COUNTED: ReadonlySet<number> = new Set([STATUS.counted]);

/** Some facts of an evaluation, each with what a reader needs to recognise it. What is in conflict is not asked for. */
export function evidenceItems(
  figures: Figures,
  programme: ProgrammeInfo,
  { moment, code, status }: { readonly moment: Moment; readonly code: string; readonly status: Uint8Array },
  facts: readonly number[],
  personal: boolean,
): Promise<Item[]> {
  return itemsOf({ figures, programme, moment, code, personal, contested: NOTHING_CONTESTED }, facts, status);
}

/** How many facts have each status. */
function countsOf(facts: Uint8Array): number[] {
  const counts = new Int32Array(Object.keys(STATUS).length);
  for (let fact = 0; fact < facts.length; fact += 1) {
    const status = facts[fact] ?? 0;
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return [...counts];
}

function sumOf(counts: readonly number[], wanted: ReadonlySet<number>): number {
  return counts.reduce((sum, count, status) => (wanted.has(status) ? sum + count : sum), 0);
}

/** Facts of the wanted statuses, in order of arrival: looked for only as far as they are asked for. */
function* wantedFacts({ columns }: Moment, facts: Uint8Array, wanted: ReadonlySet<number>): Generator<number> {
  for (let at = 0; at < facts.length; at += 1) {
    const fact = columns.arrived(at);
    if (wanted.has(facts[fact] ?? 0)) yield fact;
  }
}

function pageOf(all: Iterable<number>, { cursor, limit }: EvidenceRequest): number[] {
  const page: number[] = [];
  let at = 0;
  for (const fact of all) {
    at += 1;
    if (at > cursor) page.push(fact);
    if (page.length >= limit) break;
  }
  return page;
}

/** The page where some of the facts were in conflict: all must be looked at to know how many. */
function contestedPage(all: readonly number[], contested: Contested, request: EvidenceRequest): { page: number[]; matched: number; inConflict: number } {
  const inConflict = all.filter((fact) => contested(fact) !== null);
  const shown = request.conflict === undefined ? all : inConflict;
  return { page: pageOf(shown, request), matched: shown.length, inConflict: inConflict.length };
}

/** The thing by which a fact was in conflict, its record before its person; null where neither was. */
type Contested = (fact: number) => string | null;

const NOTHING_CONTESTED: Contested = () => null;

/** What was in conflict as of a moment: entries, and people by any of their records. */
async function contestedAt(figures: Figures, programme: ProgrammeInfo, { columns, view, position }: Moment): Promise<Contested> {
  const things = await inProgramme(figures.parts.pool, programme.id, (client) => findContestedPositions(client, programme.id, position));
  if (things.size === 0) return NOTHING_CONTESTED;
  const people = new Map<number, string>();
  for (const [dense, at] of columns.people.positions.entries()) {
    const thing = things.get(at);
    const person = view.canonical[dense];
    if (thing !== undefined && person !== undefined) people.set(person, thing);
  }
  return (fact) => things.get(columns.from.at(fact)) ?? people.get(view.canonical[columns.person.at(fact)] ?? -1) ?? null;
}

function wantedOf(request: EvidenceRequest): Set<number> {
  if (request.reason !== undefined) return new Set([STATUS[request.reason]]);
  const all = Object.entries(STATUS).filter(([name]) => name !== 'unread');
  const isCollapsed = (name: string): boolean => COLLAPSED.some((reason) => reason === name);
  const chosen = all.filter(([name]) => {
    if (request.status === 'all') return true;
    if (request.status === 'counted') return name === 'counted';
    return name !== 'counted' && isCollapsed(name) === (request.status === 'collapsed');
  });
  return new Set(chosen.map(([, number]) => number));
}

function summaryOf(counts: readonly number[]): Omit<Evidence['summary'], 'inConflict'> {
  const lines = reasonLines(counts);
  return {
    read: counts.slice(1).reduce((sum, count) => sum + count, 0),
    counted: counts[STATUS.counted] ?? 0,
    collapsed: lines.filter(({ reason }) => COLLAPSED.includes(reason)),
    leftOut: lines.filter(({ reason }) => !COLLAPSED.includes(reason)),
  };
}

function reasonLines(counts: readonly number[]): { reason: EvidenceReason; count: number }[] {
  const lines: { reason: EvidenceReason; count: number }[] = [];
  for (const [number, count] of counts.entries()) {
    const reason = reasonOf(number);
    if (reason !== null && count > 0) lines.push({ reason, count });
  }
  return lines;
}

export function reasonOf(status: number): EvidenceReason | null {
  for (const [name, number] of Object.entries(STATUS)) {
    if (number === status && name !== 'unread' && name !== 'counted' && isReason(name)) return name;
  }
  return null;
}

function isReason(name: string): name is EvidenceReason {
  return name in STATUS && name !== 'unread' && name !== 'counted';
}

interface Reading {
  readonly figures: Figures;
  readonly programme: ProgrammeInfo;
  readonly moment: Moment;
  readonly code: string;
  readonly personal: boolean;
  readonly contested: Contested;
}

async function itemsOf(reading: Reading, page: readonly number[], status: Uint8Array): Promise<Item[]> {
  const { figures, programme, moment, code, personal, contested } = reading;
  const { columns, view } = moment;
  const keys = page.map((fact) => ({
    position: columns.from.at(fact),
    person: thing(columns.people.positions, view.canonical[columns.person.at(fact)] ?? -1),
    organisation: thing(columns.organisations.positions, columns.organisation.at(fact)),
    activity: thing(columns.activities.positions, columns.activity.at(fact)),
    occasion: thing(columns.occasions.positions, columns.occasion.at(fact)),
  }));
  const united = page.map((fact) => unitedOrganisation(moment, columns.organisation.at(fact)));
  const partners = page.map((fact) => thing(columns.organisations.positions, view.partner[columns.activity.at(fact)] ?? -1));
  const units = new Map([...figures.parts.measures.values()].map(({ number, unit }) => [number, unit]));
  const { rows, labels } = await inProgramme(figures.parts.pool, programme.id, async (client) => ({
    rows: await readEvidenceRows(client, programme.id, keys, moment.position),
    labels: await labelsOf(client, programme.id, [...new Set([...united, ...partners].flatMap((position) => position ?? []))]),
  }));
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  const attained = attainedPercents(figures, moment, code, page);
  return page.flatMap((fact, at) => {
    const row = byPosition.get(columns.from.at(fact));
    const key = keys[at];
    if (row === undefined || key === undefined) return [];
    const reason = reasonOf(status[fact] ?? 0);
    return [
      {
        entryId: row.entryId,
        status: reason === null ? 'counted' : COLLAPSED.includes(reason) ? 'collapsed' : 'left-out',
        reason,
        ...codesOf(moment, fact),
        pseudonym: pseudonymOf(key.person),
        organisationName: row.organisationName,
        organisationUnited: labels.get(united[at] ?? 0)?.label ?? null,
        processTitle: row.processTitle,
        sessionLabel: row.sessionNumber === null ? null : `${row.sessionNumber}`,
        quantity: columns.amountOf(fact),
        unit: units.get(columns.measure.at(fact)) ?? '',
        partnerName: labels.get(partners[at] ?? 0)?.label ?? null,
        source: sourceOf(row, figures.parts.kinds),
        attainedPercent: attained[at] ?? null,
        recordedAt: row.recordedAt.toISOString(),
        via: row.via,
        inConflict: contested(fact) !== null,
        conflictId: personal ? contested(fact) : null,
        ...personalOf(row, personal, figures.parts.kinds),
      } satisfies Item,
    ];
  });
}

/** Position of the organisation that a fact is counted for, where it is not the record it names; else null. */
function unitedOrganisation({ columns, view }: Moment, named: number): number | null {
  const canonical = named < 0 ? named : (view.canonicalOrganisation[named] ?? named);
  return canonical === named ? null : thing(columns.organisations.positions, canonical);
}

/** What the columns say of a fact in codes. */
function codesOf({ columns, view }: Moment, fact: number): Pick<Item, 'occurredOn' | 'sex' | 'organisationKind' | 'place'> {
  const organisation = columns.organisation.at(fact);
  const sex = view.sex[view.canonical[columns.person.at(fact)] ?? -1] ?? 0;
  return {
    occurredOn: isoDay(columns.day.at(fact)),
    sex: SEX_OF_NUMBER[sex] ?? 'unknown',
    organisationKind: organisation < 0 ? null : (KIND_OF_NUMBER[view.organisationKind[organisation] ?? 0] ?? null),
    place: placeCode(columns.place.at(fact)),
  };
}

/** INE code of a place number; null for none. */
function placeCode(place: number): string | null {
  if (place === 0) return null;
  return String(place).padStart(place > 9 ? 6 : 2, '0');
}

/** Document or meeting that a record names as its source; it may not name people. */
function sourceOf(row: EvidenceRow, kinds: ReadonlyMap<string, EntryKind>): string | null {
  const { source } = payloadOf(row.payload, kinds);
  return typeof source === 'string' ? source : null;
}

/** What only readers of personal data see. */
function personalOf(
  row: EvidenceRow,
  personal: boolean,
  kinds: ReadonlyMap<string, EntryKind>,
): Pick<Item, 'personId' | 'personName' | 'asWritten' | 'recordedBy' | 'file' | 'signedSheet'> {
  if (!personal) return { personId: null, personName: null, asWritten: null, recordedBy: null, file: null, signedSheet: null };
  const payload = payloadOf(row.payload, kinds);
  const name = [row.givenNames, row.surnames].filter((part) => part !== null && part !== '').join(' ');
  const line = typeof payload['sourceRow'] === 'number' ? payload['sourceRow'] : null;
  return {
    personId: typeof payload['personId'] === 'string' ? payload['personId'] : null,
    personName: name === '' ? null : name,
    asWritten: row.asWritten,
    recordedBy: row.recordedBy,
    file: row.fileName === null || row.sha256 === null ? null : { name: row.fileName, sha256: row.sha256, row: line, sheet: row.sheet },
    signedSheet: row.sessionId === null || row.sheetCount === 0 ? null : { sessionId: row.sessionId, pages: row.sheetCount },
  };
}

/** For indicators with a threshold: what share of the activity's total each fact's person attained in all. */
function attainedPercents(figures: Figures, moment: Moment, code: string, page: readonly number[]): (number | null)[] {
  const defined = definitionOf(moment, code);
  const { cases, aggregate } = defined.indicator;
  const isOfFacts = aggregate.kind !== 'ratio' && aggregate.kind !== 'change' && aggregate.kind !== 'observed';
  if (cases.rule !== 'attainment' || !isOfFacts) return page.map(() => null);
  return figures.attainedPercents(moment, defined, page);
}

/** What a reader without personal data sees instead of a name. */
export function pseudonymOf(person: number | null): string {
  return person === null ? '—' : `P-${String(person).padStart(4, '0')}`;
}

function thing(positions: readonly number[], dense: number): number | null {
  return dense < 0 ? null : (positions[dense] ?? null);
}
