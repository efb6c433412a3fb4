/** The route of the IATI file. */
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import type { Figures } from '../../../figures/figures.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { dayIn } from '../../../platform/calendar.ts';
import type { ProgrammeInfo, Routes } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { publicationDescribed } from '../entries.ts';
import { latestRoot, payloadAt } from '../queries.ts';
import { readIati } from './contract.ts';
import { iatiDocument } from './document.ts';
import { gatherActivity } from './gather.ts';
import { checkActivity, mayExport } from './rules.ts';

/** What it takes to see money, and so to send it out. */
const MONEY = 'budget.read';

export function iatiRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(readIati, ({ programme, caller }) => iatiOf({ pool, figures }, programme, caller.may(MONEY)));
}

/** The file and what is to be said about it, as of now; the page and the command line share it. */
export async function iatiOf(
  parts: { readonly pool: Pool; readonly figures: Figures },
  programme: ProgrammeInfo,
  maySeeMoney: boolean,
): Promise<z.output<typeof readIati.answer>> {
  const now = parts.figures.parts.clock.now();
  const today = dayIn(now, programme.timeZone);
  const fileName = `${programme.code}-iati-${today}.xml`;
  const published = await inProgramme(parts.pool, programme.id, (client) => publishedOf(client, programme.id));
  try {
    const activity = await gatherActivity(parts, programme, today, maySeeMoney);
    const findings = checkActivity(activity, today);
    const indicatorCount = activity.results.reduce((sum, { indicators }) => sum + indicators.length, 0);
    const xml = mayExport(findings) ? iatiDocument([activity], now.toISOString(), today) : null;
    return { fileName, xml, described: true, identifier: activity.identifier, ...published, indicatorCount, documentCount: activity.documents.length, findings };
  } catch (error) {
    // A programme that says nothing of itself yet is a page that says what to do first, not a failure.
    if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
    return { fileName, xml: null, described: false, identifier: null, ...published, indicatorCount: 0, documentCount: 0, findings: [] };
  }
}

/** What the programme says of its publication and the entry that says it; null where none does, or it was withdrawn. */
async function publishedOf(client: PoolClient, programmeId: string): Promise<Pick<z.output<typeof readIati.answer>, 'publishedBy' | 'published'>> {
  const payload = await payloadAt(client, programmeId, publicationDescribed, Number.MAX_SAFE_INTEGER);
  if (payload === null) return { publishedBy: null, published: null };
  return { publishedBy: await latestRoot(client, programmeId, publicationDescribed, Number.MAX_SAFE_INTEGER), published: publicationDescribed.payload.parse(payload) };
}
