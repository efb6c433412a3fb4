/** The rule of an indicator in words, made from its definition, so that words and computation cannot part. */
import { ageBandWord, missingWord, wordOf, wordWithin } from '../../web/codes/codes.ts';
import { formatNumber, formatPercent } from '../../web/format.ts';
import { inLanguage } from '../../web/words.ts';
import { isOfAmounts, leastOf, type Aggregate, type FigureFilter, type Indicator, type Scale } from '../indicator.ts';
import { placeWord, sectorWord } from './dimension-words.ts';
import type { es } from '../texts.es.ts';

type RuleTexts = (typeof es)['rule'];

const ATTENDANCE = 'events.attendance';
const FOLLOW_UP = 'events.follow-up';
/** What a follow-up amounts to of somebody who applies a part. */
const APPLIED_IN_PART = 50;

/** What the sentence cannot know by itself. */
export interface RuleGround {
  /** The shares, percent, that the programme's processes ask for; empty where they are not known. */
  readonly thresholds: readonly number[];
  /** Indicators that a definition may name, by their ids, as `2.2.1 Personas capacitadas`. */
  readonly named?: ReadonlyMap<string, string>;
}

/** The rule in one sentence. */
export function ruleSentence(indicator: Indicator, ground: RuleGround, t: RuleTexts): string {
  const { aggregate, filter } = indicator;
  if (aggregate.kind === 'ratio' || aggregate.kind === 'change') return `${composedWords(aggregate, ground.named ?? new Map(), t)}.`;
  const phrase = aggregate.kind === 'observed' ? [observedWords(aggregate.scale, t)] : nounPhrase(indicator, ground.thresholds, t);
  const whole = [...phrase, ...filterWords(filter, t)].join(' ');
  if (aggregate.kind !== 'share') return `${whole}.`;
  const part = [partWords(aggregate.numerator), reachingWords(indicator, t)].filter((words) => words !== '').join(', ');
  const sentence = t.share(part, lowerFirst(whole));
  return aggregate.denominator === 'known' ? `${sentence}, ${t.shareKnown}.` : `${sentence}.`;
}

function composedWords(
  aggregate: Extract<Aggregate, { kind: 'ratio' | 'change' }>,
  named: ReadonlyMap<string, string>,
  t: RuleTexts,
): string {
  const name = (id: string): string => named.get(id) ?? t.chosenIndicator;
  if (aggregate.kind === 'change') return `${t.change(aggregate.as, name(aggregate.of))} ${t.against[aggregate.against]}`;
  const [above, below] = [name(aggregate.numerator), name(aggregate.denominator)];
  if (aggregate.times === 100) return t.percentOf(above, below);
  return t.ratio(above, below, aggregate.times === 1 ? null : formatNumber(aggregate.times));
}

function observedWords(scale: Scale, t: RuleTexts): string {
  switch (scale.kind) {
    case 'milestone':
      return t.milestone(scale.steps.map(inLanguage).join(' → '));
    case 'yes-no':
      return t.yesNo;
    case 'rating': {
      const [lowest, highest] = [scale.levels[0], scale.levels.at(-1)];
      const levels = lowest === undefined || highest === undefined ? '' : t.levels(inLanguage(lowest), inLanguage(highest));
      return `${t.rating[scale.take]}, ${levels}`;
    }
    case 'number':
      return t.observed[scale.take];
  }
}

function nounPhrase(indicator: Indicator, thresholds: readonly number[], t: RuleTexts): string[] {
  const { aggregate, cases } = indicator;
  if (isOfAmounts(aggregate)) return [t[aggregate.kind](amountWords(indicator, thresholds, t))];
  if (aggregate.kind === 'count') {
    if (cases.rule === 'paired') return [t.pairs(measureWord(cases.before), measureWord(cases.after))];
    return cases.rule === 'attainment' ? [
      t.cases,
      t.attainedCases(thresholdWords(cases.percent, thresholds, t)),
    ] : [indicator.measure === ATTENDANCE ? t.records : t.recordsOf(measureWord(indicator.measure))];
  }
  if (aggregate.kind !== 'distinct' && aggregate.kind !== 'share') return [];
  const nouns = { person: t.people, organisation: t.organisations, activity: t.activities };
  const noun = nouns[aggregate.of];
  if (cases.rule === 'each-fact') return [noun, indicator.measure === ATTENDANCE ? t.attended : t.recorded(measureWord(indicator.measure))];
  if (cases.rule === 'paired') return [noun, t.paired(measureWord(cases.before), measureWord(cases.after))];
  const words = thresholdWords(cases.percent, thresholds, t);
  return [noun, aggregate.of === 'person' ? t.attained(words) : t.attainedByThing(words)];
}

/** What a case has to amount to so that its person stands in the numerator of a share. */
function reachingWords({ aggregate, measure }: Indicator, t: RuleTexts): string {
  const least = leastOf(aggregate);
  if (least === null) return '';
  if (measure !== FOLLOW_UP) return t.reaching(formatPercent(least, 0), measureWord(measure));
  return least > APPLIED_IN_PART ? t.applying : t.applyingInPart;
}

/** What is summed or averaged. */
function amountWords({ cases, measure }: Indicator, thresholds: readonly number[], t: RuleTexts): string {
  if (cases.rule === 'paired') return t.gains(measureWord(cases.before), measureWord(cases.after));
  if (cases.rule === 'attainment') return t.attainedMinutes(thresholdWords(cases.percent, thresholds, t));
  const known: Readonly<Record<string, string>> = t.quantities;
  return known[measure] ?? t.quantityOther(measureWord(measure));
}

function measureWord(measure: string): string {
  return wordWithin('measures', measure);
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
  if (filter.municipality !== undefined) said.push(t.inMunicipalities(listed(filter.municipality.map(placeWord), t)));
  if (filter.sector !== undefined) said.push(t.ofSectors(listed(filter.sector.map((code) => lowerFirst(sectorWord(code))), t)));
  if (filter.partner !== undefined) said.push(t.onlyPartners);
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
    ...(filter.municipality ?? []).map(placeWord),
    ...(filter.sector ?? []).map(sectorWord),
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
