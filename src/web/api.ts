/** Talks to the server through the contracts: what goes in and what comes out is inferred from them. */
import type { z } from 'zod';
import type { Contract } from '../platform/contract.ts';
import { loadSentences } from './problem-words.ts';
import { tellReached } from './connection.ts';
import { onHost } from './house-address.ts';
import { Problem, problemFromAnswer } from './problem.ts';

type Given<Schema extends z.ZodType, Name extends string> =
  z.input<Schema> extends null
    ? unknown
    : Partial<Record<never, never>> extends z.input<Schema>
      ? { readonly [key in Name]?: z.input<Schema> }
      : { readonly [key in Name]: z.input<Schema> };

/** What a call needs: `params`, `query` and `body`, each only where the contract asks for it. */
export type Input<C extends Contract> = Given<C['params'], 'params'> &
  Given<C['query'], 'query'> &
  Given<C['body'], 'body'> & { readonly signal?: AbortSignal };

export type AnswerOf<C extends Contract> = z.output<C['answer']>;

/** How long a page waits for the server where this device can answer, milliseconds. */
const PATIENCE_MS = 4_000;

/** Called when the server says that nobody is signed in; the shell sends the user to the sign-in page. */
let whenSignedOut: () => void = () => undefined;

export function onSignedOut(action: () => void): void {
  whenSignedOut = action;
}

/** The server was asked who is signed in, and said nobody. */
export function tellSignedOut(): void {
  whenSignedOut();
}

/** Id of the user whose page this is: the server refuses what comes with somebody else's session. */
let acting: string | null = null;
/** Tries to get a session again where there is none, or somebody else's; whether it did. */
let renew: () => Promise<boolean> = () => Promise.resolve(false);

/** From now on this window is that user's; null: nobody's. */
export function actAs(userId: string | null): void {
  acting = userId;
}

export function actingAs(): string | null {
  return acting;
}

/** Whether there is a session again. */
export function renewSession(): Promise<boolean> {
  return renew();
}

export function onSessionLost(action: () => Promise<boolean>): void {
  renew = action;
}

/** Answers a route from what is kept on this device. `first`: before the server is asked; `away`: it could not be reached. Undefined: it cannot say. */
export type LocalAnswers = (contract: Contract, input: { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown }, when: 'first' | 'away') => Promise<unknown>;

let answersHere: LocalAnswers | null = null;
/** Puts this device to work, where it is to; begun once, by whoever needs it first. */
let start: () => Promise<void> = () => Promise.resolve();

/** What this device keeps answers in the place of the server, where it can. */
export function answerHere(answers: LocalAnswers | null): void {
  answersHere = answers;
}

/** How this device is put to work; `start` may be called again and again. */
export function prepareHere(begin: () => Promise<void>): void {
  start = begin;
}

/** Resolved once this device works as it is to. */
export function readyHere(): Promise<void> {
  return start();
}

/** Calls a route, or asks what this device keeps. Throws `Problem` when the server refuses or is not reached; whoever is not signed in is sent to sign in. */
export async function call<C extends Contract>(contract: C, input: Input<C>): Promise<AnswerOf<C>> {
  const first = await answersHere?.(contract, partsOf(input), 'first');
  if (first !== undefined) return trusted<AnswerOf<C>>(first);
  try {
    return await askPatiently(contract, input);
  } catch (thrown) {
    const kept = thrown instanceof Problem && thrown.code === 'offline' ? await answerAway(contract, input) : undefined;
    if (kept !== undefined) return kept;
    if (isSignedOut(thrown)) whenSignedOut();
    throw thrown;
  }
}

/** A connection that neither works nor fails: what is kept here is shown in the place of an answer that does not come. */
async function askPatiently<C extends Contract>(contract: C, input: Input<C>): Promise<AnswerOf<C>> {
  const asked = ask(contract, input);
  if (answersHere === null) return asked;
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), PATIENCE_MS));
  const outcome = await Promise.race([asked, late]);
  return outcome === 'late' ? ((await answerAway(contract, input)) ?? asked) : outcome;
}

