/** How the programme is run, as a report prints it: its workplan, money, risks and lessons, every word and amount written out. */
import { en as moneyEn } from '../../budget/texts.en.ts';
import { es as moneyEs } from '../../budget/texts.es.ts';
import { writtenApart, writtenMoney } from '../../budget/written-money.ts';
import { en as risksEn } from '../../risks/texts.en.ts';
import { es as risksEs } from '../../risks/texts.es.ts';
import { plannedBetween, verdictWords } from '../../workplan/activity-words.ts';
import { en as planEn } from '../../workplan/texts.en.ts';
import { es as planEs } from '../../workplan/texts.es.ts';
import type { ReportContent } from '../content.ts';
import { en as reportEn } from '../texts.en.ts';
import { es as reportEs } from '../texts.es.ts';
import type { Writing } from './written.ts';

export type Activity = NonNullable<ReportContent['workplan']>[number];
export type Money = NonNullable<ReportContent['budget']>;
type Noted = NonNullable<ReportContent['risks']>;

/** A word with the colour it stands in. */
interface Mark {
  readonly code: 'met' | 'on-time' | 'late' | 'missing' | 'grave';
  readonly word: string;
}

/** The words of the rooms, in the language of the paper. */
export function roomWords({ language }: Writing) {
  return language === 'es'
    ? { plan: planEs, money: moneyEs, risks: risksEs, body: reportEs.body }
    : { plan: planEn, money: moneyEn, risks: risksEn, body: reportEn.body };
}

export function printedWorkplan(activities: readonly Activity[], writing: Writing) {
  const { plan, body } = roomWords(writing);
  return {
    title: body.workplan,
    heads: [body.code, body.activity, body.planned, body.standing, plan.percent],
    none: body.nothingPlanned,
    rows: activities.map((one) => ({
      code: one.code,
      title: writing.text({ es: one.title, en: one.titleEn }),
      responsible: one.responsible === null ? null : `${plan.responsible}: ${one.responsible}`,
      planned: plannedBetween(plan, one, (day) => writing.day(day)),
      moved: one.dueOn === one.endsOn ? null : plan.movedTo(writing.day(one.dueOn)),
      standing: standingOf(one, writing),
      percent: one.percent === null ? writing.words.none : writing.percent(one.percent, 0),
    })),
  };
}

/** Whether an activity is in time, in words. */
export function standingOf(one: Activity, writing: Writing): Mark {
  const word = verdictWords(roomWords(writing).plan, one);
  if (one.late) return { code: 'late', word };
  if (one.state === 'cancelled') return { code: 'missing', word };
  return { code: one.state === 'done' ? 'met' : 'on-time', word };
}

export function printedBudget({ rows, total, lines, funders, currency }: Money, writing: Writing) {
  const { money, body } = roomWords(writing);
  const all = rows.length === 0 ? [] : [
    ...rows.map((row) => ({ ...row, line: lineName(lines, row.under, writing), by: funderName(funders, row.funder), isTotal: false })),
    { ...total, line: body.total, by: '', isTotal: true },
  ];
  const amount = (value: string): string => writtenMoney(value, currency, writing.language);
  const sum = (of: Money['total']['agreed']) => ({ amount: amount(of.amount), apart: writtenApart(money, of, writing.language) });
  return {
    title: body.budget,
    heads: [body.line, body.funder, body.agreed, body.spent, body.remaining, money.percent],
    none: body.noBudget,
    note: all.some(({ agreed, spent }) => agreed.apart.length + spent.apart.length > 0) ? money.apartNote : null,
    rows: all.map(({ line, by, agreed, spent, remaining, percent, over, isTotal }) => ({
      line,
      funder: by,
      agreed: sum(agreed),
      spent: sum(spent),
      remaining: remaining === null ? writing.words.noData : amount(remaining),
      percent: percent === null ? writing.words.none : writing.percent(percent),
      over: over ? money.over : null,
      isTotal,
    })),
  };
}

/** What money is for, by its name; an activity that was withdrawn since keeps its place. */
export function lineName(lines: Money['lines'], under: string, writing: Writing): string {
  const line = lines.find(({ key }) => key === under);
  return line === undefined ? roomWords(writing).money.goneLine : `${line.code} ${writing.text(line.name)}`;
}

export function funderName(funders: Money['funders'], key: string): string {
  return funders.find((one) => one.key === key)?.name ?? key;
}

const GRAVITY = { low: 'missing', medium: 'late', high: 'grave' } as const;

export function printedRisks({ risks, lessons }: Noted, recordedAt: string, writing: Writing) {
  const { risks: t, body } = roomWords(writing);
  return {
    title: body.risks,
    asOf: body.risksAsOf(writing.dayOf(recordedAt)),
    risksTitle: t.risks,
    riskHeads: [t.risk, t.severity, t.response, t.state],
    noRisks: body.noRisks,
    risks: risks.map((one) => ({
      title: one.title,
      area: areaWords(one.area, writing),
      description: one.description,
      severity: { code: one.riskState === 'closed' ? 'met' : GRAVITY[one.severity], word: t.severities[one.severity] },
      chances: `${t.likelihood}: ${levelWord(t.levels, one.likelihood)} · ${t.impact}: ${levelWord(t.impacts, one.impact)}`,
      response: one.response,
      responsible: one.responsible === null ? null : `${t.responsible}: ${one.responsible}`,
      state: writing.code('riskStates', one.riskState),
      reviewed: `${t.reviewedOn} ${writing.day(one.on)}`,
    })),
    lessonsTitle: t.lessons,
    lessonHeads: [t.lesson, t.learned, t.recommendation],
    noLessons: body.noLessons,
    lessons: lessons.map((one) => ({
      title: one.title,
      area: areaWords(one.area, writing),
      happened: one.happened,
      learned: one.learned,
      recommendation: one.recommendation,
      origin: [writing.day(one.on), one.source].filter((part) => part !== null).join(' · '),
    })),
  };
}

/** `Área 2.2`, or that it is of the whole programme. */
export function areaWords(area: string | null, writing: Writing): string {
  const { risks: t } = roomWords(writing);
  return area === null ? t.wholeProgramme : `${t.area} ${area}`;
}

export function levelWord(levels: Readonly<Record<number, string>>, level: number): string {
  return levels[level] ?? String(level);
}
