/** Why a request did not go through. */
export class Problem extends Error {
  /** Stable code of the server's catalogue; `offline` when the server was not reached. */
  readonly code: string;
  /** HTTP status; 0 when the server was not reached. */
  readonly status: number;
  readonly details: unknown;
  readonly requestId: string | null;

  constructor(code: string, status: number, message: string, details: unknown = null, requestId: string | null = null) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.details = details;
    this.requestId = requestId;
  }
}

/** Reads the server's `{ code, message, details, requestId }`; anything else becomes a problem of that status. */
export function problemFromAnswer(status: number, body: unknown): Problem {
  if (typeof body !== 'object' || body === null) return new Problem('unknown', status, '');
  const code = 'code' in body && typeof body.code === 'string' ? body.code : 'unknown';
  const message = 'message' in body && typeof body.message === 'string' ? body.message : '';
  const details = 'details' in body ? body.details : null;
  const requestId = 'requestId' in body && typeof body.requestId === 'string' ? body.requestId : null;
  return new Problem(code, status, message, details, requestId);
}
