/** The rule of an indicator in words, made from its definition, so that words and computation cannot part. */
import { ageBandWord, missingWord, wordOf, wordWithin } from '../../web/codes/codes.ts';
import { formatPercent } from '../../web/format.ts';
import type { FigureFilter, Indicator } from '../indicator.ts';
import type { es } from '../texts.es.ts';

type RuleTexts = (typeof es)['rule'];

/** `thresholds`: the shares, percent, that the programme's processes ask for; empty where they are not known. */
export function ruleSentence(indicator: Indicator, thresholds: readonly number[], t: RuleTexts): string {
  const { aggregate, filter } = indicator;
  const whole = [...nounPhrase(indicator, thresholds, t), ...filterWords(filter, t)].join(' ');
  if (aggregate.kind !== 'share') return `${whole}.`;
  const part = partWords(aggregate.numerator);
  const sentence = t.share(part, lowerFirst(whole));
  return aggregate.denominator === 'known' ? `${sentence}, ${t.shareKnown}.` : `${sentence}.`;
}

function nounPhrase(indicator: Indicator, thresholds: readonly number[], t: RuleTexts): string[] {
  const { aggregate, cases } = indicator;
  if (aggregate.kind === 'count') {
    return cases.rule === 'attainment' ? [
      t.cases,
      t.attainedCases(thresholdWords(cases.percent, thresholds, t)),
    ] : [t.records];
  }
  const nouns = { person: t.people, organisation: t.organisations, activity: t.activities };
  const noun = nouns[aggregate.of];
  if (cases.rule === 'each-fact') return [noun, t.attended];
  const words = thresholdWords(cases.percent, thresholds, t);
  return [noun, aggregate.of === 'person' ? t.attained(words) : t.attainedByThing(words)];
}

function thresholdWords(percent: number | null, thresholds: readonly number[], t: RuleTexts): string {
  const known = percent === null ? thresholds : [percent];
  if (known.length === 0) return t.thresholdOfEach;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const written = formatPercent(least, 0);
  return least === most ? written : t.thresholdBetween(written, formatPercent(most, 0));
}

function filterWords(filter: FigureFilter, t: RuleTexts): string[] {
  const said: string[] = [];
  const kinds = filter.organisationKind?.map((code) => wordWithin('organisationKinds', code));
  const sexes = filter.sex?.map((code) => wordWithin('sexes', code));
  const departments = filter.department?.map((code) => wordOf('departments', code));
  if (kinds !== undefined) said.push(t.representing(listed(kinds, t)));
  if (sexes !== undefined) said.push(t.ofSex(listed(sexes, t)));
  if (departments !== undefined) said.push(t.inDepartments(listed(departments, t)));
  if (filter.youth !== undefined) said.push(t.ofYouth(listed(filter.youth.map((code) => wordWithin('youthGroups', code)), t)));
  if (filter.ageBand !== undefined) said.push(t.ofAge(listed(filter.ageBand.map(ageWord), t)));
  if (filter.process !== undefined) said.push(t.onlyProcesses);
  if (filter.organisation !== undefined) said.push(t.onlyOrganisations);
  return said;
}

/** What the numerator of a share takes in. */
function partWords(filter: FigureFilter): string {
  const words = [
    ...(filter.sex ?? []).map((code) => wordOf('sexesPlural', code)),
    ...(filter.organisationKind ?? []).map((code) => wordOf('organisationKinds', code)),
    ...(filter.department ?? []).map((code) => wordOf('departments', code)),
    ...(filter.youth ?? []).map((code) => wordOf('youthGroups', code)),
    ...(filter.ageBand ?? []).map(ageWord),
  ];
  return words.join(', ').toLowerCase();
}

function ageWord(code: string): string {
  return code === 'unknown' ? missingWord() : ageBandWord(code);
}

/** "a, b o c". */
function listed(words: readonly string[], t: RuleTexts): string {
  return [words.slice(0, -1).join(', '), words.at(-1) ?? ''].filter((part) => part !== '').join(t.or);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
