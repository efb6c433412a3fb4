/** Pages of people and organisations, as lists and files show them. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { grouped } from '../platform/grouped.ts';
import type { organisationFilter, organisationLine, peopleFilter, personLine } from './contract.ts';
import { ageGroupsSet, CONSENT_PURPOSES } from './entries.ts';
import { bornWithin, type PeopleFilter } from './list-filter.ts';
import { findPeoplePage } from './list-queries.ts';
import { searchedBy } from './list-search.ts';
import {
  countPeopleOf,
  findAgeGroups,
  findAllSizes,
  findSizeRules,
  findSizes,
  type OrganisationRow,
  type SizeOfRow,
} from './organisation-queries.ts';
import { findOrganisationsPage, type OrganisationFilter } from './organisation-list-queries.ts';
import { organisationsSearchedBy } from './organisation-search.ts';
import { linesOf } from './people-lines.ts';
import { sizeClassOn, type SizeRule } from './rules.ts';

export type PeopleAsked = z.output<typeof peopleFilter> & { readonly q?: string | undefined };
export type OrganisationsAsked = z.output<typeof organisationFilter> & { readonly q?: string | undefined };

interface Page<T> {
  readonly items: T[];
  readonly total: number;
  readonly totalIsMore: boolean;
  /** What the last line of this page stands by; null where no page follows. */
  readonly next: string[] | null;
}

interface Stretch {
  /** What the last line of the page before stands by. */
  readonly after?: readonly string[] | null;
  readonly limit: number;
}

/** One page of people. `today`: the day by the programme's calendar, for ages. */
export async function peoplePage(
  client: PoolClient,
  programmeId: string,
  asked: PeopleAsked,
  stretch: Stretch,
  today: string,
): Promise<Page<z.input<typeof personLine>>> {
  const filter: PeopleFilter = {
    ...(await searchedBy(client, programmeId, asked.q)),
    sex: asked.sex ?? null,
    department: asked.department ?? null,
    municipality: asked.municipality ?? null,
    born: asked.ageBand === undefined ? null : bornWithin(asked.ageBand, await ageGroupsOf(client, programmeId), Number(today.slice(0, 4))),
    consent: asked.consent === undefined ? null : consentOf(asked.consent),
    role: asked.role ?? null,
  };
  const page = { sort: asked.sort, descending: asked.direction === 'down', after: stretch.after ?? null, limit: stretch.limit + 1 };
  const { lines, total } = await findPeoplePage(client, programmeId, filter, page);
  const shown = lines.slice(0, stretch.limit);
  return {
    items: await linesOf(client, programmeId, shown.map(({ id }) => id)),
    total: total?.count ?? 0,
    totalIsMore: total?.more ?? false,
    next: lines.length > stretch.limit ? (shown.at(-1)?.key ?? null) : null,
  };
}

/** One page of organisations. `today`: the day for which the size class is worked out. */
export async function organisationsPage(
  client: PoolClient,
  programmeId: string,
  asked: OrganisationsAsked,
  stretch: Stretch,
  today: string,
): Promise<Page<z.input<typeof organisationLine>>> {
  const { q, kind, department, municipality, sector, sizeClass, sort, direction } = asked;
  const rules = await findSizeRules(client, programmeId);
  const among = sizeClass === undefined ? undefined : await organisationsOfSize(client, programmeId, sizeClass, rules, today);
  const filter: OrganisationFilter = { ...(await organisationsSearchedBy(client, programmeId, q)), kind, department, municipality, sector, among };
  const page = { sort, descending: direction === 'down', after: stretch.after ?? null, limit: stretch.limit + 1 };
  const { rows, lines, total } = await findOrganisationsPage(client, programmeId, filter, page);
  const shown = rows.slice(0, stretch.limit);
  return {
    items: await organisationLines(client, programmeId, shown, rules, today),
    total: total?.count ?? 0,
    totalIsMore: total?.more ?? false,
    next: rows.length > stretch.limit ? (lines[stretch.limit - 1]?.key ?? null) : null,
  };
}

export async function organisationLines(
  client: PoolClient,
  programmeId: string,
  rows: readonly OrganisationRow[],
  rules: readonly SizeRule[],
  today: string,
): Promise<z.input<typeof organisationLine>[]> {
  const sizes = await findSizes(client, programmeId, rows.map(({ canonicalId }) => canonicalId));
  const people = await countPeopleOf(client, programmeId, rows.map(({ number }) => number));
  return rows.map(({ number, canonicalId, withdrawn: _withdrawn, contact: _contact, ...row }) => ({
    ...row,
    sizeClass: sizeClassOn(sizes.filter((size) => size.canonicalId === canonicalId), rules, today)?.sizeClass ?? null,
    peopleCount: people.get(number) ?? 0,
  }));
}

export async function ageGroupsOf(client: PoolClient, programmeId: string): Promise<z.output<typeof ageGroupsSet.payload> | null> {
  return ageGroupsSet.payload.nullable().parse(await findAgeGroups(client, programmeId));
}

/** Organisations of a size class today; `unknown` is all but those that have one. */
async function organisationsOfSize(
  client: PoolClient,
  programmeId: string,
  sizeClass: string,
  rules: readonly SizeRule[],
  today: string,
): Promise<{ ids: string[]; without: boolean }> {
  const byOrganisation = await sizesByOrganisation(client, programmeId);
  const classed = [...byOrganisation].map(([id, sizes]) => ({ id, sizeClass: sizeClassOn(sizes, rules, today)?.sizeClass ?? null }));
  const without = sizeClass === 'unknown';
  const found = classed.filter((it) => (without ? it.sizeClass !== null : it.sizeClass === sizeClass));
  return { ids: found.map(({ id }) => id), without };
}

/** Every size stated, by the canonical id of its organisation. */
export async function sizesByOrganisation(client: PoolClient, programmeId: string): Promise<Map<string, SizeOfRow[]>> {
  return grouped(await findAllSizes(client, programmeId), ({ canonicalId }) => canonicalId);
}

function consentOf(text: string): PeopleFilter['consent'] {
  const [purpose, answer] = text.split(':');
  const known = CONSENT_PURPOSES.find((one) => one === purpose);
  if (known === undefined) return null;
  return { purpose: known, given: answer === 'unasked' ? null : answer === 'yes' };
}
