/** Rows of people and organisations as matching reads them. */
import { SEXES, type Sex } from './entries.ts';
import type { MatchRecord } from './matching.ts';
import type { OrganisationRecord } from './organisation-matching.ts';

export interface MatchRow {
  readonly id: string;
  readonly givenNames: string;
  readonly surnames: string;
  readonly documentNumber: string | null;
  readonly documentComplement: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly sex: string | null;
  readonly birthYear: number | null;
  readonly municipality: string | null;
  readonly organisationIds: readonly string[];
  /** Sessions in which the record is marked present. */
  readonly sessionKeys: readonly string[];
}

export function matchRecordOf(row: MatchRow): MatchRecord {
  return {
    givenNames: row.givenNames,
    surnames: row.surnames,
    document: row.documentNumber === null ? null : { number: row.documentNumber, complement: row.documentComplement },
    phone: row.phone,
    email: row.email,
    sex: sexOf(row.sex),
    birthYear: row.birthYear,
    municipality: row.municipality,
    organisationKeys: row.organisationIds,
    sessionKeys: row.sessionKeys,
  };
}

/** What an organisation states. `phone`: one that was asked for alone. */
export function organisationRecordOf(stated: {
  readonly name: string;
  readonly acronym: string | null;
  readonly organisationKind: string;
  readonly municipality: string | null;
  readonly taxNumber: string | null;
  readonly phones?: readonly string[];
  readonly phone?: string | null;
  readonly email?: string | null;
}): OrganisationRecord {
  const { name, acronym, organisationKind, municipality, taxNumber, phones = [], phone = null, email = null } = stated;
  return { name, acronym, kind: organisationKind, municipality, taxNumber, phones: phone === null ? phones : [...phones, phone], email };
}

function sexOf(text: string | null): Sex | null {
  return SEXES.find((sex) => sex === text) ?? null;
}
