/** What a route is: method, path, who may, what goes in and comes out. The server and the browser read the same object. */
import type { z } from 'zod';

export interface Contract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:names`; programme routes begin with `/api/programmes/:programme`. */
  readonly path: string;
  /** `noun.verb`; `signed-in` needs only a session, `anyone` not even that. */
  readonly permission: string;
  /** A phone may ask it by the secret with which it sends, whoever is signed in on it. */
  readonly sentByDevices?: true;
  /** It says itself which text cannot be kept: of entries one by one, of a form on its page. */
  readonly judgesTexts?: true;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
}

/** Declares a route; what is not named is empty. */
export function contract<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(definition: {
  method: Contract['method'];
  path: string;
  permission: string;
  sentByDevices?: true;
  judgesTexts?: true;
  params: Params;
  query: Query;
  body: Body;
  answer: Answer;
}): typeof definition {
  return definition;
}
