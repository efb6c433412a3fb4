/** A process's tests and what was learnt, as screens show it. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { ORGANISATION_KINDS, SEXES } from '../../../registry/entries.ts';
import { testResultRecorded } from '../entries.ts';
import { percentScored } from '../facts.ts';
import { peopleOfProcess } from '../process-people.ts';
import { processOf, type PeopleOf } from '../process-pages.ts';
import { findRecordsBeside, type RecordRow } from '../records/queries.ts';
import type { readTests } from './contract.ts';
import { gainsBy, groupsWithoutSmallMeans, learningGain, withoutSmallMeans, type GainOfGroup, type Tested } from './learning-gain.ts';

type Page = z.input<typeof readTests.answer>;
type Result = NonNullable<Page['people'][number]['pre']>;

/** `personal` false: nobody is named, and means of a few people are kept back. */
export async function testsPage(
  client: PoolClient,
  programmeId: string,
  id: string,
  peopleOf: PeopleOf,
  personal: boolean,
): Promise<Page> {
  const process = await processOf(client, programmeId, id);
  const rows = await findRecordsBeside(client, programmeId, [process.id], [testResultRecorded.kind]);
  const results = resultsByPerson(rows);
  const named = rows.flatMap(({ personId, organisationName, organisationKind, body }) =>
    personId === null ? [] : [{ personId, organisationName, organisationKind, organisationId: testResultRecorded.payload.parse(body).organisationId }],
  );
  const people = (await peopleOfProcess(client, programmeId, process, peopleOf, named)).map((person) => ({
    ...person,
    pre: results.get(`${person.personId} pre`) ?? null,
    post: results.get(`${person.personId} post`) ?? null,
  }));
  const tested: Tested[] = people.map(({ pre, post, ...person }) => ({ ...person, pre: pre?.percent ?? null, post: post?.percent ?? null }));
  const total = learningGain(tested);
  const shown = (groups: GainOfGroup[]): GainOfGroup[] => (personal ? groups : groupsWithoutSmallMeans(groups));
  return {
    processId: process.id,
    department: process.department,
    municipality: process.municipality,
    firstOn: process.firstOn,
    lastOn: process.lastOn,
    people: personal ? people : [],
    total: personal ? total : withoutSmallMeans(total),
    bySex: shown(gainsBy(tested, SEXES, ({ sex }) => sex)),
    byKind: shown(gainsBy(tested, ORGANISATION_KINDS, ({ organisationKind }) => organisationKind)),
  };
}

/** By `person moment`. People who turned out to be one may have two of a moment: the first to be noted stands. */
function resultsByPerson(rows: readonly RecordRow[]): Map<string, Result> {
  const results = new Map<string, Result>();
  for (const row of rows.toReversed()) {
    const { moment, score, maxScore, organisationId, department, municipality } = testResultRecorded.payload.parse(row.body);
    results.set(`${row.personId ?? ''} ${moment}`, {
      id: row.id,
      leaves: row.leaves,
      conflictFields: row.conflictFields,
      takenOn: row.occurredOn,
      organisationId,
      department,
      municipality,
      score,
      maxScore,
      percent: percentScored(score, maxScore),
    });
  }
  return results;
}
