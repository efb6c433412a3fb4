/** People and organisations as this phone has them: looked for, and compared with somebody who is being registered. */
import { SEXES } from '../entries.ts';
import { findCandidates, listOrganisations, listPeople, readOrganisation, readPerson } from '../contract.ts';
import type { MatchRecord } from '../matching.ts';
import { normaliseName } from '../name-form.ts';
import { sortKey } from '../sort-key.ts';
import { valueThatStands } from '../value-that-stands.ts';
import { bodiesOf, isUnsent, localAnswer, markedOf, type LocalAnswer, type Rows } from '../../web/offline/local-answers.ts';
import type { AnswerOf } from '../../web/api.ts';
import type { ProcessRow, SessionRow, StayRow } from '../../capabilities/events/views/rows-here.ts';
import { peopleInOrder } from './people-here.ts';
import type { OrganisationLine, OrganisationRow, PersonLine, PersonRow } from './rows-here.ts';

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
  const wanted = wordsOf(query.q).map((word) => ` ${word}`);
  const limit = Number(query.limit ?? 50);
  const found = peopleInOrder(await rows.all('person')).filter(
    ({ line, text }) =>
      wanted.every((word) => text.includes(word)) &&
      (query.sex === undefined || line.sex === query.sex) &&
      (query.department === undefined || line.department === query.department) &&
      (query.municipality === undefined || line.municipality === query.municipality),
  );
  // Without a connection there is no next page: the first is long.
  const first = found.slice(0, Math.max(limit, query.q === undefined ? 200 : limit));
  return { items: markedOf<PersonLine>(first.map(({ row }) => row)), total: found.length, totalIsMore: false, next: null };
});

