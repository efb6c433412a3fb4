/** A draft that corrects a process: it says all that the process says, except what changes. */
import { processOpened } from '../entries.ts';
import type { readProcess } from '../contract.ts';
import type { OwnDraft } from '../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../web/api.ts';
import { newDraft } from '../../../web/drafts.ts';

export type Process = AnswerOf<typeof readProcess>;

/** The process as it stands, with these fields instead. */
export function processCorrection(process: Process, changed: Readonly<Record<string, unknown>>): OwnDraft {
  return newDraft(processOpened, process.openedOn, { ...saidOf(process), ...changed }, { rootId: process.id, supersedes: process.leaves });
}

/** All that a process says. */
export function saidOf(process: Process) {
  const { code, title, topic, format, thresholdPercent, partnerId } = process;
  const { modality, department, municipality, venue, funderId, funderSource, capacity } = process;
  const where = { modality, department, municipality, venue };
  return { code, title, topic, format, thresholdPercent, partnerId, ...where, funderId, funderSource, capacity };
}
