/** What is public of each programme, worked out once for a step of its page and kept until the next or until it is decided otherwise. */
import { createHash } from 'node:crypto';
import { dayIn } from '../../../platform/calendar.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { RHYTHMS } from '../publication-entries.ts';
import { gatherResults, type GatherParts } from './gather.ts';
import { findProgrammeByCode, findStanding } from './queries.ts';
import type { PublicResults } from './results.ts';
import { lastClosed } from './steps.ts';

/** Something sent as it was sent before. */
export interface Sheet {
  readonly text: string;
  readonly etag: string;
}

interface Kept {
  /** What was decided, and the last period that is over. */
  readonly key: string;
  readonly results: Promise<PublicResults | null>;
  readonly sheets: Map<string, Sheet>;
}

export class KeptPages {
  private readonly parts: GatherParts;
  private readonly kept = new Map<string, Kept>();

  constructor(parts: GatherParts) {
    this.parts = parts;
  }

  /** What this programme publishes; null for whatever is not published, whether or not it exists. */
  async find(code: string): Promise<{ results: PublicResults; sheet: (name: string, write: () => string) => Sheet } | null> {
    const { pool, figures } = this.parts;
    // No code holds what a database cannot keep.
    const programme = code.includes('\u0000') ? null : await findProgrammeByCode(pool, code);
    if (programme === null) return null;
    const standing = await inProgramme(pool, programme.id, (client) => findStanding(client, programme.id), { readOnly: true });
    if (standing === null) {
      this.kept.delete(programme.id);
      return null;
    }
    const rhythm = RHYTHMS.find((one) => one === standing.rhythm) ?? 'quarter';
    const key = `${standing.position} ${lastClosed(dayIn(figures.parts.clock.now(), programme.timeZone), rhythm)}`;
    const before = this.kept.get(programme.id);
    const kept = before?.key === key ? before : { key, results: gatherResults(this.parts, programme, null), sheets: new Map<string, Sheet>() };
    this.kept.set(programme.id, kept);
    try {
      const results = await kept.results;
      return results === null ? null : { results, sheet: (name, write) => sheetOf(kept.sheets, name, write) };
    } catch (error) {
      // Asked again, it is tried again.
      if (this.kept.get(programme.id) === kept) this.kept.delete(programme.id);
      throw error;
    }
  }
}

function sheetOf(sheets: Map<string, Sheet>, name: string, write: () => string): Sheet {
  const known = sheets.get(name);
  if (known !== undefined) return known;
  const text = write();
  const sheet = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` };
  sheets.set(name, sheet);
  return sheet;
}
