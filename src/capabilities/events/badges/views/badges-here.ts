/** Whose badge one is, as this phone has people. */
import { findBadge } from '../contract.ts';
import { badgeCodeOf, badgeTyped } from '../rules.ts';
import type { PersonRow } from '../../../../registry/views/rows-here.ts';
import { bodiesOf, localAnswer, type LocalAnswer, type Rows } from '../../../../web/offline/local-answers.ts';
import type { AnswerOf } from '../../../../web/api.ts';

export type Bearer = AnswerOf<typeof findBadge>['people'][number];

/** Somebody of the registry as a list of attendance names them. */
export function bearerOf({ id, givenNames, surnames, sex, organisationId, organisationName, organisationKind }: Omit<PersonRow, 'records'>): Bearer {
  return { personId: id, givenNames, surnames, sex, organisationId, organisationName, organisationKind };
}

/** Every record of a person has a badge. */
async function bearersHere(rows: Rows, code: string): Promise<Bearer[]> {
  const read = badgeTyped(code);
  if (read.kind !== 'badge') return [];
  // Rows of an earlier version of the application name no records.
  const people = bodiesOf<Omit<PersonRow, 'records'> & Partial<Pick<PersonRow, 'records'>>>(await rows.all('person'));
  return people.filter(({ id, records = [] }) => [id, ...records.map((one) => one.id)].some((own) => badgeCodeOf(own) === read.code)).map(bearerOf);
}

/** Before the server: most badges are of people who are here. */
const known = localAnswer(
  findBadge,
  async (rows, { params }) => {
    const people = await bearersHere(rows, params.code);
    return people.length === 0 ? undefined : { people };
  },
  { first: true },
);

/** Without the server nobody else can be known. */
const unknown = localAnswer(findBadge, async (rows, { params }) => ({ people: await bearersHere(rows, params.code) }));

export const badgeAnswers: readonly LocalAnswer[] = [known, unknown];