async function answerAway<C extends Contract>(contract: C, input: Input<C>): Promise<AnswerOf<C> | undefined> {
  await readyHere();
  const kept = await answersHere?.(contract, partsOf(input), 'away');
  return kept === undefined ? undefined : trusted<AnswerOf<C>>(kept);
}

function isSignedOut(thrown: unknown): boolean {
  return thrown instanceof Problem && thrown.status === 401 && thrown.code !== 'wrong-credentials';
}

/** Asks the server itself, and nobody else; where there is no session any more it is renewed, if this device can. Throws `Problem` when it refuses or is not reached. */
export async function ask<C extends Contract>(contract: C, input: Input<C>): Promise<AnswerOf<C>> {
  try {
    return await askOnce(contract, input);
  } catch (thrown) {
    if (!isSignedOut(thrown) || !(await renew())) throw thrown;
    return askOnce(contract, input);
  }
}

/** The same without renewing the session. `device`: `ID.SECRET` of the person it is asked for, in the place of whoever is signed in. */
export async function askOnce<C extends Contract>(contract: C, input: Input<C>, device?: string): Promise<AnswerOf<C>> {
  const given = partsOf(input);
  const { credentials, headers } = asWhom(device);
  const init: RequestInit = {
    method: contract.method,
    credentials,
    headers,
    ...(given.signal === undefined ? {} : { signal: given.signal }),
  };
  if (given.body !== undefined && given.body !== null) {
    init.headers = { ...headers, 'content-type': 'application/json' };
    init.body = JSON.stringify(given.body);
  }
  const response = await reach(addressOf(contract, given.params, given.query), init);
  return answerOf<C>(response);
}

/** As the user of this window, or by a device for its person. */
function asWhom(device?: string): { credentials: RequestCredentials; headers: Record<string, string> } {
  if (device !== undefined) return { credentials: 'omit', headers: { authorization: `Device ${device}` } };
  return { credentials: 'same-origin', headers: acting === null ? {} : { 'x-digna-user': acting } };
}

/** Sends one file as multipart `file`; `onProgress` gets the share sent, from 0 to 1. */
export function upload<C extends Contract>(
  contract: C,
  input: { params: Record<string, string>; query?: Record<string, string>; file: File; onProgress?: (share: number) => void },
): Promise<AnswerOf<C>> {
  const form = new FormData();
  form.append('file', input.file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(contract.method, addressOf(contract, input.params, input.query));
    for (const [name, value] of Object.entries(asWhom().headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) input.onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('error', () => reject(offline()));
    request.addEventListener('load', () => {
      const response = new Response(request.responseText, { status: request.status });
      answerOf<C>(response).then(resolve, (thrown: unknown) => {
        if (isSignedOut(thrown)) whenSignedOut();
        reject(thrown);
      });
    });
    request.send(form);
  });
}

interface FileAsked {
  readonly params: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: object;
  readonly name?: string;
}

/** Asks for a file that the server makes and gives it to the user. Throws `Problem` as `call` does. */
export async function download(contract: Contract, input: FileAsked): Promise<void> {
  const file = await fetchedFile(contract, input);
  saveFile(file, file.name);
}

/** Asks for a file, to be saved or shared. Throws `Problem` as `call` does. */
export async function fetchedFile(contract: Pick<Contract, 'method' | 'path'>, input: FileAsked): Promise<File> {
  const response = await fileOf(contract, input);
  const disposition = response.headers.get('content-disposition') ?? '';
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? [];
  const said = encoded === undefined ? /filename="([^"]+)"/.exec(disposition)?.[1] : decodeURIComponent(encoded);
  const content = await response.blob();
  return new File([content], input.name ?? said ?? 'digna', { type: content.type });
}

/** Hands a file to the browser under a name. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Asks for a picture that the server draws. Answers an address to show it by: revoke it when it is shown no more. */
export async function drawn(contract: Contract, input: { params: Record<string, string>; body: object; signal: AbortSignal }): Promise<string> {
  return URL.createObjectURL(await (await fileOf(contract, input)).blob());
}

