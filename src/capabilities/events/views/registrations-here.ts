/** Who is registered for a process as this phone has it: what the server said, with what was written here over it, and places by the same rule. Pure. */
import { placesOf, quotasOf } from '../registration-places.ts';
import type { RegistrationLine, RegistrationRow, RosterRow } from './rows-here.ts';

export interface WrittenHere extends RegistrationRow {
  readonly state: NonNullable<RegistrationLine['onPhone']>;
}

export function registrationsHere(
  roster: Pick<RosterRow, 'registrations' | 'quotas'>,
  written: readonly WrittenHere[],
  capacity: number | null,
): RegistrationLine[] {
  const byId = new Map(written.map((row) => [row.line.id, row]));
  const known = roster.registrations.flatMap((line) => {
    const here = byId.get(line.id);
    if (here === undefined) return [line];
    // What the server refused to take back is still there.
    if (here.withdrawn) return here.state === 'refused' ? [{ ...line, onPhone: here.state }] : [];
    return [{ ...here.line, onPhone: here.state }];
  });
  const ids = new Set(roster.registrations.map(({ id }) => id));
  const added = written.filter(({ withdrawn, line }) => !withdrawn && !ids.has(line.id)).map(({ line, state }) => ({ ...line, onPhone: state }));
  const lines: RegistrationLine[] = [...known, ...added];
  const isNew = new Set(added.map(({ id }) => id));
  // Somebody whom the server refused has no place, and takes nobody's.
  const places = placesOf(lines.filter(({ id, onPhone }) => onPhone !== 'refused' || !isNew.has(id)), quotasOf(roster.quotas), capacity);
  return lines.map((line) => {
    const place = places.get(line.id) ?? { state: 'repeated' as const };
    const waits = place.state === 'waiting' ? { waitingFor: place.waitingFor, turn: place.turn } : { waitingFor: null, turn: null };
    return { ...line, state: place.state, ...waits };
  });
}
