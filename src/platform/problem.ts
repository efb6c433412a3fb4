/**
 * Wrong requests: one catalogue. The code is stable; the screens word it in the user's language, the message here is
 * for logs and other programs.
 */
const CATALOGUE = {
  'bad-request': [400, 'The request does not fit its schema.'],
  'unusable-character': [400, 'A text has a character in it that cannot be kept.'],
  'not-signed-in': [401, 'Sign in first.'],
  'wrong-credentials': [401, 'User name or password is wrong.'],
  'other-user': [401, 'Somebody else is signed in in this browser.'],
  'copy-not-yours': [403, 'Only its author, or whoever manages users, opens this copy.'],
  'copy-unknown-key': [409, 'The copy was sealed to a key that this programme does not have.'],
  'copy-broken': [400, 'The copy is damaged.'],
  'device-ended': [401, 'This device was signed out.'],
  'wrong-code': [403, 'The code is wrong or too old.'],
  'wrong-password': [403, 'The present password is wrong.'],
  forbidden: [403, 'This account may not do that.'],
  'membership-ended': [403, 'Access to this programme has ended.'],
  'second-factor-needed': [403, 'This programme asks staff for a second factor: set it up first.'],
  'above-own-role': [403, 'That role is not below yours.'],
  'not-found': [404, 'There is no such thing in this programme.'],
  'not-linked': [409, 'This account is not linked to anybody in the registry.'],
  'already-asked': [409, 'The same was asked already and waits for an answer.'],
  'id-reused': [409, 'There is another thing of that id already.'],
  'already-set-up': [409, 'The first administrator exists already.'],
  'name-taken': [409, 'That name is taken.'],
  'programme-taken': [409, 'There is a programme of that code already.'],
  'last-administrator': [409, 'A programme keeps at least one administrator.'],
  'not-yourself': [409, 'Nobody changes their own role or ends their own membership.'],
  'already-member': [409, 'This account is a member of the programme already.'],
  'bad-reach': [409, 'That role needs a partner, or may not have one.'],
  'unknown-partner': [409, 'That organisation is not in the registry.'],
  'unknown-person': [409, 'That person is not in the registry.'],
  'pin-not-enough': [409, 'Staff need a password: a PIN is not enough.'],
  'password-too-short': [400, 'The password has fewer than ten characters.'],
  'pin-too-easy': [400, 'That PIN is among the first anybody would try.'],
  'second-factor-required': [409, 'A programme of this account requires the second factor.'],
  'in-other-programme': [409, 'This account has a role in a programme that you do not administer.'],
  'invitation-unknown': [404, 'There is no such invitation.'],
  'invitation-used': [409, 'This invitation has been used.'],
  'invitation-expired': [409, 'This invitation has expired.'],
  'invitation-revoked': [409, 'This invitation was revoked.'],
  'link-not-valid': [409, 'This link was used or has expired.'],
  'import-busy': [409, 'This import is being written or is open already.'],
  'import-needs-whole-programme': [403, 'People and organisations are imported for the whole programme.'],
  'framework-full': [409, 'A framework holds twenty results at most.'],
  'import-too-long': [413, 'One import of a framework takes a thousand entries at most.'],
  'activity-not-chosen': [409, 'The file holds several activities: say which.'],
  'nothing-to-import': [409, 'No row is ready to go in.'],
  'too-large': [413, 'The file is larger than allowed.'],
  'too-many-lines': [413, 'The list has more lines than one file takes.'],
  'not-a-file': [400, 'The request carries no file.'],
  'file-too-large': [413, 'The file is larger than its purpose allows.'],
  'file-parts-broken': [409, 'What came in by parts is not the file that was announced: send it again from its beginning.'],
  'file-empty': [400, 'The file is empty.'],
  'file-svg': [400, 'A drawing in SVG may carry programs: save it as PNG.'],
  'file-heic': [400, 'Browsers do not show HEIC pictures: save it as JPG.'],
  'file-type-refused': [400, 'The file is not of a type that its purpose allows.'],
  'picture-broken': [400, 'The picture cannot be read.'],
  'picture-too-big': [400, 'The picture has more pixels than its purpose allows.'],
  'no-certificate-design': [409, 'Nobody has said yet how certificates look, or the process has no session.'],
  'certificate-annulled': [409, 'The certificate is annulled.'],
  'holder-erased': [409, 'The name on the certificate was erased.'],
  'report-refused': [409, 'The report cannot be sent as it stands.'],
  'report-not-kept': [409, 'The content of this version is not where it was kept.'],
  'nothing-to-print': [409, 'There is no certificate to print.'],
  'not-described': [409, 'The programme is not described yet: its name, dates and partners.'],
  'dates-turned': [400, 'The last day is before the first.'],
  'documents-busy': [503, 'Too many documents are being made. Try again in a moment.'],
  'bad-position': [400, 'That moment is not a date, an instant or a position.'],
  'too-many-attempts': [429, 'Too many attempts. Wait.'],
  'database-away': [503, 'The database is not answering. Nothing was saved; try again in a moment.'],
  'not-ready': [500, 'Something went wrong on our side.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof CATALOGUE;
/** Every code there is, for whoever words them. */
export const PROBLEM_CODES = Object.keys(CATALOGUE).filter((code): code is ProblemCode => code in CATALOGUE);

/** A request that cannot be served, thrown once, at the boundary. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: unknown;

  constructor(code: ProblemCode, details: unknown = null) {
    const [status, message] = CATALOGUE[code];
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** Whether an error says that the database cannot be reached just now. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOENT|57P0|08)/.test(code) ||
    /connection terminated|timeout exceeded when trying to connect|Connection ended/i.test(error.message)
  );
}
