/** What participants thought of a process, as screens show it. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { satisfactionFormSet, satisfactionRecorded } from '../entries.ts';
import { processOf } from '../process-pages.ts';
import { findRecordsBeside, type RecordRow } from '../records/queries.ts';
import { findAttended } from '../attended.ts';
import type { readSatisfaction } from './contract.ts';
import { DEFAULT_FORM } from './default-form.ts';
import { FEW_FORMS_BELOW, satisfactionOf, withoutAnswers } from './satisfaction-results.ts';

type Page = z.input<typeof readSatisfaction.answer>;

/** `personal` false: comments are kept back, and so is what a few forms say. */
export async function satisfactionPage(client: PoolClient, programmeId: string, id: string, personal: boolean): Promise<Page> {
  const process = await processOf(client, programmeId, id);
  const kinds = [satisfactionFormSet.kind, satisfactionRecorded.kind];
  const rows = await findRecordsBeside(client, programmeId, [process.id], kinds);
  const form = formOf(rows.find(({ kind }) => kind === satisfactionFormSet.kind));
  const sheets = rows.filter(({ kind }) => kind === satisfactionRecorded.kind);
  const attended = (await findAttended(client, programmeId, process.number)).length;
  const answers = sheets.map(({ body }) => satisfactionRecorded.payload.parse(body).answers);
  const all = satisfactionOf(answers, form.questions.map(({ key }) => key), attended);
  const keptBack = !personal && all.forms > 0 && all.forms < FEW_FORMS_BELOW;
  const { questions, ...result } = keptBack ? withoutAnswers(all) : all;
  return {
    processId: process.id,
    lastOn: process.lastOn,
    form,
    attended,
    byLink: sheets.filter(({ body }) => satisfactionRecorded.payload.parse(body).openingId !== null).length,
    keptBack,
    ...result,
    questions: questions.map((question) => ({ ...question, distribution: [...question.distribution] })),
    comments: personal ? sheets.flatMap(commentOf) : [],
  };
}

/** What a process asks: as it was set, else the default form. */
export function formOf(row: RecordRow | undefined): Page['form'] {
  if (row === undefined) return { ...DEFAULT_FORM, set: null };
  const { questions, scale } = satisfactionFormSet.payload.parse(row.body);
  return { questions, scale, set: { id: row.id, leaves: row.leaves, conflictFields: row.conflictFields, setOn: row.occurredOn } };
}

const partsSchema = z.object({ comment: z.string().default('') });

/** What was written under an answered form. */
export function commentIn({ privateParts }: RecordRow): string {
  return partsSchema.parse(privateParts).comment;
}

function commentOf(row: RecordRow): Page['comments'] {
  const { id, leaves, conflictFields, occurredOn } = row;
  const text = commentIn(row);
  return text === '' ? [] : [{ id, leaves, conflictFields, answeredOn: occurredOn, text }];
}