const organisations = localAnswer(listOrganisations, async (rows, { query = {} }) => {
  const wanted = wordsOf(query.q);
  const found = markedOf<OrganisationRow>(await rows.all('organisation')).filter(
    (one) =>
      matches(wanted, one.name, one.acronym) &&
      (query.kind === undefined || one.organisationKind === query.kind) &&
      (query.department === undefined || one.department === query.department) &&
      (query.sector === undefined || one.sector?.startsWith(query.sector) === true) &&
      (query.sizeClass === undefined || query.sizeClass === 'unknown'),
  );
  const people = new Map<string, number>();
  for (const { organisationId } of bodiesOf<PersonLine>(await rows.all('person'))) if (organisationId !== null) people.set(organisationId, (people.get(organisationId) ?? 0) + 1);
  const items = found.toSorted((a, b) => a.name.localeCompare(b.name, 'es')).slice(0, Math.max(Number(query.limit ?? 50), query.q === undefined ? 200 : 50)).map((row) => ({ ...lineOf(row), peopleCount: people.get(row.id) ?? 0 }));
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
  // Whoever the server refused is the one who is being typed anew.
  const known = (await rows.all('person')).filter(({ state }) => state !== 'refused');
  const scored = bodiesOf<PersonLine>(known).flatMap((person) => {
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

/** One person as the lists know them, with their attendance; roles, consents and history are not on the phone. */
async function personHere(rows: Rows, id: string): Promise<AnswerOf<typeof readPerson> | undefined> {
  const [person] = markedOf<PersonRow>([await rows.one('person', id)]);
  // Rows of an earlier version of the application say nothing of what a correction starts from.
  if (person?.records === undefined) return undefined;
  const { records } = person;
  return {
    ...person,
    partial: true,
    records: [...records],
    indigenous: person.indigenous ?? valueThatStands(records, null, (record) => record.indigenous),
    disability: person.disability ?? valueThatStands(records, null, (record) => record.disability),
    languages: [...(person.languages ?? valueThatStands(records, null, ({ languages }) => (languages.length === 0 ? null : languages)) ?? [])],
    merges: [],
    roles: [],
    consents: [],
    attendance: await attendanceHere(rows, id),
    withdrawn: false,
  };
}

async function attendanceHere(rows: Rows, personId: string): Promise<AnswerOf<typeof readPerson>['attendance']> {
  const stays = bodiesOf<StayRow>(await rows.all('stay')).filter((stay) => stay.personId === personId);
  const sessions = bodiesOf<SessionRow>(await rows.all('session'));
  const names = new Map(bodiesOf<OrganisationRow>(await rows.all('organisation')).map(({ id, name }) => [id, name]));
  return bodiesOf<ProcessRow>(await rows.all('process')).flatMap((process) => {
    const own = stays.filter(({ processId }) => processId === process.id);
    const held = sessions.filter(({ processId }) => processId === process.id);
    const days = held.map(({ heldOn }) => heldOn).toSorted();
    const [firstOn, lastOn] = [days[0], days.at(-1)];
    if (own.length === 0 || firstOn === undefined || lastOn === undefined) return [];
    const minutesHeld = held.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
    const minutes = held.reduce((sum, { id, durationMinutes }) => sum + Math.min(durationMinutes, own.filter(({ sessionId }) => sessionId === id).reduce((all, stay) => all + stay.minutes, 0)), 0);
    const organisationIds = [...new Set(own.flatMap(({ organisationId }) => (organisationId === null ? [] : [organisationId])))];
    return [{
      processId: process.id,
      processTitle: process.title,
      firstOn,
      lastOn,
      sessionsAttended: new Set(own.map(({ sessionId }) => sessionId)).size,
      sessionsHeld: held.length,
      percent: minutesHeld === 0 ? 0 : Math.floor((minutes * 100) / minutesHeld),
      thresholdPercent: process.thresholdPercent,
      organisations: organisationIds.flatMap((id) => names.get(id) ?? []),
    }];
  });
}

const person = localAnswer(readPerson, async (rows, { params }) => personHere(rows, params.id));

/** Before the server, which does not have them as they are here. */
const personUnsent = localAnswer(readPerson, async (rows, { params }) => (isUnsent(await rows.one('person', params.id)) ? personHere(rows, params.id) : undefined), { first: true });

/** One organisation with those who stood for it the last time they came; sizes, contacts and history are not on the phone. */
async function organisationHere(rows: Rows, id: string): Promise<AnswerOf<typeof readOrganisation> | undefined> {
  const [row] = markedOf<OrganisationRow>([await rows.one('organisation', id)]);
  if (row === undefined) return undefined;
  const line = lineOf(row);
  const people = bodiesOf<PersonLine>(await rows.all('person')).filter(({ organisationId }) => organisationId === id);
  const nothing = { position: null, from: null, to: null, role: false };
  return {
    ...line,
    partial: true,
    peopleCount: people.length,
    record: line,
    records: [{ id, name: row.name }],
    merges: [],
    withdrawn: false,
    isWithinReach: true,
    hasContact: false,
    othersHaveContact: false,
    sizes: [],
    people: people
      .toSorted((a, b) => (sortKey(a.surnames, a.givenNames) < sortKey(b.surnames, b.givenNames) ? -1 : 1))
      .map((one) => ({ id: one.id, givenNames: one.givenNames, surnames: one.surnames, ...nothing, phoneMasked: one.phoneMasked })),
    processes: await processesHere(rows, id),
  };
}

async function processesHere(rows: Rows, organisationId: string): Promise<AnswerOf<typeof readOrganisation>['processes']> {
  const stays = bodiesOf<StayRow>(await rows.all('stay')).filter((stay) => stay.organisationId === organisationId);
  const sessions = bodiesOf<SessionRow>(await rows.all('session'));
  return bodiesOf<ProcessRow>(await rows.all('process')).flatMap(({ id, title }) => {
    const own = stays.filter(({ processId }) => processId === id);
    const came = new Set(own.map(({ sessionId }) => sessionId));
    const days = sessions.filter((session) => came.has(session.id)).map(({ heldOn }) => heldOn).toSorted();
    const [firstOn, lastOn] = [days[0], days.at(-1)];
    if (firstOn === undefined || lastOn === undefined) return [];
    return [{ id, title, firstOn, lastOn, people: new Set(own.map(({ personId }) => personId)).size }];
  });
}

const organisation = localAnswer(readOrganisation, async (rows, { params }) => organisationHere(rows, params.id));

/** Before the server, which does not have it yet. */
const organisationUnsent = localAnswer(readOrganisation, async (rows, { params }) => (isUnsent(await rows.one('organisation', params.id)) ? organisationHere(rows, params.id) : undefined), { first: true });

export const localAnswers: readonly LocalAnswer[] = [people, organisations, candidates, personUnsent, person, organisationUnsent, organisation];
