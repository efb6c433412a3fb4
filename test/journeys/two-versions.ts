/** Two corrections of the same person from pages that were opened before either was saved. */
import type { BrowserContext, Page } from 'playwright-core';
import { settled } from './browser.ts';

/** A person's page with the form that corrects one thing open. */
export async function openCorrection(page: Page, person: string, field: string): Promise<void> {
  await page.goto(`${person}?corregir=${field}`);
  await settled(page);
}

export async function saveCorrection(page: Page, note: string): Promise<void> {
  await page.getByLabel(/^(Cómo lo sabe|How you know)/).fill(note);
  await page.getByRole('button', { name: /^(Guardar corrección|Save correction)$/ }).click();
  await page.waitForURL((url) => !url.searchParams.has('corregir'));
  await settled(page);
}

/** Opens the same person in several tabs, then corrects in each: year of birth and sex twice, the place once. */
export async function makeConflict(context: BrowserContext, person: string): Promise<void> {
  const steps: readonly { field: string; change: (page: Page) => Promise<void>; note: string }[] = [
    { field: 'birth', change: (page) => fillYear(page, '1986'), note: 'lo dijo ella' },
    { field: 'birth', change: (page) => fillYear(page, '1968'), note: 'de la lista en papel' },
    { field: 'sex', change: (page) => page.getByLabel(/^\s*(Hombre|Man)/).check(), note: 'de la lista en papel' },
    { field: 'sex', change: (page) => page.getByLabel(/^\s*(Otro|Other)/).check(), note: 'lo dijo por teléfono' },
    { field: 'place', change: async (page) => void (await page.getByLabel(/^\s*(Departamento|Department)/).selectOption({ label: 'Oruro' })), note: 'se mudó' },
  ];
  const pages: Page[] = [];
  for (const { field } of steps) {
    const page = await context.newPage();
    await openCorrection(page, person, field);
    pages.push(page);
  }
  for (const [at, { change, note }] of steps.entries()) {
    const page = pages[at];
    if (page === undefined) continue;
    await change(page);
    await saveCorrection(page, note);
    await page.close();
  }
}

async function fillYear(page: Page, year: string): Promise<void> {
  await page.getByRole('radio', { name: /^(El año|The year)$/ }).check();
  await page.getByRole('textbox', { name: /^(Año de nacimiento|Year of birth)/ }).fill(year);
}
