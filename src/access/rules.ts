/**
 * Who may do what: one table. Roles are data; every route and entry kind names a permission of this table, and the
 * table of docs/access.md is written from it. Words for roles are in src/web/codes. Pure.
 */

/** From the most to the least powerful. */
export const ROLES = [
  'administrator',
  'coordinator',
  'me-officer',
  'partner-coordinator',
  'expert-trainer',
  'trainer',
  'evaluator',
  'donor',
  'enterprise',
  'constituent',
  'participant',
  'mentor',
  'mentee',
  'buyer',
] as const;
export type Role = (typeof ROLES)[number];

/** How far a member sees: the whole programme, or only what one partner runs. */
export type Reach = 'programme' | 'partner';

export interface RoleRule {
  /** Works for the programme or a partner: is asked for a second factor, and may not sign in with a PIN. */
  readonly staff: boolean;
  /** May sign in with six digits instead of a password. */
  readonly mayUsePin: boolean;
  /** What they hold in their hands most of the time. */
  readonly device: 'laptop' | 'phone' | 'any';
  /** Page they arrive at. */
  readonly home: 'home' | 'today' | 'mine';
  /** Nobody gives or takes a role that ranks above their own. */
  readonly rank: number;
  readonly reaches: readonly Reach[];
  readonly permissions: readonly string[];
}

/** Everybody's own page, and what they say of themselves there. */
const OWN = ['self.read', 'self.write'] as const;
/** Figures, processes and their evidence, without personal data. */
const READS_AGGREGATES = [...OWN, 'figure.read', 'process.read'] as const;
/** Reports of the programme: the donor sees those that were sent to it. */
const READS_REPORTS = ['report.read'] as const;
/** Money, agreed and spent: for who gives it, who answers for it and who judges it. */
const READS_MONEY = ['budget.read'] as const;
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
  'certificate.read',
  'reminder.read',
] as const;
/** What a trainer does in the field, within the reach of the membership. */
const FIELD_WORK = [
  ...READS_PEOPLE,
  'person.write',
  'organisation.write',
  'process.write',
  'registration.write',
  'attendance.write',
  'assessment.write',
  'file.write',
  'import.open',
  'entry.withdraw',
] as const;
/** Certificates are issued by whoever coordinates, for the programme or for a partner. */
const CERTIFIES = ['certificate.design', 'certificate.issue'] as const;
const WRITES = [
  ...FIELD_WORK,
  ...CERTIFIES,
  'import.withdraw',
  'person.merge',
  'organisation.merge',
  'framework.write',
  'observation.write',
  'workplan.write',
  'deliverable.write',
  'report.export',
  ...READS_REPORTS,
  'report.write',
  'publication.write',
  ...READS_MONEY,
  'budget.write',
] as const;
const APPROVES = ['report.approve'] as const;
/** Answers what people ask about their own data, and erases who they are. */
const ANSWERS_REQUESTS = ['request.answer'] as const;
const MANAGES_USERS = ['user.read', 'user.write'] as const;

const own = (device: RoleRule['device']): RoleRule => ({
  staff: false,
  mayUsePin: true,
  device,
  home: 'mine',
  rank: 10,
  reaches: ['programme'],
  permissions: OWN,
});

