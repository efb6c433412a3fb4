/** What an indicator counts, in plain words, made from its definition so that words and computation cannot part. */
import { leastOf, type FigureFilter, type Indicator } from '../../../../figures/indicator.ts';
import { en } from '../../../../figures/texts.en.ts';
import { es } from '../../../../figures/texts.es.ts';
import type { Writing } from './written.ts';

type Rule = (typeof es)['rule'];

const ATTENDANCE = 'events.attendance';

/** null for a rule that has no words here: its source then says what it is. */
export function definitionWords({ aggregate, cases, filter, measure }: Indicator, writing: Writing): string | null {
  if ((cases.rule === 'each-fact' && measure !== ATTENDANCE) || leastOf(aggregate) !== null) return null;
  if (filter.municipality !== undefined || filter.sector !== undefined || filter.partner !== undefined) return null;
  const t = writing.language === 'es' ? es.rule : en.rule;
  const noun = nounOf(aggregate, cases, writing, t);
  if (noun === null) return null;
  const whole = [noun, ...filterWords(filter, writing, t)].join(' ');
  if (aggregate.kind !== 'share') return `${whole}.`;
  const sentence = t.share(partWords(aggregate.numerator, writing), lowerFirst(whole));
  return aggregate.denominator === 'known' ? `${sentence}, ${t.shareKnown}.` : `${sentence}.`;
}

function nounOf(aggregate: Indicator['aggregate'], cases: Indicator['cases'], writing: Writing, t: Rule): string | null {
  if (cases.rule !== 'each-fact' && cases.rule !== 'attainment') return null;
  const threshold = cases.rule === 'attainment' ? (cases.percent === null ? t.thresholdOfEach : writing.percent(cases.percent, 0)) : null;
  if (aggregate.kind === 'count') return threshold === null ? t.records : `${t.cases} ${t.attainedCases(threshold)}`;
  if (aggregate.kind !== 'distinct' && aggregate.kind !== 'share') return null;
  const noun = { person: t.people, organisation: t.organisations, activity: t.activities }[aggregate.of];
  if (threshold === null) return `${noun} ${t.attended}`;
  return `${noun} ${aggregate.of === 'person' ? t.attained(threshold) : t.attainedByThing(threshold)}`;
}

function filterWords(filter: FigureFilter, writing: Writing, t: Rule): string[] {
  const said: string[] = [];
  const listed = (words: readonly string[]): string => [words.slice(0, -1).join(', '), words.at(-1) ?? ''].filter((part) => part !== '').join(t.or);
  if (filter.organisationKind !== undefined) said.push(t.representing(listed(filter.organisationKind.map((code) => lowerFirst(writing.code('organisationKinds', code))))));
  if (filter.sex !== undefined) said.push(t.ofSex(listed(filter.sex.map((code) => lowerFirst(writing.code('sexes', code))))));
  if (filter.department !== undefined) said.push(t.inDepartments(listed(filter.department.map((code) => writing.code('departments', code)))));
  if (filter.youth !== undefined) said.push(t.ofYouth(listed(filter.youth.map((code) => lowerFirst(writing.code('youthGroups', code))))));
  if (filter.ageBand !== undefined) said.push(t.ofAge(listed(filter.ageBand.map((band) => writing.cell('age-band', band, band)))));
  if (filter.process !== undefined) said.push(t.onlyProcesses);
  if (filter.organisation !== undefined) said.push(t.onlyOrganisations);
  return said;
}

/** What the numerator of a share takes in. */
function partWords(filter: FigureFilter, writing: Writing): string {
  const words = [
    ...(filter.sex ?? []).map((code) => writing.code('sexesPlural', code)),
    ...(filter.organisationKind ?? []).map((code) => writing.code('organisationKinds', code)),
    ...(filter.department ?? []).map((code) => writing.code('departments', code)),
    ...(filter.youth ?? []).map((code) => writing.code('youthGroups', code)),
    ...(filter.ageBand ?? []).map((band) => writing.cell('age-band', band, band)),
  ];
  return words.join(', ').toLowerCase();
}

/** The first letter small, but for words that are capitals throughout. */
function lowerFirst(text: string): string {
  return text === text.toUpperCase() ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
