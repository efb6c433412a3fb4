/** What happened to a person, as a sentence. */
import type { historyLine } from '../contract.ts';
import type { z } from 'zod';
import { entryWithdrawn } from '../../ledger/entries.ts';
import { peopleDistinguished, peopleMerged, personRegistered, roleRecorded } from '../entries.ts';
import { placeName } from '../places.ts';
import type { RegistryTexts } from '../texts.es.ts';
import { wordOf } from '../../web/codes/codes.ts';

export type HistoryLine = z.output<typeof historyLine>;
export type HistoryIcon =
  | 'registered'
  | 'corrected'
  | 'attended'
  | 'role'
  | 'merged'
  | 'separated'
  | 'distinguished'
  | 'withdrawn'
  | 'other';

/** The picture beside a line. A version of a person that is not one of their records is a correction. */
export function iconOf(line: HistoryLine, recordIds: readonly string[]): HistoryIcon {
  if (line.kind === personRegistered.kind) return recordIds.includes(line.entryId) ? 'registered' : 'corrected';
  // A withdrawal says of what kind the withdrawn entry was: `ledger.entry-withdrawn:registry.people-merged`.
  if (line.kind.startsWith(entryWithdrawn.kind)) {
    return line.kind.endsWith(peopleMerged.kind) ? 'separated' : 'withdrawn';
  }
  const icons: Readonly<Record<string, HistoryIcon>> = {
    // The entry kind of another capability: it is known here by its name only.
    'events.attendance-recorded': 'attended',
    [roleRecorded.kind]: 'role',
    [peopleMerged.kind]: 'merged',
    [peopleDistinguished.kind]: 'distinguished',
  };
  return icons[line.kind] ?? 'other';
}

/** What happened, without the values: those of a correction are shown apart. */
export function sentenceOf(line: HistoryLine, icon: HistoryIcon, texts: RegistryTexts): string {
  const words = texts.history;
  switch (icon) {
    case 'registered':
      return line.fileName === null ? words.registered : words.registeredByImport(line.fileName);
    case 'corrected':
      return line.changes.length === 0 ? words.correctedBare : words.correctedSeveral;
    case 'attended':
      return line.processTitle === null ? words.attendedPlain : words.attended(line.processTitle);
    case 'role':
      return words.role;
    case 'merged':
      return words.merged;
    case 'separated':
      return words.separated;
    case 'distinguished':
      return words.distinguished;
    case 'withdrawn':
      return words.withdrawn;
    case 'other':
      return wordOf('entryKinds', line.kind);
  }
}

/** Who did it, and from which file. */
export function sourceOf(line: HistoryLine, texts: RegistryTexts): string {
  if (line.fileName === null) return line.recordedBy;
  const row = line.row === null ? '' : `, ${texts.history.row(line.row)}`;
  return `${texts.history.imported(line.recordedBy, line.fileName)}${row}`;
}

/** A changed value in words; private values come without one. */
export function valueWords(field: string, value: string | null, texts: RegistryTexts): string {
  if (value === null) return texts.common.noData.toLowerCase();
  if (field === 'sex') return wordOf('sexes', value).toLowerCase();
  if (field === 'department' || field === 'municipality') return placeName(value) ?? value;
  return value;
}

/** Fields whose values are words or numbers a person can read; of the others it is said only that they changed. */
const READABLE = new Set(['sex', 'birthYear', 'department', 'municipality', 'durationMinutes', 'from', 'to']);

export function isHidden(change: HistoryLine['changes'][number]): boolean {
  return !READABLE.has(change.field);
}

export function changedField(field: string, texts: RegistryTexts): string {
  const words: Readonly<Record<string, string>> = { ...texts.score.field, ...texts.history.fields };
  return words[field] ?? field;
}
