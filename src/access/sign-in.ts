/** Sign-in, sessions and second factor, by better-auth; secrets are hashed with Argon2id. */
import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { twoFactor, username } from 'better-auth/plugins';
import type { FastifyRequest } from 'fastify';
import type { Pool, PoolClient } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { inTransaction } from '../platform/database/programme-transaction.ts';
import { Problem } from '../platform/problem.ts';
import { attemptsIn, type Attempts } from './attempts.ts';
import { findSecretHash, findUserByName, insertUser, updateSecret } from './queries.ts';
import { PIN } from './rules.ts';
import { z } from 'zod';

/** How long a session lasts without use, seconds: 30 days, for people who are offline for weeks. */
const SESSION_SECONDS = 30 * 24 * 3600;
/** The longest secret that is hashed. */
const SECRET_LENGTH_MAX = 200;

export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly sessionId: string;
  readonly secondFactor: boolean;
}

export interface NewUser {
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

export interface SignIn {
  /**
   * The cookies of a new session, or of a sign-in that still wants the second factor. Throws `wrong-credentials`, for a
   * user that does not exist too, and `too-many-attempts`.
   */
  signIn(username: string, password: string, request: FastifyRequest): Promise<{ cookies: string[]; secondFactor: boolean }>;
  /** The second half of a sign-in: a code of the app, or a recovery code, which is used up. Throws `wrong-code`. */
  passSecondFactor(code: string, request: FastifyRequest): Promise<string[]>;
  /** A new session of a user who need not say who they are: their device did. */
  openSession(userId: string, request: FastifyRequest): Promise<{ cookies: string[]; sessionId: string }>;
  /** Ends the session of the request; the cookies that clear it. */
  signOut(request: FastifyRequest): Promise<string[]>;
  /** Who is signed in, or null. Throws `other-user` where the page says that it is somebody else's (`x-digna-user`). */
  userOf(request: FastifyRequest): Promise<SignedIn | null>;
  /** Makes a user; throws `name-taken`. What is six digits is kept as a PIN: the caller says whether it may be one. */
  addUser(user: NewUser): Promise<string>;
  /** The same in the caller's transaction. */
  addUserIn(client: PoolClient, user: NewUser): Promise<string>;
  /** Throws `wrong-password`; counted like an attempt to sign in. */
  insistOnSecret(user: { id: string; username: string }, secret: string, request: FastifyRequest): Promise<void>;
  changeSecret(client: PoolClient, userId: string, secret: string): Promise<void>;
  /** Begins to set the second factor up; it counts once a code was confirmed. */
  beginSecondFactor(password: string, request: FastifyRequest): Promise<{ uri: string; recoveryCodes: string[] }>;
  /** Throws `wrong-code`. The cookies of the session, which is a new one. */
  confirmSecondFactor(code: string, request: FastifyRequest): Promise<string[]>;
  removeSecondFactor(password: string, request: FastifyRequest): Promise<string[]>;
}

type Auth = ReturnType<typeof makeAuth>;

export function openSignIn(pool: Pool, secret: string, clock: Clock): SignIn {
  const auth = makeAuth(pool, secret);
  const attempts = attemptsIn(pool, secret, clock);
  return { ...sessionsOf(auth, attempts), ...usersIn(pool, attempts), ...secondFactorOf(auth) };
}

function sessionsOf(auth: Auth, attempts: Attempts): Pick<SignIn, 'signIn' | 'openSession' | 'signOut' | 'userOf' | 'passSecondFactor'> {
  return {
    async signIn(name, password, request) {
      const attempt = await attempts.begin(name, request.ip, password);
      const response = await auth.api.signInUsername({ body: { username: name, password }, headers: headersOf(request), asResponse: true });
      if (response.status >= 500) throw new Problem('database-away');
      if (!response.ok) throw new Problem('wrong-credentials');
      await attempt.succeeded();
      const body: unknown = await response.json();
      const secondFactor = typeof body === 'object' && body !== null && 'twoFactorRedirect' in body;
      return { cookies: cookiesOf(response, request), secondFactor };
    },
    async passSecondFactor(code, request) {
      const headers = headersOf(request);
      const response = PIN.test(code)
        ? await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true })
        : await auth.api.verifyBackupCode({ body: { code }, headers, asResponse: true });
      return cookiesOf(insist(response, 'wrong-code'), request);
    },
    async openSession(userId, request) {
      const response = await auth.api.openSession({ body: { userId }, headers: headersOf(request), asResponse: true });
      if (!response.ok) throw new Problem('database-away');
      const { sessionId } = z.object({ sessionId: z.string() }).parse(await response.json());
      return { cookies: cookiesOf(response, request), sessionId };
    },
    async signOut(request) {
      const response = await auth.api.signOut({ headers: headersOf(request), asResponse: true });
      return cookiesOf(response, request);
    },
    async userOf(request) {
      if (request.headers.cookie === undefined) return null;
      // The library answers a session that does not hold with null; what it throws is a database it cannot reach.
      const found = await auth.api.getSession({ headers: headersOf(request) }).catch(() => {
        throw new Problem('database-away');
      });
      if (found === null) return null;
      const meant = request.headers['x-digna-user'];
      if (meant !== undefined && meant !== found.user.id) throw new Problem('other-user');
      const { id, name, username: login, twoFactorEnabled } = found.user;
      return { id, name, username: login ?? '', sessionId: found.session.id, secondFactor: twoFactorEnabled === true };
    },
  };
}

