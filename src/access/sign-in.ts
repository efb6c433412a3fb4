/** Sign-in and sessions, by better-auth with its username plugin; passwords are hashed with Argon2id. */
import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins';
import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { Problem } from '../platform/problem.ts';
import { findUserId } from './queries.ts';

/** How long a session lasts without use, seconds: 30 days, for people who are offline for weeks. */
const SESSION_SECONDS = 30 * 24 * 3600;

export interface SignIn {
  /** The cookies of a new session. Throws `wrong-credentials`, for a user that does not exist too. */
  signIn(username: string, password: string, request: FastifyRequest): Promise<string[]>;
  /** Ends the session of the request; the cookies that clear it. */
  signOut(request: FastifyRequest): Promise<string[]>;
  /** Who is signed in, or null. */
  userOf(request: FastifyRequest): Promise<{ id: string; name: string; username: string } | null>;
  /** Makes a user; throws `name-taken`. */
  addUser(user: { name: string; username: string; password: string }): Promise<string>;
}

export function openSignIn(pool: Pool, secret: string): SignIn {
  const auth = makeAuth(pool, secret);
  return {
    async signIn(name, password, request) {
      const response = await auth.api.signInUsername({
        body: { username: name, password },
        headers: headersOf(request),
        asResponse: true,
      });
      if (response.status >= 500) throw new Problem('database-away');
      if (!response.ok) throw new Problem('wrong-credentials');
      return response.headers.getSetCookie();
    },
    async signOut(request) {
      const response = await auth.api.signOut({ headers: headersOf(request), asResponse: true });
      return response.headers.getSetCookie();
    },
    async userOf(request) {
      if (request.headers.cookie === undefined) return null;
      // The library answers a session that does not hold with null; what it throws is a database it cannot reach.
      const session = await auth.api.getSession({ headers: headersOf(request) }).catch(() => {
        throw new Problem('database-away');
      });
      if (session === null) return null;
      const { id, name, username: login } = session.user;
      return { id, name, username: login ?? '' };
    },
    async addUser({ name, username: login, password }) {
      if ((await findUserId(pool, login)) !== null) throw new Problem('name-taken', { username: login });
      const made = await auth.api.signUpEmail({
        body: { name, username: login, password, email: `${login}@sin-correo.invalid` },
      });
      return made.user.id;
    },
  };
}

function makeAuth(pool: Pool, secret: string) {
  return betterAuth({
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
      minPasswordLength: 8,
      maxPasswordLength: 200,
      password: { hash: (password) => hash(password), verify: ({ hash: stored, password }) => verify(stored, password) },
    },
    plugins: [username({ minUsernameLength: 3, maxUsernameLength: 40 })],
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