export const ROLE_RULES: Readonly<Record<Role, RoleRule>> = {
  administrator: {
    staff: true, mayUsePin: false, device: 'laptop', home: 'home', rank: 100, reaches: ['programme'],
    permissions: [...WRITES, ...APPROVES, ...ANSWERS_REQUESTS, ...MANAGES_USERS, 'access.configure'],
  },
  coordinator: {
    staff: true, mayUsePin: false, device: 'laptop', home: 'home', rank: 80, reaches: ['programme'],
    permissions: [...WRITES, ...APPROVES, ...ANSWERS_REQUESTS, ...MANAGES_USERS],
  },
  'me-officer': {
    staff: true, mayUsePin: false, device: 'laptop', home: 'home', rank: 60, reaches: ['programme'],
    permissions: WRITES,
  },
  'partner-coordinator': {
    staff: true, mayUsePin: false, device: 'any', home: 'today', rank: 50, reaches: ['partner'],
    permissions: [...FIELD_WORK, ...CERTIFIES, 'import.withdraw'],
  },
  'expert-trainer': {
    staff: true, mayUsePin: false, device: 'phone', home: 'today', rank: 40, reaches: ['partner', 'programme'],
    permissions: FIELD_WORK,
  },
  trainer: {
    staff: true, mayUsePin: false, device: 'phone', home: 'today', rank: 30, reaches: ['partner'],
    permissions: FIELD_WORK,
  },
  evaluator: {
    staff: false, mayUsePin: false, device: 'laptop', home: 'home', rank: 20, reaches: ['programme'],
    permissions: [...READS_AGGREGATES, ...READS_MONEY, ...READS_REPORTS],
  },
  donor: {
    staff: false, mayUsePin: false, device: 'laptop', home: 'home', rank: 20, reaches: ['programme'],
    permissions: [...READS_AGGREGATES, ...READS_MONEY, ...READS_REPORTS],
  },
  enterprise: own('phone'),
  constituent: own('any'),
  participant: own('phone'),
  mentor: own('phone'),
  mentee: own('phone'),
  buyer: own('any'),
};

export function permits(role: Role, permission: string): boolean {
  return ROLE_RULES[role].permissions.includes(permission);
}

/** Whether a member may invite to, give or take this role: an administrator any, others only those below their own. */
export function mayManage(own: Role, other: Role): boolean {
  if (!permits(own, 'user.write')) return false;
  return own === 'administrator' || ROLE_RULES[other].rank < ROLE_RULES[own].rank;
}

/** The role, if there is one of that name: roles come out of the database as text. */
export function roleOf(text: string): Role | null {
  return ROLES.find((role) => role === text) ?? null;
}

/**
 * Kinds of entry that a member narrowed to a partner may write, each within that partner's processes and people.
 * Whatever is not here is refused to them as `outside-scope`.
 */
export const KINDS_WITHIN_SCOPE: readonly string[] = [
  'events.process-opened',
  'events.organisation-invited',
  'events.registration-recorded',
  'events.registration-opened',
  'events.registration-requested',
  'events.registration-answered',
  'events.session-scheduled',
  'events.attendance-recorded',
  'events.attendance-sheet-kept',
  'events.check-in-opened',
  'events.check-in-declared',
  'events.test-result-recorded',
  'events.satisfaction-form-set',
  'events.satisfaction-opened',
  'events.satisfaction-recorded',
  'events.follow-up-scheduled',
  'events.follow-up-recorded',
  'events.speaker-named',
  'events.material-shared',
  'events.certificate-design-set',
  'events.certificate-issued',
  'registry.person-registered',
  'registry.organisation-registered',
  'registry.role-recorded',
  'registry.consent-stated',
  'registry.erasure-requested',
  'registry.correction-requested',
  // Only inside an import: the role itself may not merge.
  'registry.people-merged',
  'ledger.entry-withdrawn',
  'ledger.batch-opened',
  'ledger.batch-withdrawn',
];

/** Length of a password, and of a PIN: six digits. */
export const PASSWORD_LENGTH_MIN = 10;
export const PIN = /^\d{6}$/;

/** What is wrong with a secret that somebody chose, or null. A PIN may not be six times one digit or a plain run. */
export function secretFault(secret: string, mayUsePin: boolean): 'password-too-short' | 'pin-too-easy' | null {
  if (mayUsePin && PIN.test(secret)) return isEasyPin(secret) ? 'pin-too-easy' : null;
  return secret.length >= PASSWORD_LENGTH_MIN ? null : 'password-too-short';
}

function isEasyPin(pin: string): boolean {
  return /^(\d)\1{5}$/.test(pin) || '01234567890'.includes(pin) || '09876543210'.includes(pin) || /^(\d\d)\1\1$/.test(pin);
}
