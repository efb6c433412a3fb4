/**
 * Wrong requests: one catalogue. The code is stable; the screens word it in the user's language, the message here is
 * for logs and other programs.
 */
const CATALOGUE = {
  'bad-request': [400, 'The request does not fit its schema.'],
  'not-signed-in': [401, 'Sign in first.'],
  'wrong-credentials': [401, 'User name or password is wrong.'],
  forbidden: [403, 'This account may not do that.'],
  'not-found': [404, 'There is no such thing in this programme.'],
  'already-set-up': [409, 'The first administrator exists already.'],
  'name-taken': [409, 'That name is taken.'],
  'import-busy': [409, 'This import is being written or is open already.'],
  'nothing-to-import': [409, 'No row is ready to go in.'],
  'too-large': [413, 'The file is larger than allowed.'],
  'too-many-lines': [413, 'The list has more lines than one file takes.'],
  'not-a-file': [400, 'The request carries no file.'],
  'bad-position': [400, 'That moment is not a date, an instant or a position.'],
  'too-many-attempts': [429, 'Too many attempts. Wait a minute.'],
  'database-away': [503, 'The database is not answering. Nothing was saved; try again in a moment.'],
  'not-ready': [500, 'Something went wrong on our side.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof CATALOGUE;

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
