/** A design as it is typed: where it starts, what is wrong with it, and what it says. */
import { newDraft } from '../../../../web/drafts.ts';
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { certificateDesignSet } from '../../entries.ts';
import type { readCertification } from '../contract.ts';
import { strangeField } from '../rules.ts';

export type Design = NonNullable<AnswerOf<typeof readCertification>['design']>;
type Says = Design['says'];

export interface TypedLogo {
  sha256: string;
  name: string;
}

export interface TypedSignatory {
  name: string;
  position: string;
  organisation: string;
  sha256: string | null;
}

export interface Typed {
  scope: 'process' | 'programme';
  certifies: Says['certifies'];
  paper: Says['paper'];
  heading: string;
  headingEn: string;
  body: string;
  bodyEn: string;
  hours: string;
  series: string;
  agreement: string;
  logos: TypedLogo[];
  signatories: TypedSignatory[];
}

export interface Start {
  readonly heading: Readonly<Record<Says['certifies'], string>>;
  readonly body: Readonly<Record<Says['certifies'], string>>;
}

const SERIES = /^[A-Z0-9]+(-[A-Z0-9]+)*$/;
const SERIES_MAX = 12;
const HOURS_MAX = 2000;

export function typedFrom(design: Design | null, start: Start, processCode: string): Typed {
  if (design === null) {
    const series = processCode.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '-').slice(0, SERIES_MAX).replaceAll(/^-|-$/g, '');
    return {
      scope: 'process', certifies: 'attendance', paper: 'a4', heading: start.heading.attendance, headingEn: '', body: start.body.attendance,
      bodyEn: '', hours: '', series, agreement: '', logos: [], signatories: [{ name: '', position: '', organisation: '', sha256: null }],
    };
  }
  const { says, signatories } = design;
  return {
    scope: says.processId === null ? 'programme' : 'process',
    certifies: says.certifies,
    paper: says.paper,
    heading: says.title.es,
    headingEn: says.title.en ?? '',
    body: says.body.es,
    bodyEn: says.body.en ?? '',
    hours: says.statedHours === null ? '' : String(says.statedHours),
    series: says.series,
    agreement: says.agreement ?? '',
    logos: says.logos.map((logo) => ({ ...logo })),
    signatories: signatories.map(({ name, position, organisation }, index) => ({
      name, position, organisation: organisation ?? '', sha256: says.signatures[index] ?? null,
    })),
  };
}

export type Fault = 'heading' | 'body' | 'english' | 'hours' | 'series' | 'logoName' | 'signatory';

/** What is wrong with each box; a field that there is none of is given as it was typed. */
export function faultsOf(typed: Typed): { readonly [box: string]: Fault | { readonly field: string } } {
  const faults: Record<string, Fault | { field: string }> = {};
  if (typed.heading.trim() === '') faults['heading'] = 'heading';
  if (typed.body.trim() === '') faults['body'] = 'body';
  for (const box of ['body', 'bodyEn'] as const) {
    const field = strangeField(typed[box]);
    if (field !== null) faults[box] = { field };
  }
  if ((typed.headingEn.trim() === '') !== (typed.bodyEn.trim() === '')) faults[typed.headingEn.trim() === '' ? 'headingEn' : 'bodyEn'] ??= 'english';
  if (typed.hours.trim() !== '' && !(/^\d{1,4}$/.test(typed.hours.trim()) && Number(typed.hours) >= 1 && Number(typed.hours) <= HOURS_MAX)) faults['hours'] = 'hours';
  if (!SERIES.test(typed.series) || typed.series.length > SERIES_MAX) faults['series'] = 'series';
  typed.logos.forEach(({ name }, index) => {
    if (name.trim() === '') faults[`logo ${index}`] = 'logoName';
  });
  typed.signatories.forEach(({ name, position }, index) => {
    if (name.trim() === '' || position.trim() === '') faults[`signatory ${index}`] = 'signatory';
  });
  return faults;
}

export function saysOf(typed: Typed, processId: string): Says {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    processId: typed.scope === 'process' ? processId : null,
    certifies: typed.certifies,
    paper: typed.paper,
    title: { es: typed.heading.trim(), en: orNull(typed.headingEn) },
    body: { es: typed.body.trim(), en: orNull(typed.bodyEn) },
    statedHours: typed.hours.trim() === '' ? null : Number(typed.hours),
    logos: typed.logos.map(({ sha256, name }) => ({ sha256, name: name.trim() })),
    signatures: typed.signatories.map(({ sha256 }) => sha256),
    series: typed.series,
    agreement: orNull(typed.agreement),
  };
}

export function signatoriesOf(typed: Typed): Design['signatories'] {
  return typed.signatories.map(({ name, position, organisation }) => ({
    name: name.trim(),
    position: position.trim(),
    organisation: organisation.trim() === '' ? null : organisation.trim(),
  }));
}

/** A correction of the design where it holds for the same processes as before; else a new one. */
export function draftOf(typed: Typed, processId: string, before: Design | null, today: string): OwnDraft {
  const says = saysOf(typed, processId);
  const images = new Set([...says.logos.map(({ sha256 }) => sha256), ...says.signatures.flatMap((hash) => hash ?? [])]);
  const corrects = before !== null && before.says.processId === says.processId;
  return newDraft(certificateDesignSet, today, says, {
    private: { signatories: signatoriesOf(typed) },
    ...(corrects ? { rootId: before.id, supersedes: before.leaves } : {}),
    attachments: [...images],
  });
}
