/** Things with two versions as this phone has them: private values and how something is known are not here. */
import { listConflicts, readConflict } from '../conflict-contract.ts';
import { normaliseName } from '../../registry/name-form.ts';
import type { AnswerOf } from '../../web/api.ts';
import { bodiesOf, bodyOf, localAnswer, type LocalAnswer } from '../../web/offline/local-answers.ts';
import { authorsOf } from './contradiction.ts';
import type { Conflict } from './decision.ts';

type Line = AnswerOf<typeof listConflicts>['items'][number];

/** As a list shows it. There is no page after the first here. */
function lineOf(one: Conflict): Line {
  const authors = authorsOf(one);
  const since = authors.map(({ recordedAt }) => recordedAt).toSorted().at(-1) ?? '';
  return { id: one.id, kind: one.kind, about: one.about, since, position: 0, by: [...new Set(authors.map(({ recordedBy }) => recordedBy))], fields: one.fields.map(({ field }) => field) };
}

const list = localAnswer(listConflicts, async (rows, { query = {} }) => {
  const wanted = normaliseName(query.q ?? '').split(' ').filter((word) => word !== '');
  const lines = bodiesOf<Conflict>(await rows.all('conflict')).map(lineOf);
  const items = lines
    .filter(({ about }) => wanted.every((word) => ` ${normaliseName(about.map(({ label }) => label).join(' '))}`.includes(` ${word}`)))
    .toSorted((a, b) => b.since.localeCompare(a.since));
  return { items, total: items.length, next: null };
});

const one = localAnswer(readConflict, async (rows, { params }) => {
  const body = bodyOf<Conflict>(await rows.one('conflict', params.id));
  return body === null ? undefined : { ...body, partial: true as const };
});

export const localAnswers: readonly LocalAnswer[] = [list, one];
