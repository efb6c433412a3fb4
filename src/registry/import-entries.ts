/** The entries that planned rows become: people with merges and roles, organisations with what is said of them. Pure. */
import { ORGANISATION_DETAILS } from './entries.ts';
import type { PlannedOrganisation } from './import-organisation-plan.ts';
import type { PersonValues } from './import-person-changes.ts';
import type { PlannedPerson } from './import-person-plan.ts';
import type { MatchedOrganisation } from './organisation-matcher.ts';

/** An entry to be: the server adds salts, the batch and the door. */
export interface PlannedEntry {
  readonly id: string;
  readonly kind: string;
  readonly schemaVersion: number;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly private: Readonly<Record<string, unknown>>;
}

/** What ids are made by while entries are written. */
type NewId = () => string;

export function personEntries({ write }: PlannedPerson, newId: NewId): PlannedEntry[] {
  if (write === null) return [];
  const entries: PlannedEntry[] = [];
  if (write.organisation !== null) entries.push(organisationNamed(write.organisation));
  if (write.recordId !== null) entries.push(personRegistered(write.recordId, write.values));
  if (write.recordId !== null && write.merge !== null) {
    const { into, score, explanation, chosen, decidedBy } = write.merge;
    const personIds = [into, write.recordId];
    entries.push(entry(newId(), 'registry.people-merged', { personIds, score, explanation, chosen, decidedBy }));
  }
  for (const other of write.distinguishedFrom) {
    entries.push(entry(newId(), 'registry.people-distinguished', { personIds: [write.recordId, other] }));
  }
  if (write.role !== null) {
    const { personId, organisationId, position } = write.role;
    const values = position === null ? {} : { position };
    entries.push(entry(newId(), 'registry.role-recorded', { personId, organisationId, from: null, to: null }, values));
  }
  return entries;
}

export function organisationEntries({ write }: PlannedOrganisation, newId: NewId): PlannedEntry[] {
  if (write === null) return [];
  const { organisationId, registered, described, contact, size } = write;
  const values = contact === null ? {} : { contact };
  const entries: PlannedEntry[] = [];
  if (registered !== null) entries.push(entry(organisationId, 'registry.organisation-registered', registered, values, 2));
  if (described !== null) {
    const details = Object.fromEntries(ORGANISATION_DETAILS.map((detail) => [detail, described[detail] ?? null]));
    entries.push(entry(newId(), 'registry.organisation-described', { organisationId, ...details }, values));
  }
  if (size !== null) entries.push(entry(newId(), 'registry.organisation-sized', { organisationId, ...size, basis: 'records' }));
  return entries;
}

function entry(
  id: string,
  kind: string,
  payload: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>> = {},
  schemaVersion = 1,
): PlannedEntry {
  return { id, kind, schemaVersion, payload, private: values };
}

function personRegistered(id: string, values: PersonValues): PlannedEntry {
  const { sex, birthYear, ageBand, department, municipality, indigenous, disability, languages } = values;
  const { name, birthDate, document, phones, email } = values;
  return entry(
    id,
    'registry.person-registered',
    { sex, birthYear, ageBand, department, municipality, indigenous, disability, languages },
    {
      name,
      ...(birthDate === null ? {} : { birthDate }),
      ...(document === null ? {} : { document }),
      ...(phones.length === 0 && email === null ? {} : { contact: { phones, email } }),
    },
    2,
  );
}

/** An organisation of which a list of people only says the name. */
function organisationNamed({ id, name, organisationKind }: MatchedOrganisation): PlannedEntry {
  const nothing = Object.fromEntries(ORGANISATION_DETAILS.map((detail) => [detail, null]));
  return entry(id, 'registry.organisation-registered', { ...nothing, name, organisationKind }, {}, 2);
}
