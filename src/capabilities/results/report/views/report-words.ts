/** Reports in words: their title and values, and where a figure of one opens its evidence. */
import { kindOf } from '../../../../figures/figure-value.ts';
import { written } from '../../../../figures/views/written.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { language } from '../../../../web/words.ts';
import type { listReports, readMissing, readVersion } from '../contract.ts';

export type ReportLine = AnswerOf<typeof listReports>['reports'][number];
export type VersionLine = ReportLine['versions'][number];
export type Content = AnswerOf<typeof readVersion>['content'];
export type Indicator = Content['indicators'][number];
export type MissingLine = AnswerOf<typeof readMissing>['missing'][number];

export const STATE_MARKS = { draft: 'waiting', submitted: 'on-time', returned: 'doubtful', approved: 'done' } as const;

export function titleOf({ title, titleEn }: { readonly title: string; readonly titleEn: string | null }): string {
  return language.value === 'en' ? (titleEn ?? title) : title;
}

/** A value of an indicator as it was defined for the report. */
export function valueWords({ definition }: Indicator, value: number | null): string {
  return written(value, kindOf(definition));
}

/** The evidence of a figure as the report has it: of its period, as of its position. */
export function evidenceAddress({ report: { from, to }, position }: Content, code: string) {
  return { name: 'indicator', params: { code }, query: { desde: from, hasta: to, al: `@${position}`, evidencia: 'counted' } };
}
