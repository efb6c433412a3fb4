/** Routes of the donor's reports. */
import { dayIn } from '../../../platform/calendar.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { ProgrammeInfo, Routes } from '../../../platform/http/route.ts';
import { readHead } from '../../../ledger/queries.ts';
import { checkVersion, listApprovedWith, listChanges, listReports, previewReport, readChanges, readMissing, readVersion, submitReport } from './contract.ts';
import { shownTo } from './content.ts';
import { gatherReport } from './gather.ts';
import { lackingIn } from './lacking.ts';
import { lineOf } from './panel.ts';
import { reportsAt, type Report } from './reports.ts';
import { stateOf } from './rules.ts';
import { changesSince, checkSent, listChangesOf, readSent, sentOf, submit, type ReportParts } from './versions.ts';

export function reportRoutes(routes: Routes, parts: ReportParts): void {
  const { pool, figures } = parts;
  const all = (programme: ProgrammeInfo): Promise<{ position: number; reports: Report[] }> =>
    inProgramme(pool, programme.id, async (client) => {
      const { position } = await readHead(client, programme.id);
      return { position, reports: await reportsAt(client, programme.id, position) };
    });

  routes.inside(listReports, async ({ programme, caller }) => {
    const { position, reports } = await all(programme);
    return { position, reports: reports.flatMap((report) => lineOf(report, caller) ?? []) };
  });

  routes.inside(previewReport, async ({ programme, caller, body }) => {
    const { position } = await figures.momentAt(programme, undefined);
    const content = await gatherReport(parts, programme, { ...body.says, id: body.id }, position);
    return { content: shownTo(content, caller), missing: await lackingIn(figures, programme, content, todayIn(programme)) };
  });

  routes.inside(submitReport, ({ programme, caller, params, body }) => submit(parts, { programme, caller }, params.id, body.note));
  routes.inside(readVersion, ({ programme, caller, params }) => readSent(parts, { programme, caller }, params.id, params.version));
  routes.inside(checkVersion, ({ programme, caller, params }) => checkSent(parts, { programme, caller }, params.id, params.version));
  routes.inside(readChanges, ({ programme, caller, params }) => changesSince(parts, { programme, caller }, params.id, params.version));
  routes.inside(listChanges, ({ programme, caller, params, query }) => listChangesOf(parts, { programme, caller }, params, query));

  routes.inside(readMissing, async ({ programme }) => {
    const { position, reports } = await all(programme);
    const report = nextOf(reports);
    if (report === null) return { report: null, missing: [] };
    const content = await gatherReport(parts, programme, { ...report.says, id: report.id }, position);
    const { id, says: { title, dueOn } } = report;
    return { report: { id, title, dueOn, state: stateOf(report) }, missing: await lackingIn(figures, programme, content, todayIn(programme)) };
  });

  routes.inside(listApprovedWith, async ({ programme, caller, params }) => {
    const { reports } = await all(programme);
    const approved = reports.flatMap((report) => report.versions.filter(({ state }) => state === 'approved').map((version) => ({ report, version })));
    const found = [];
    for (const { report, version } of approved) {
      const { content } = await sentOf(parts, { programme, caller }, report.id, version.id);
      if (content.indicators.some(({ code }) => code === params.code)) found.push({ id: report.id, title: report.says.title, number: version.submission.number });
    }
    return { reports: found };
  });

  function todayIn(programme: ProgrammeInfo): string {
    return dayIn(figures.parts.clock.now(), programme.timeZone);
  }
}

/** The report to be sent next: not with the donor nor approved, due first; those without a day last. */
function nextOf(reports: readonly Report[]): Report | null {
  const open = reports.filter((report) => ['draft', 'returned'].includes(stateOf(report)));
  const [first] = open.toSorted((a, b) => ((a.says.dueOn ?? '9999') < (b.says.dueOn ?? '9999') ? -1 : 1));
  return first ?? null;
}
