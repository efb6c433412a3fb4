/** The entries that each figure of a report counts, page by page: no name, no contact, no file. */
import { evidenceOf } from '../../../../figures/evidence.ts';
import type { Figures } from '../../../../figures/figures.ts';
import type { ProgrammeInfo } from '../../../../platform/http/route.ts';
import type { ReportContent } from '../content.ts';

export interface EvidenceLine {
  readonly code: string;
  readonly entryId: string;
  readonly occurredOn: string;
  readonly pseudonym: string;
  readonly processTitle: string | null;
  readonly organisationKind: string | null;
  readonly quantity: number;
}

/** Facts asked for at a time: few enough to hold, enough that working the figure out again for each page is little. */
const PAGE = 10_000;

export async function* evidenceLines(figures: Figures, programme: ProgrammeInfo, { indicators, report, position }: ReportContent): AsyncGenerator<EvidenceLine> {
  for (const { code, evidence } of indicators) {
    let cursor: number | null = evidence.counted === 0 ? null : 0;
    while (cursor !== null) {
      const page = await evidenceOf(figures, programme, code, { asOf: `@${position}`, from: report.from, to: report.to, status: 'counted', cursor, limit: PAGE }, false);
      for (const { entryId, occurredOn, pseudonym, processTitle, organisationKind, quantity } of page.items) {
        yield { code, entryId, occurredOn, pseudonym, processTitle, organisationKind, quantity };
      }
      cursor = page.next;
    }
  }
}
