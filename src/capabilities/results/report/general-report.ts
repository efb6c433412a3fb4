/** The report of the whole programme over a period, which nobody has to prepare: every indicator, every part. */
import type { Pool } from 'pg';
import type { Figures } from '../../../figures/figures.ts';
import type { Dimension } from '../../../figures/indicator.ts';
import { dayIn } from '../../../platform/calendar.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { programmeDescribed } from '../entries.ts';
import { payloadAt } from '../queries.ts';
import { REPORT_SECTIONS } from '../report-entries.ts';
import type { ReportContent } from './content.ts';
import { gatherReport } from './gather.ts';
import { REPORT_WORDS } from './print/report-words.ts';

export interface GeneralAsked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly asOf?: string | undefined;
  readonly by?: readonly Dimension[] | undefined;
}

/** With money: whoever gives it to a reader leaves out what is not theirs (`shownTo`). Broken down by sex and department where nobody says otherwise. Throws `not-described` and `dates-turned`. */
export async function generalReport(parts: { readonly pool: Pool; readonly figures: Figures }, programme: ProgrammeInfo, asked: GeneralAsked): Promise<ReportContent> {
  const { position } = await parts.figures.momentAt(programme, asked.asOf);
  const payload = await inProgramme(parts.pool, programme.id, (client) => payloadAt(client, programme.id, programmeDescribed, position));
  if (payload === null) throw new Problem('not-described');
  const { name, startsOn, endsOn } = programmeDescribed.payload.parse(payload);
  const today = dayIn(parts.figures.parts.clock.now(), programme.timeZone);
  const from = asked.from ?? startsOn;
  const to = asked.to ?? (today < endsOn ? today : endsOn);
  if (from > to) throw new Problem('dates-turned', { from, to });
  return gatherReport(parts, programme, {
    // It is of the programme itself.
    id: programme.id,
    title: REPORT_WORDS.es.generalTitle(name.es).slice(0, 200),
    titleEn: REPORT_WORDS.en.generalTitle(name.en).slice(0, 200),
    recipient: null,
    from,
    to,
    dueOn: null,
    sections: [...REPORT_SECTIONS],
    indicators: null,
    disaggregations: [...(asked.by ?? ['sex', 'department'])],
    summary: null,
    results: [],
  }, position);
}
