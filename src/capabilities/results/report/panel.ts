/** Reports as their pages show them, to whom, and as the public page says one. */
import type { z } from 'zod';
import { dayIn } from '../../../platform/calendar.ts';
import type { Caller } from '../../../platform/http/route.ts';
import type { Verifier } from '../../../verification/routes.ts';
import type { reportLine, versionLine } from './contract.ts';
import { findTimeZone } from './queries.ts';
import { PAPER_WORDS, paperDay } from './paper-words.ts';
import { reportsAt, type Report, type SentVersion } from './reports.ts';
import { stateOf } from './rules.ts';

/** What a code of these papers leads to (verification/routes.ts). */
export const REPORT = 'report';

/** The report as this reader may see it; null where nothing of it is theirs: drafts and what came back are not the donor's. */
export function lineOf({ id, leaves, conflictFields, says, changedAt, changedBy, versions }: Report, caller: Caller): z.input<typeof reportLine> | null {
  const writes = caller.may('report.write');
  const seen = writes ? versions : versions.filter(({ state }) => state !== 'returned');
  if (!writes && seen.length === 0) return null;
  const named = caller.may('person.read');
  return {
    ...says,
    // What is being written now is not yet said to whoever only reads.
    ...(writes ? {} : { summary: null, results: [] }),
    id,
    leaves,
    conflictFields,
    state: stateOf({ versions: seen }),
    changedAt: changedAt.toISOString(),
    changedBy: named ? changedBy : null,
    versions: seen.map((version) => versionOf(version, named)).toReversed(),
  };
}

export function versionOf({ id, submission, state, sentAt, sentBy, decidedOn, decidedBy, reason, approvedBy, document }: SentVersion, named: boolean): z.input<typeof versionLine> {
  const { number, position, contentSha256, code, note } = submission;
  return {
    id, number, state, position, contentSha256, code, note, sentAt: sentAt.toISOString(), sentBy: named ? sentBy : null,
    decidedOn, decidedBy: named ? decidedBy : null, reason, approvedBy, document,
  };
}

/** What the public page says of a printed report: which one, of which days, and how it stands. */
export const verifyReport: Verifier = async (client, programmeId, subjectId, language) => {
  const reports = await reportsAt(client, programmeId, Number.MAX_SAFE_INTEGER);
  const report = reports.find(({ versions }) => versions.some(({ id }) => id === subjectId));
  const version = report?.versions.find(({ id }) => id === subjectId);
  if (report === undefined || version === undefined) return null;
  const words = PAPER_WORDS[language];
  const { says } = report;
  const sentOn = dayIn(version.sentAt, await findTimeZone(client, programmeId));
  return {
    what: words.what,
    lines: [
      [words.title, language === 'en' ? (says.titleEn ?? says.title) : says.title],
      [words.period, words.between(paperDay(says.from, language), paperDay(says.to, language))],
      [words.version, words.numbered(version.submission.number, words.states[version.state])],
      [words.sent, paperDay(sentOn, language)],
      ...(version.decidedOn === null ? [] : [[words.decided, paperDay(version.decidedOn, language)] as const]),
      [words.hash, version.submission.contentSha256],
    ],
    // What came back is no longer what the programme says.
    annulledOn: version.state === 'returned' && version.decidedOn !== null ? paperDay(version.decidedOn, language) : null,
  };
};
