/** Who may do what: one table. Roles are data; every route and entry kind names a permission of this table. */
import type { Role } from './contract.ts';

const READS_AGGREGATES = ['figure.read', 'process.read'] as const;
const READS_PEOPLE = [
  ...READS_AGGREGATES,
  'person.read',
  'person.reveal',
  'organisation.read',
  'attendance.read',
  'entry.read',
  'entry.append',
  'import.read',
  'file.read',
] as const;
const WRITES = [
  ...READS_PEOPLE,
  'person.write',
  'person.merge',
  'organisation.write',
  'organisation.merge',
  'process.write',
  'attendance.write',
  'import.open',
  'import.withdraw',
  'entry.withdraw',
  'framework.write',
] as const;

/** Role -> permissions. A donor sees aggregates and evidence without personal data, and writes nothing. */
export const PERMISSIONS: Readonly<Record<Role, readonly string[]>> = {
  administrator: [...WRITES, 'user.write'],
  coordinator: WRITES,
  'me-officer': WRITES,
  donor: READS_AGGREGATES,
};

export function permits(role: Role, permission: string): boolean {
  return PERMISSIONS[role].includes(permission);
}
