/** What was typed of a report: where it begins, what is wrong with it, and the entry it makes. */
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import { DIMENSIONS, type Dimension } from '../../../../figures/indicator.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { REPORT_SECTIONS, reportPrepared } from '../../report-entries.ts';
import type { ReportLine } from './report-words.ts';

export type Section = (typeof REPORT_SECTIONS)[number];

export interface Typed {
  title: string;
  titleEn: string;
  recipient: string;
  from: string;
  to: string;
  dueOn: string;
  sections: Section[];
  /** Ids; empty with `all`. */
  indicators: string[];
  all: boolean;
  disaggregations: Dimension[];
  summary: string;
  /** By the code of the result. */
  results: Record<string, string>;
}
export type Fault = 'title' | 'from' | 'to' | 'sections' | 'indicators';

export interface Period {
  readonly startsOn: string;
  readonly endsOn: string;
}

export const OFFERED_DIMENSIONS: readonly Dimension[] = DIMENSIONS.filter((one) => one !== 'organisation' && one !== 'process');

/** The two built-in beginnings: what they hold, and of which days. */
export const TEMPLATES = {
  half: { sections: ['summary', 'framework', 'indicators', 'workplan', 'risks', 'evidence'], disaggregations: ['sex'], whole: false },
  final: { sections: [...REPORT_SECTIONS], disaggregations: ['sex', 'organisation-kind', 'department'], whole: true },
} as const satisfies Record<string, { sections: readonly Section[]; disaggregations: readonly Dimension[]; whole: boolean }>;
export type TemplateName = keyof typeof TEMPLATES;

export function isTemplate(name: string): name is TemplateName {
  return name in TEMPLATES;
}

const EMPTY = { title: '', titleEn: '', recipient: '', dueOn: '', indicators: [], all: true, summary: '', results: {} };

/** A new report from a built-in beginning; half a year is the last one that is over, or the programme's last. */
export function typedFromTemplate(name: TemplateName, title: string, programme: Period, today: string): Typed {
  const { sections, disaggregations, whole } = TEMPLATES[name];
  const halves = semestersOf(programme);
  const half = halves.findLast(({ to }) => to < today) ?? halves[0];
  const period = whole || half === undefined ? { from: programme.startsOn, to: programme.endsOn } : { from: half.from, to: half.to };
  return { ...EMPTY, results: {}, title, ...period, sections: [...sections], disaggregations: [...disaggregations] };
}

/** What stands, to correct it. */
export function typedFrom(report: ReportLine): Typed {
  return {
    title: report.title,
    titleEn: report.titleEn ?? '',
    recipient: report.recipient ?? '',
    from: report.from,
    to: report.to,
    dueOn: report.dueOn ?? '',
    sections: [...report.sections],
    indicators: [...(report.indicators ?? [])],
    all: report.indicators === null,
    disaggregations: [...report.disaggregations],
    summary: report.summary ?? '',
    results: Object.fromEntries(report.results.map(({ result, text }) => [result, text])),
  };
}

/** Another one like it: the same parts, and no text, no day and no period of its own yet. */
export function typedLike(report: ReportLine, programme: Period): Typed {
  const next = semestersOf(programme).find(({ from }) => from > report.to);
  const period = next === undefined ? {} : { from: next.from, to: next.to };
  return { ...typedFrom(report), ...period, dueOn: '', summary: '', results: {} };
}

export interface Choice {
  readonly from: string;
  readonly to: string;
}
export interface Semester extends Choice {
  readonly half: 1 | 2;
  readonly year: string;
}

/** Half years of the programme, cut at its first and last day. */
export function semestersOf({ startsOn, endsOn }: Period): Semester[] {
  const found: Semester[] = [];
  for (let year = Number(startsOn.slice(0, 4)); year <= Number(endsOn.slice(0, 4)); year += 1) {
    for (const half of [1, 2] as const) {
      const [from, to] = half === 1 ? [`${year}-01-01`, `${year}-06-30`] : [`${year}-07-01`, `${year}-12-31`];
      if (to < startsOn || from > endsOn) continue;
      found.push({ half, year: String(year), from: from < startsOn ? startsOn : from, to: to > endsOn ? endsOn : to });
    }
  }
  return found;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function faultsOf(typed: Typed, programme: Period): Fault[] {
  const within = (day: string): boolean => DAY.test(day) && day >= programme.startsOn && day <= programme.endsOn;
  const faults: Fault[] = [];
  if (typed.title.trim() === '') faults.push('title');
  if (!within(typed.from)) faults.push('from');
  if (!within(typed.to) || typed.to < typed.from) faults.push('to');
  if (typed.sections.length === 0) faults.push('sections');
  if (!typed.all && typed.indicators.length === 0) faults.push('indicators');
  return faults;
}

/** Lines stay apart: texts are printed as they were written. */
function orNull(text: string): string | null {
  return text.trim() || null;
}

/** Only for what has no fault. */
export function payloadOf(typed: Typed) {
  return {
    title: typed.title.trim(),
    titleEn: orNull(typed.titleEn),
    recipient: orNull(typed.recipient),
    from: typed.from,
    to: typed.to,
    dueOn: DAY.test(typed.dueOn) ? typed.dueOn : null,
    sections: REPORT_SECTIONS.filter((section) => typed.sections.includes(section)),
    indicators: typed.all ? null : [...typed.indicators],
    disaggregations: [...typed.disaggregations].slice(0, 4),
    summary: orNull(typed.summary),
    results: Object.entries(typed.results).flatMap(([result, text]) => (text.trim() === '' ? [] : [{ result, text: text.trim() }])),
  };
}

export function draftOf(typed: Typed, before: Pick<ReportLine, 'id' | 'leaves'> | null, today: string): OwnDraft {
  const correction = before === null ? {} : { rootId: before.id, supersedes: before.leaves };
  return newDraft(reportPrepared, today, payloadOf(typed), correction);
}
