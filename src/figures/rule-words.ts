/** The rule of an indicator in words, made from its definition, so that words and computation cannot part: on screens and on paper. Pure. */
import { numberText, percentText, type WrittenLanguage } from '../platform/number-text.ts';
import { bandWords, codeWithin, codeWord, missingText } from '../web/codes/code-words.ts';
import { placeText, sectorText } from './group-words.ts';
import { isOfAmounts, leastOf, type Aggregate, type FigureFilter, type Indicator, type Scale } from './indicator.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

const ATTENDANCE = 'events.attendance';
const FOLLOW_UP = 'events.follow-up';
/** What a follow-up amounts to of somebody who applies a part. */
const APPLIED_IN_PART = 50;

/** The words of one language. */
interface Words {
  readonly language: WrittenLanguage;
  readonly t: (typeof es)['rule'];
}

/** What the sentence cannot know by itself. */
export interface RuleGround {
  /** The shares, percent, that the programme's processes ask for; empty where they are not known. */
  readonly thresholds: readonly number[];
  /** Indicators that a definition may name, by their ids, as `2.2.1 Personas capacitadas`. */
  readonly named?: ReadonlyMap<string, string>;
}

/** The rule in one sentence. */
export function ruleSentence(indicator: Indicator, ground: RuleGround, language: WrittenLanguage): string {
  const words = { language, t: (language === 'es' ? es : en).rule };
  const { t } = words;
  const { aggregate, filter } = indicator;
  if (aggregate.kind === 'ratio' || aggregate.kind === 'change') return `${composedWords(aggregate, ground.named ?? new Map(), words)}.`;
  const phrase = aggregate.kind === 'observed' ? [observedWords(aggregate.scale, words)] : nounPhrase(indicator, ground.thresholds, words);
  const whole = [...phrase, ...filterWords(filter, words)].join(' ');
  if (aggregate.kind !== 'share') return `${whole}.`;
  const part = [partWords(aggregate.numerator, words), reachingWords(indicator, words)].filter((said) => said !== '').join(', ');
  const sentence = t.share(part, lowerFirst(whole));
  return aggregate.denominator === 'known' ? `${sentence}, ${t.shareKnown}.` : `${sentence}.`;
}

function composedWords(
  aggregate: Extract<Aggregate, { kind: 'ratio' | 'change' }>,
  named: ReadonlyMap<string, string>,
  { language, t }: Words,
): string {
  const name = (id: string): string => named.get(id) ?? t.chosenIndicator;
  if (aggregate.kind === 'change') return `${t.change(aggregate.as, name(aggregate.of))} ${t.against[aggregate.against]}`;
  const [above, below] = [name(aggregate.numerator), name(aggregate.denominator)];
  if (aggregate.times === 100) return t.percentOf(above, below);
  return t.ratio(above, below, aggregate.times === 1 ? null : numberText(aggregate.times, language));
}

function observedWords(scale: Scale, { language, t }: Words): string {
  switch (scale.kind) {
    case 'milestone':
      return t.milestone(scale.steps.map((step) => step[language]).join(' → '));
    case 'yes-no':
      return t.yesNo;
    case 'rating': {
      const [lowest, highest] = [scale.levels[0], scale.levels.at(-1)];
      const levels = lowest === undefined || highest === undefined ? '' : t.levels(lowest[language], highest[language]);
      return `${t.rating[scale.take]}, ${levels}`;
    }
    case 'number':
      return t.observed[scale.take];
  }
}

function nounPhrase(indicator: Indicator, thresholds: readonly number[], words: Words): string[] {
  const { t } = words;
  const measured = (measure: string): string => measureWord(measure, words);
  const { aggregate, cases } = indicator;
  if (isOfAmounts(aggregate)) return [t[aggregate.kind](amountWords(indicator, thresholds, words))];
  if (aggregate.kind === 'count') {
    if (cases.rule === 'paired') return [t.pairs(measured(cases.before), measured(cases.after))];
    return cases.rule === 'attainment' ? [
      t.cases,
      t.attainedCases(thresholdWords(cases.percent, thresholds, words)),
    ] : [indicator.measure === ATTENDANCE ? t.records : t.recordsOf(measured(indicator.measure))];
  }
  if (aggregate.kind !== 'distinct' && aggregate.kind !== 'share') return [];
  const nouns = { person: t.people, organisation: t.organisations, activity: t.activities };
  const noun = nouns[aggregate.of];
  if (cases.rule === 'each-fact') return [noun, indicator.measure === ATTENDANCE ? t.attended : t.recorded(measured(indicator.measure))];
  if (cases.rule === 'paired') return [noun, t.paired(measured(cases.before), measured(cases.after))];
  const threshold = thresholdWords(cases.percent, thresholds, words);
  return [noun, aggregate.of === 'person' ? t.attained(threshold) : t.attainedByThing(threshold)];
}

