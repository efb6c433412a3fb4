/** People and organisations as this phone has them: looked for, and compared with somebody who is being registered. */
import { SEXES } from '../entries.ts';
import { findCandidates, listOrganisations, listPeople } from '../contract.ts';
import type { MatchRecord } from '../matching.ts';
import { normaliseName } from '../name-form.ts';
import { sortKey } from '../sort-key.ts';
import { bodiesOf, localAnswer, type LocalAnswer } from '../../web/offline/local-answers.ts';
import type { AnswerOf } from '../../web/api.ts';

type PersonLine = AnswerOf<typeof listPeople>['items'][number];
type OrganisationLine = AnswerOf<typeof listOrganisations>['items'][number];

/** Rows as `registry/phone-rows.ts` makes them. */
export type OrganisationRow = Pick<OrganisationLine, 'id' | 'name' | 'acronym' | 'organisationKind' | 'department' | 'municipality' | 'sector'>;

const CANDIDATES_MAX = 5;

/** Everything that a search looks through, in one text. */
function matches(wanted: readonly string[], ...texts: readonly (string | null)[]): boolean {
  const all = ` ${normaliseName(texts.filter((text) => text !== null).join(' '))}`;
  return wanted.every((word) => all.includes(` ${word}`));
}

function wordsOf(q: string | undefined): string[] {
  return normaliseName(q ?? '').split(' ').filter((word) => word !== '');
}

const people = localAnswer(listPeople, async (rows, { query = {} }) => {
  const wanted = wordsOf(query.q);
  const limit = Number(query.limit ?? 50);
  const found = bodiesOf<PersonLine>(await rows.all('person')).filter(
    (one) =>
      matches(wanted, one.givenNames, one.surnames, one.organisationName, one.documentMasked) &&
      (query.sex === undefined || one.sex === query.sex) &&
      (query.department === undefined || one.department === query.department) &&
      (query.municipality === undefined || one.municipality === query.municipality),
  );
  const sorted = found.toSorted((a, b) => (sortKey(a.surnames, a.givenNames) < sortKey(b.surnames, b.givenNames) ? -1 : 1));
  // Without a connection there is no next page: the first is long.
  const items = sorted.slice(0, Math.max(limit, query.q === undefined ? 200 : limit));
  return { items, total: found.length, totalIsMore: false, next: null };
});

const organisations = localAnswer(listOrganisations, async (rows, { query = {} }) => {
  const wanted = wordsOf(query.q);
  const found = bodiesOf<OrganisationRow>(await rows.all('organisation')).filter(
    (one) => matches(wanted, one.name, one.acronym) && (query.kind === undefined || one.organisationKind === query.kind),
  );
  const items = found.toSorted((a, b) => a.name.localeCompare(b.name, 'es')).slice(0, Number(query.limit ?? 50)).map(lineOf);
  return { items, total: found.length, totalIsMore: false, next: null };
});

/** What the phone does not keep of an organisation is not known here. */
function lineOf(row: OrganisationRow): OrganisationLine {
  const unknown = { taxNumber: null, valueChain: null, formalStatus: null, membersWomen: null, membersMen: null, membersUnknown: null, exports: null, sizeClass: null };
  return { ...row, ...unknown, leafId: row.id, leaves: [row.id], occurredOn: '', conflictFields: [], peopleCount: 0 };
}

/** Whole numbers of documents and telephones are not on the phone: names, year, sex and place are compared. */
const candidates = localAnswer(findCandidates, async (rows, { body }) => {
  const { couldMatch, DOUBTFUL_SCORE_MIN, scoreAtEntry } = await import('../matching.ts');
  const asked = recordOf({ ...body, sex: body.sex ?? 'unknown' });
  const scored = bodiesOf<PersonLine>(await rows.all('person')).flatMap((person) => {
    const record = recordOf(person);
    if (!couldMatch(asked, record)) return [];
    const pair = scoreAtEntry(asked, record);
    return pair.score < DOUBTFUL_SCORE_MIN ? [] : [{ person, score: pair.score, explanation: pair.explanation }];
  });
  return { items: scored.toSorted((a, b) => b.score - a.score).slice(0, CANDIDATES_MAX) };
});

function recordOf(stated: { readonly givenNames: string; readonly surnames: string; readonly birthYear: number | null; readonly sex: string; readonly municipality: string | null }): MatchRecord {
  const { givenNames, surnames, birthYear, sex, municipality } = stated;
  return { givenNames, surnames, document: null, phone: null, email: null, birthYear, sex: SEXES.find((one) => one === sex) ?? null, municipality, organisationKeys: [] };
}

export const localAnswers: readonly LocalAnswer[] = [people, organisations, candidates];
