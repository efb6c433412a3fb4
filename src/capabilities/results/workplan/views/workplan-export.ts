/** The activities in view as a table to take along. */
import { wordOf } from '../../../../web/codes/codes.ts';
import { exportTable } from '../../../../web/export-table.ts';
import type { WorkplanTexts } from '../texts.es.ts';
import { verdictWords } from '../activity-words.ts';
import { titleOf, type Activity } from './workplan-words.ts';

/** Days as `2021-03-31`: spreadsheets read them as days in every language. */
export function saveWorkplan(t: WorkplanTexts, activities: readonly Activity[], nameOfArea: (code: string) => string): void {
  const head = [
    t.code, t.activity, t.area, t.startsOn, t.endsOn, t.dueOn, t.startedOn, t.finishedOn, t.responsible, t.partner, t.state, `${t.percent} %`, t.timing, t.days, t.source,
  ];
  const rows = activities.map((one) => [
    one.code,
    titleOf(one),
    nameOfArea(one.area),
    one.startsOn,
    one.endsOn,
    one.dueOn === one.endsOn ? null : one.dueOn,
    one.startedOn,
    one.finishedOn,
    one.responsible,
    one.partnerName,
    wordOf('activityStates', one.state),
    one.percent,
    verdictWords(t, one),
    one.days,
    one.source,
  ]);
  exportTable(t.title, head, rows);
}