function usersIn(pool: Pool, attempts: Attempts): Pick<SignIn, 'addUser' | 'addUserIn' | 'insistOnSecret' | 'changeSecret'> {
  const addUserIn: SignIn['addUserIn'] = async (client, { name, username: login, password }) => {
    const id = randomUUID();
    const secretHash = await hash(password);
    const made = await insertUser(client, { id, accountId: randomUUID(), name, username: login, secretHash, usesPin: PIN.test(password) });
    if (!made) throw new Problem('name-taken', { username: login });
    return id;
  };
  return {
    addUserIn,
    async addUser(user) {
      if ((await findUserByName(pool, user.username)) !== null) throw new Problem('name-taken', { username: user.username });
      return inTransaction(pool, (client) => addUserIn(client, user));
    },
    async insistOnSecret(user, secret, request) {
      const attempt = await attempts.begin(user.username, request.ip, secret);
      const stored = await findSecretHash(pool, user.id);
      if (stored === null || !(await verify(stored, secret))) throw new Problem('wrong-password');
      await attempt.succeeded();
    },
    async changeSecret(client, userId, secret) {
      await updateSecret(client, userId, await hash(secret), PIN.test(secret));
    },
  };
}

function secondFactorOf(auth: Auth): Pick<SignIn, 'beginSecondFactor' | 'confirmSecondFactor' | 'removeSecondFactor'> {
  return {
    async beginSecondFactor(password, request) {
      const response = await auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: headersOf(request), asResponse: true });
      const body: unknown = await insist(response, 'wrong-password').json();
      if (typeof body !== 'object' || body === null || !('totpURI' in body) || !('backupCodes' in body)) throw new Problem('not-ready');
      const { totpURI, backupCodes } = body;
      if (typeof totpURI !== 'string' || !Array.isArray(backupCodes)) throw new Problem('not-ready');
      // The app shows the user name; the e-mail that the library wants does not exist.
      return { uri: totpURI.replaceAll(/(%40|@)sin-correo\.invalid/g, ''), recoveryCodes: backupCodes.map(String) };
    },
    async confirmSecondFactor(code, request) {
      const response = await auth.api.verifyTOTP({ body: { code }, headers: headersOf(request), asResponse: true });
      return cookiesOf(insist(response, 'wrong-code'), request);
    },
    async removeSecondFactor(password, request) {
      const response = await auth.api.disableTwoFactor({ body: { password }, headers: headersOf(request), asResponse: true });
      return cookiesOf(insist(response, 'wrong-password'), request);
    },
  };
}

/** The answer of the library, or the problem it stands for. */
function insist(response: Response, otherwise: 'wrong-code' | 'wrong-password'): Response {
  if (response.status >= 500) throw new Problem('database-away');
  if (response.status === 429) throw new Problem('too-many-attempts', { waitSeconds: 900 });
  if (!response.ok) throw new Problem(otherwise);
  return response;
}

/** A cookie is for HTTPS only when it was asked for over HTTPS; a server in a local network may have none. */
function cookiesOf(response: Response, request: FastifyRequest): string[] {
  const cookies = response.headers.getSetCookie();
  return request.protocol === 'https' ? cookies.map((cookie) => `${cookie}; Secure`) : cookies;
}

/** No route leads here: the caller has found out whose device it is. */
const openSession = createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ userId: z.string() }) }, async (context) => {
  const { internalAdapter } = context.context;
  const user = await internalAdapter.findUserById(context.body.userId);
  if (user === null) throw new Error('The user of a device is gone.');
  const session = await internalAdapter.createSession(user.id);
  await setSessionCookie(context, { session, user });
  return context.json({ sessionId: session.id });
});

function makeAuth(pool: Pool, secret: string) {
  return betterAuth({
    appName: 'Digna',
    secret,
    baseURL: 'http://localhost',
    basePath: '/api/auth',
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: { modelName: 'app_user' },
    session: { modelName: 'app_session', expiresIn: SESSION_SECONDS, updateAge: 24 * 3600 },
    account: { modelName: 'app_account' },
    verification: { modelName: 'app_verification' },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      // What may be chosen as a secret is decided in rules.ts; the library only compares.
      minPasswordLength: 1,
      maxPasswordLength: SECRET_LENGTH_MAX,
      password: { hash: (password) => hash(password), verify: ({ hash: stored, password }) => verify(stored, password) },
    },
    plugins: [
      username({ minUsernameLength: 3, maxUsernameLength: 40, usernameValidator: (name) => /^[a-z0-9._-]+$/.test(name) }),
      twoFactor({ issuer: 'Digna', schema: { twoFactor: { modelName: 'app_two_factor' } } }),
      { id: 'device', endpoints: { openSession } },
    ],
    advanced: {
      useSecureCookies: false,
      cookiePrefix: 'digna',
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      database: { generateId: () => randomUUID() },
    },
    rateLimit: { enabled: false },
  });
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'user-agent', 'accept-language']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}