async function fileOf(
  contract: Pick<Contract, 'method' | 'path'>,
  { params, query, body, signal }: { params: Record<string, string>; query?: Record<string, string>; body?: object; signal?: AbortSignal },
): Promise<Response> {
  const { credentials, headers } = asWhom();
  const response = await reach(addressOf(contract, params, query), {
    method: contract.method,
    credentials,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw refusalOf(response.status, (await bodyOf(response)).value);
  tellReached(true);
  return response;
}

/** Sends bytes as they are; `device` as in `askOnce`. Throws `Problem` when the server refuses or is not reached. */
export async function sendBytes<C extends Contract>(
  contract: C,
  { params, query, bytes, device }: { readonly params: Record<string, string>; readonly query: Record<string, string>; readonly bytes: ArrayBuffer; readonly device?: string },
): Promise<AnswerOf<C>> {
  const { credentials, headers } = asWhom(device);
  return answerOf<C>(await reach(addressOf(contract, params, query), { method: contract.method, credentials, headers: { ...headers, 'content-type': 'application/octet-stream' }, body: bytes }));
}

/** Address of a route of the server, for links that the browser follows itself. */
export function addressOf(contract: Pick<Contract, 'path'>, params: unknown, query: unknown): string {
  const known = textsOf(params);
  const path = onHost(contract.path.replace(/:([A-Za-z0-9]+)/g, (_whole, name: string) => encodeURIComponent(known.get(name) ?? '')));
  const search = new URLSearchParams([...textsOf(query)]).toString();
  return search === '' ? path : `${path}?${search}`;
}

const KEPT_FILE = { method: 'GET', path: '/api/programmes/:programme/files/:sha256' } as const;

/** A file that an entry carries, to be saved or shared. Throws `Problem` as `call` does. */
export function keptFile(programme: string, { sha256, fileName }: { readonly sha256: string; readonly fileName: string }): Promise<File> {
  return fetchedFile(KEPT_FILE, { params: { programme, sha256 }, name: fileName });
}

/** Download of a file that an entry carries; `shown`: in the browser, where it can show it. */
export function fileAddress(programme: string, sha256: string, { shown = false }: { readonly shown?: boolean } = {}): string {
  return addressOf(KEPT_FILE, { programme, sha256 }, shown ? { ver: '1' } : undefined);
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    await loadSentences();
    throw offline();
  }
}

async function answerOf<C extends Contract>(response: Response): Promise<AnswerOf<C>> {
  const body = await bodyOf(response);
  if (body.read) tellReached(true);
  if (response.ok && body.read) return trusted<AnswerOf<C>>(body.value);
  await loadSentences();
  throw response.ok ? offline() : refusalOf(response.status, body.value);
}

/**
 * Why a request was turned away. Whatever the house says names its reason; a gateway that answers for a server that is down, or the page of a
 * network that wants a sign-in, does not: for the user that is no connection, whatever its status says of permissions or sessions.
 */
function refusalOf(status: number, body: unknown): Problem {
  const isOurs = typeof body === 'object' && body !== null && 'code' in body;
  return isOurs || status === 413 ? problemFromAnswer(status, body) : offline();
}

async function bodyOf(response: Response): Promise<{ read: boolean; value: unknown }> {
  try {
    return { read: true, value: JSON.parse(await response.text()) };
  } catch {
    return { read: false, value: null };
  }
}

/** The server builds its answers from the same contract, so the browser does not check them a second time. */
function trusted<T>(value: unknown): T;
function trusted(value: unknown): unknown {
  return value;
}

function offline(): Problem {
  tellReached(false);
  return new Problem('offline', 0, '');
}

function partsOf(input: object): { params?: unknown; query?: unknown; body?: unknown; signal?: AbortSignal } {
  return input;
}

/** The named values that are set, as text; lists are joined with commas. */
function textsOf(values: unknown): Map<string, string> {
  const texts = new Map<string, string>();
  if (typeof values !== 'object' || values === null) return texts;
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') texts.set(name, String(value));
  }
  return texts;
}
