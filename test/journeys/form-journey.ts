/** What journeys through public forms share: Tatiana, who opens one of a process, and strangers who answer it on a phone. */
import { expect } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { processId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { LAPTOP, launch, openWindow, PHONE, signIn, type Visitor } from './browser.ts';
import { runServer } from './running-server.ts';

export interface FormJourney {
  readonly tatiana: Visitor;
  /** The part of the process from which the form is opened. */
  readonly part: string;
  /** Where the form is, as the page of the process says. */
  address(): Promise<string>;
  /** A stranger's phone. */
  phone(): Promise<Visitor>;
  /** A page on a phone without JavaScript. */
  plainPhone(): Promise<Page>;
  /** Whoever comes to the form now is told that it is closed; nobody met anything that was not as it should be. */
  expectClosed(address: string, heading: string): Promise<void>;
  end(): Promise<void>;
}

export async function startFormJourney(part: string): Promise<FormJourney> {
  const server = await runServer();
  const browser: Browser = await launch();
  const tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  const phone = (): Promise<Visitor> => openWindow(browser, server, { viewport: PHONE });
  return {
    tatiana,
    part: `${tatiana.home}/procesos/${processId('TRANSICION')}?parte=${part}`,
    address: async () => (await tatiana.page.getByRole('link', { name: 'Ver la página' }).getAttribute('href')) ?? '',
    phone,
    plainPhone: async () => (await browser.newContext({ viewport: PHONE, javaScriptEnabled: false })).newPage(),
    async expectClosed(address, heading) {
      const visitor = await phone();
      visitor.expectInConsole(/410/);
      await visitor.page.goto(address);
      await visitor.page.getByRole('heading', { name: heading }).waitFor();
      await visitor.inspect('form closed');
      expect([...tatiana.complaints, ...visitor.complaints]).toEqual([]);
    },
    async end() {
      await browser.close();
      await server.stop();
    },
  };
}
