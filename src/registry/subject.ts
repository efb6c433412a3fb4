/**
 * What can be there twice: people and organisations. Both have records, keys, edges and a queue of the same shape; this says
 * under which names.
 */
import { organisationsDistinguished, organisationsMerged, peopleDistinguished, peopleMerged } from './entries.ts';

export interface Subject {
  readonly what: 'people' | 'organisations';
  /** Tables of records, keys, edges and suggested pairs, and the columns that name a record there. */
  readonly records: 'person' | 'organisation';
  readonly keys: 'person_key' | 'organisation_key';
  readonly keyOwner: 'person_id' | 'organisation_id';
  readonly edges: 'identity' | 'organisation_identity';
  readonly pairs: 'duplicate_pair' | 'organisation_pair';
  readonly a: 'person_a' | 'organisation_a';
  readonly b: 'person_b' | 'organisation_b';
  readonly mergedKind: string;
  readonly distinguishedKind: string;
  /** Fields of payloads that name a record, and the two of a merge. */
  readonly named: 'personId' | 'organisationId';
  readonly merged: 'personIds' | 'organisationIds';
}

export const PEOPLE: Subject = {
  what: 'people',
  records: 'person',
  keys: 'person_key',
  keyOwner: 'person_id',
  edges: 'identity',
  pairs: 'duplicate_pair',
  a: 'person_a',
  b: 'person_b',
  mergedKind: peopleMerged.kind,
  distinguishedKind: peopleDistinguished.kind,
  named: 'personId',
  merged: 'personIds',
};

export const ORGANISATIONS: Subject = {
  what: 'organisations',
  records: 'organisation',
  keys: 'organisation_key',
  keyOwner: 'organisation_id',
  edges: 'organisation_identity',
  pairs: 'organisation_pair',
  a: 'organisation_a',
  b: 'organisation_b',
  mergedKind: organisationsMerged.kind,
  distinguishedKind: organisationsDistinguished.kind,
  named: 'organisationId',
  merged: 'organisationIds',
};

export const SUBJECTS: readonly Subject[] = [PEOPLE, ORGANISATIONS];

export function subjectOf(what: Subject['what']): Subject {
  return what === 'people' ? PEOPLE : ORGANISATIONS;
}
