/** What the registry refuses about people, organisations and positions, whoever sends it: what cannot be so. */
import type { Refuser } from '../ledger/append.ts';
import type { Prepared } from '../ledger/prepare.ts';
import { organisationRegistered, personRegistered, roleRecorded } from './entries.ts';
import { personName } from './particulars.ts';
import { placeName } from './places.ts';

interface Fault {
  readonly code: string;
  readonly field: string;
}

export const recordRefuser: Refuser = (_client, _programmeId, prepared) => {
  const refused = new Map<string, Fault>();
  for (const one of prepared) {
    const fault = faultOf(one);
    if (fault !== null) refused.set(one.draft.id, fault);
  }
  return Promise.resolve(refused);
};

function faultOf({ kind: { kind }, draft, newest: { payload, private: parts } }: Prepared): Fault | null {
  if (kind === personRegistered.kind) return nameFault(parts['name']) ?? birthFault(parts['birthDate'], draft.occurredOn) ?? yearFault(draft.rootId, parts['birthDate'], payload) ?? placeFault(payload);
  if (kind === organisationRegistered.kind) return shows(payload['name']) ? placeFault(payload) : NAMELESS;
  return kind === roleRecorded.kind ? roleFault(payload) : null;
}

const NAMELESS: Fault = { code: 'name-shows-nothing', field: 'name' };

/** A correction need not send the name. */
function nameFault(value: unknown): Fault | null {
  const name = personName.safeParse(value);
  return name.success && !shows(name.data.givenNames) ? NAMELESS : null;
}

/** Whether anything of a text can be seen: blanks, zero-width signs and direction marks cannot. */
function shows(text: unknown): boolean {
  return typeof text !== 'string' || text.replace(/[\s\p{Cf}]/gu, '') !== '';
}

/** Nobody is registered before they are born. */
function birthFault(day: unknown, registeredOn: string): Fault | null {
  return typeof day === 'string' && day > registeredOn ? { code: 'born-after-registration', field: 'birthDate' } : null;
}

/** One year, in the date and in what figures count. A correction may send one of the two: a decision must not be held up by the other. */
function yearFault(rootId: string | null, day: unknown, { birthYear }: Readonly<Record<string, unknown>>): Fault | null {
  const differs = rootId === null && typeof day === 'string' && typeof birthYear === 'number' && !day.startsWith(`${birthYear}-`);
  return differs ? { code: 'birth-year-differs', field: 'birthYear' } : null;
}

/** A municipality that there is, in the department that is said. */
function placeFault({ department, municipality }: Readonly<Record<string, unknown>>): Fault | null {
  if (typeof municipality !== 'string') return null;
  if (placeName(municipality) === null) return { code: 'unknown-place', field: 'municipality' };
  return typeof department === 'string' && !municipality.startsWith(department) ? { code: 'place-of-another-department', field: 'municipality' } : null;
}

function roleFault({ from, to }: Readonly<Record<string, unknown>>): Fault | null {
  return typeof from === 'string' && typeof to === 'string' && to < from ? { code: 'ends-before-it-begins', field: 'to' } : null;
}
