/** Sheets of how the programme is run: workplan, money, risks and lessons, their numbers as numbers. */
import { signOf, writtenApart } from '../../budget/written-money.ts';
import type { SheetStream } from '../../../../platform/spreadsheet/stream-workbook.ts';
import type { CellValue } from '../../../../platform/spreadsheet/write-table.ts';
import type { ReportContent } from '../content.ts';
import { areaWords, funderName, levelWord, lineName, roomWords, standingOf, type Activity, type Money } from '../print/run-parts.ts';
import type { Writing } from '../print/written.ts';

type Sheet = Omit<SheetStream, 'rows'> & { readonly rows: readonly CellValue[][] };

/** What the report holds of them, in the order in which it prints them; of what there is nothing there is no sheet. */
export function runSheets({ workplan, budget, risks }: ReportContent, writing: Writing): Sheet[] {
  return [
    ...(workplan === null ? [] : [workplanSheet(workplan, writing)]),
    ...(budget === null ? [] : [budgetSheet(budget, writing)]),
    ...(risks === null || risks === undefined ? [] : [risksSheet(risks.risks, writing), lessonsSheet(risks.lessons, writing)]),
  ].filter(({ rows }) => rows.length > 0);
}

function workplanSheet(activities: readonly Activity[], writing: Writing): Sheet {
  const { plan, body } = roomWords(writing);
  return {
    name: body.workplan,
    head: [body.code, body.activity, plan.area, plan.startsOn, plan.endsOn, plan.dueOn, plan.finishedOn, plan.responsible, plan.state, body.standing, `${plan.percent} %`],
    widths: [10, 44, 10, 12, 12, 12, 12, 28, 16, 32, 12],
    rows: activities.map((one) => [
      one.code, writing.text({ es: one.title, en: one.titleEn }), one.area, one.startsOn, one.endsOn, one.dueOn === one.endsOn ? null : one.dueOn, one.finishedOn,
      one.responsible, writing.code('activityStates', one.state), standingOf(one, writing).word, one.percent,
    ]),
  };
}

function budgetSheet({ rows, total, lines, funders, currency }: Money, writing: Writing): Sheet {
  const { money, body } = roomWords(writing);
  const inCurrency = (word: string): string => (currency === null ? word : `${word} ${signOf(currency)}`);
  const amounts = ({ agreed, spent, remaining, percent }: Money['total']): CellValue[] => [
    Number(agreed.amount), Number(spent.amount), remaining === null ? null : Number(remaining), percent,
    [writtenApart(money, agreed, writing.language), writtenApart(money, spent, writing.language)].filter((words) => words !== '').join('; '),
  ];
  return {
    name: body.budget,
    head: [body.line, body.funder, inCurrency(body.agreed), inCurrency(body.spent), inCurrency(body.remaining), money.percent, money.apartNote],
    widths: [44, 24, 16, 16, 16, 12, 40],
    rows: [
      ...rows.map((row) => [lineName(lines, row.under, writing), funderName(funders, row.funder), ...amounts(row)]),
      ...(rows.length === 0 ? [] : [[body.total, null, ...amounts(total)]]),
    ],
  };
}

type Noted = NonNullable<ReportContent['risks']>;

function risksSheet(risks: Noted['risks'], writing: Writing): Sheet {
  const { risks: t } = roomWords(writing);
  return {
    name: t.risks,
    head: [t.risk, t.area, t.description, t.likelihood, t.impact, t.severity, t.response, t.responsible, t.state, t.reviewedOn],
    widths: [36, 18, 50, 14, 14, 14, 50, 24, 16, 14],
    rows: risks.map((one) => [
      one.title, areaWords(one.area, writing), one.description, levelWord(t.levels, one.likelihood), levelWord(t.impacts, one.impact), t.severities[one.severity], one.response,
      one.responsible, writing.code('riskStates', one.riskState), one.on,
    ]),
  };
}

function lessonsSheet(lessons: Noted['lessons'], writing: Writing): Sheet {
  const { risks: t } = roomWords(writing);
  return {
    name: t.lessons,
    head: [t.lesson, t.area, t.happened, t.learned, t.recommendation, t.source, t.learnedOn],
    widths: [36, 18, 50, 50, 50, 30, 14],
    rows: lessons.map((one) => [one.title, areaWords(one.area, writing), one.happened, one.learned, one.recommendation, one.source, one.on]),
  };
}