/** What a case has to amount to so that its person stands in the numerator of a share. */
function reachingWords({ aggregate, measure }: Indicator, words: Words): string {
  const { language, t } = words;
  const least = leastOf(aggregate);
  if (least === null) return '';
  if (measure !== FOLLOW_UP) return t.reaching(percentText(least, language, 0), measureWord(measure, words));
  return least > APPLIED_IN_PART ? t.applying : t.applyingInPart;
}

/** What is summed or averaged. */
function amountWords({ cases, measure }: Indicator, thresholds: readonly number[], words: Words): string {
  const { t } = words;
  if (cases.rule === 'paired') return t.gains(measureWord(cases.before, words), measureWord(cases.after, words));
  if (cases.rule === 'attainment') return t.attainedMinutes(thresholdWords(cases.percent, thresholds, words));
  const known: Readonly<Record<string, string>> = t.quantities;
  return known[measure] ?? t.quantityOther(measureWord(measure, words));
}

function measureWord(measure: string, { language }: Words): string {
  return codeWithin('measures', measure, language);
}

function thresholdWords(percent: number | null, thresholds: readonly number[], { language, t }: Words): string {
  const known = percent === null ? thresholds : [percent];
  if (known.length === 0) return t.thresholdOfEach;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const written = percentText(least, language, 0);
  return least === most ? written : t.thresholdBetween(written, percentText(most, language, 0));
}

function filterWords(filter: FigureFilter, words: Words): string[] {
  const { language, t } = words;
  const said: string[] = [];
  const within = (family: 'organisationKinds' | 'sexes' | 'youthGroups', codes: readonly string[]): string => listed(codes.map((code) => codeWithin(family, code, language)), t);
  if (filter.organisationKind !== undefined) said.push(t.representing(within('organisationKinds', filter.organisationKind)));
  if (filter.sex !== undefined) said.push(t.ofSex(within('sexes', filter.sex)));
  if (filter.department !== undefined) said.push(t.inDepartments(listed(filter.department.map((code) => codeWord('departments', code, language)), t)));
  if (filter.municipality !== undefined) said.push(t.inMunicipalities(listed(filter.municipality.map((code) => placeText(code, language)), t)));
  if (filter.sector !== undefined) said.push(t.ofSectors(listed(filter.sector.map((code) => lowerFirst(sectorText(code, language))), t)));
  if (filter.partner !== undefined) said.push(t.onlyPartners);
  if (filter.youth !== undefined) said.push(t.ofYouth(within('youthGroups', filter.youth)));
  if (filter.ageBand !== undefined) said.push(t.ofAge(listed(filter.ageBand.map((code) => ageWord(code, words)), t)));
  if (filter.process !== undefined) said.push(t.onlyProcesses);
  if (filter.organisation !== undefined) said.push(t.onlyOrganisations);
  return said;
}

/** What the numerator of a share takes in. */
function partWords(filter: FigureFilter, words: Words): string {
  const { language } = words;
  const said = [
    ...(filter.sex ?? []).map((code) => codeWord('sexesPlural', code, language)),
    ...(filter.organisationKind ?? []).map((code) => codeWord('organisationKinds', code, language)),
    ...(filter.department ?? []).map((code) => codeWord('departments', code, language)),
    ...(filter.municipality ?? []).map((code) => placeText(code, language)),
    ...(filter.sector ?? []).map((code) => sectorText(code, language)),
    ...(filter.youth ?? []).map((code) => codeWord('youthGroups', code, language)),
    ...(filter.ageBand ?? []).map((code) => ageWord(code, words)),
  ];
  return said.join(', ').toLowerCase();
}

function ageWord(code: string, { language }: Words): string {
  return code === 'unknown' ? missingText(language) : bandWords(code, language);
}

/** "a, b o c". */
function listed(words: readonly string[], t: Words['t']): string {
  return [words.slice(0, -1).join(', '), words.at(-1) ?? ''].filter((part) => part !== '').join(t.or);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
