/** A public form of a process over HTTP, asked for and sent as browsers do, and what all such forms must keep to. */
import { expect } from 'vitest';
import { z } from 'zod';
import type { Draft } from '../../src/ledger/entry.ts';
import { correction } from './drafts.ts';
import type { Actor, Reply, ServedHouse } from './house.ts';

export type Boxes = Readonly<Record<string, string>>;

export interface PublicForm {
  readonly page: (query?: string, code?: string) => Promise<Reply>;
  readonly submit: (boxes: Boxes, code?: string, query?: string) => Promise<{ status: number; text: string; location: string | null }>;
}

/** The form under `/root/CODE`. */
export function publicForm(served: ServedHouse, root: string, ownCode: string): PublicForm {
  return {
    page: (query = '', code = ownCode) => served.stranger.get(`/${root}/${code}${query}`),
    async submit(boxes, code = ownCode, query = '') {
      const reply = await fetch(`${served.url}/${root}/${code}${query}`, { method: 'POST', body: new URLSearchParams(boxes), redirect: 'manual' });
      return { status: reply.status, text: await reply.text(), location: reply.headers.get('location') };
    },
  };
}

/** Appends entries; answers how each was answered, or by which code it was refused. */
export async function answersTo(served: ServedHouse, who: Actor, ...entries: readonly Draft[]): Promise<string[]> {
  const { answers } = z
    .object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional() })) })
    .parse((await who.post(`${served.base}/entries`, { entries })).body);
  return answers.map(({ answer, code }) => code ?? answer);
}

/** How a route answers, from whoever may read it all to whoever may not know of it. */
export async function statusesOf(served: ServedHouse, path: string): Promise<number[]> {
  const members = ['mario', 'teo', 'elena', 'evo', 'berta', 'nadie'].map(async (name) => (await (await served.as(name)).get(path)).status);
  return Promise.all([...members, served.stranger.get(path).then(({ status }) => status)]);
}

/** An address that leads nowhere says so in words, whatever it is. */
export async function expectDeadEnds({ page, submit }: PublicForm, words: string, boxes: Boxes): Promise<void> {
  for (const code of ['ABCDEFGHJKMP', 'nada', '%00%FF', '%3Cscript%3E', '%F0%9F%98%80a%F0%9F%98%80%F0%9F%98%80']) {
    const { status, text } = await page('', code);
    expect([code, status < 500, text.includes('<script>')]).toEqual([code, true, false]);
  }
  const { status, text } = await page('', 'ABCDEFGHJKMP');
  expect([status, text.includes(words), text.includes('Revise que el enlace')]).toEqual([404, true, true]);
  expect((await submit(boxes, 'ABCDEFGHJKMP')).status).toBe(404);
}

/** No other route takes a form, which any page of the web could make a browser send. */
export async function expectFormsNowhereElse({ url }: ServedHouse): Promise<void> {
  const reply = await fetch(`${url}/api/sign-in`, { method: 'POST', body: new URLSearchParams({ username: 'alicia', password: 'x' }) });
  expect(reply.status).toBe(400);
}

interface Closing {
  readonly served: ServedHouse;
  readonly alicia: Actor;
  readonly opened: Draft;
  readonly boxes: Boxes;
  /** What the page says. */
  readonly words: string;
  /** Whether staff see it open. */
  readonly isOpen: () => Promise<boolean | undefined>;
}

/** Past its last day the page says so and nothing goes in; with another day it is open again. */
export async function expectClosedByDay({ page, submit }: PublicForm, { served, alicia, opened, boxes, words, isOpen }: Closing): Promise<void> {
  const until = correction(opened, { closesOn: '2020-01-01' });
  expect(await answersTo(served, alicia, until)).toEqual(['accepted']);
  const { status, text } = await page();
  expect([status, text.includes(words), text.includes('<form')]).toEqual([410, true, false]);
  expect([(await submit(boxes)).status, await isOpen()]).toEqual([410, false]);
  expect(await answersTo(served, alicia, correction(opened, { closesOn: null }, [until.id]))).toEqual(['accepted']);
  expect([(await page()).status, await isOpen()]).toEqual([200, true]);
}
