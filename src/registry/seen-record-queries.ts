/**
 * What may be asked of people by a reader who is narrowed to a partner. The line of a person holds what all their records
 * say; of a person some of whose records belong to others, it would let such a reader find out, question by question,
 * what no page shows them. So whatever is asked must be said by a record that they see.
 */
import type { PoolClient } from 'pg';
import { IS_NARROWED, personSeen } from '../access/scope-queries.ts';
import type { LineRecord } from './line-queries.ts';
import { SHOWN } from './queries.ts';

/** A record of the person of a line `l`, under the alias `r`, of which a condition holds. `offset 0`: looked up line by line. */
const someRecord = (condition: string): string => `exists (select from person r
  where r.programme_id = l.programme_id and r.canonical_id = l.id and ${SHOWN('r')} and ${condition} offset 0)`;

/** Words of the names of a record `r`, nearly as search compares them: look-alike letters are not made out. */
const WORDS = `string_to_array(regexp_replace(regexp_replace(lower(normalize(concat_ws(' ', r.given_names, r.surnames, r.married), NFKD)),
  '[\\u0300-\\u036f]', '', 'g'), '[^[:alnum:]@.]+', ' ', 'g'), ' ')`;

/** What is asked of a line, as it is asked of one record. Each value is an expression; null: not asked. */
export interface AskedOfRecord {
  readonly words: readonly string[];
  readonly sex: string | null;
  readonly department: string | null;
  readonly municipality: string | null;
  readonly born: { readonly from: string; readonly to: string } | 'unknown' | null;
}

/** Conditions on a line `l`, for a reader who is narrowed. */
export function saidBySeen({ words, sex, department, municipality, born }: AskedOfRecord): string[] {
  const asked = [
    ...words.map((list) => `${WORDS} && ${list}`),
    ...(sex === null ? [] : [`coalesce(r.sex, 'unknown') = ${sex}`]),
    ...(department === null ? [] : [`coalesce(r.department, '') = ${department}`]),
    ...(municipality === null ? [] : [`coalesce(r.municipality, '') = ${municipality}`]),
    ...(born === null ? [] : [bornCondition(born)]),
  ];
  if (asked.length === 0) return [];
  const said = asked.map((condition) => someRecord(`${personSeen('r')} and ${condition}`)).join(' and ');
  return [`(l.record_count = 1 or not ${someRecord(`not ${personSeen('r')}`)} or (${said}))`];
}

function bornCondition(born: NonNullable<AskedOfRecord['born']>): string {
  if (born === 'unknown') return 'r.birth_year is null and r.band_from is null';
  const stated = 'extract(year from r.band_stated_on)';
  return `(r.birth_year between ${born.from} and ${born.to} or (r.birth_year is null and r.band_to is not null
    and ${stated} - r.band_to >= ${born.from} and ${stated} - r.band_from <= ${born.to}))`;
}

/** Of these people those of more than one record, each record that the reader sees; and who they are. Nobody for a reader who is not narrowed. */
export async function findSeenRecords(
  client: PoolClient,
  programmeId: string,
  ids: readonly string[],
): Promise<Pick<LineRecord, 'canonicalId' | 'documentNumber' | 'phones' | 'email'>[]> {
  const { rows } = await client.query<Pick<LineRecord, 'canonicalId' | 'documentNumber' | 'phones' | 'email'>>(
    `select l.id as "canonicalId", r.document_number as "documentNumber", r.phones, r.email
     from person_line l cross join lateral (select * from person p where p.programme_id = l.programme_id and p.canonical_id = l.id
       and ${SHOWN('p')} and ${personSeen('p')} offset 0) r
     where ${IS_NARROWED} and l.programme_id = $1 and l.id = any($2) and l.record_count > 1`,
    [programmeId, ids],
  );
  return rows;
}
