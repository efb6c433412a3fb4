/** How an activity stands, in words, on screens and on paper. Pure. */
import type { Planned, ActivityStanding } from './rules.ts';
import type { WorkplanTexts } from './texts.es.ts';

/** `Debió terminar hace 3 días`, `Terminó en plazo`. */
export function verdictWords(t: WorkplanTexts, { verdict, days, finishedOn }: Pick<ActivityStanding, 'verdict' | 'days' | 'finishedOn'>): string {
  if (verdict === 'cancelled') return t.verdicts.cancelled;
  if (verdict === 'on-time') return finishedOn === null ? t.verdicts['on-time'] : t.verdicts['ended-on-time'];
  if (verdict === 'ahead') return finishedOn === null ? t.verdicts['began-early'](days) : t.verdicts['ended-early'](days);
  return finishedOn === null ? t.verdicts[verdict](days) : t.verdicts['ended-late'](days);
}

/** `Del 01/03/2021 al 30/04/2021`; `day` writes a day. */
export function plannedBetween(t: WorkplanTexts, { startsOn, endsOn }: Planned, day: (day: string) => string): string {
  return startsOn === endsOn ? day(startsOn) : t.between(day(startsOn), day(endsOn));
}
