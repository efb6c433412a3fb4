/** Every contract the server hangs up: for tables and tests that must not forget one. */
import type { Contract } from '../../src/platform/contract.ts';
import { makeServer } from '../../src/app/server.ts';
import type { House } from '../../src/app/house.ts';

export async function contractsOf(house: House): Promise<Contract[]> {
  const contracts: Contract[] = [];
  const app = await makeServer(house, { webFolder: null, log: () => undefined, heard: (contract) => contracts.push(contract) });
  await app.close();
  return contracts;
}

/** `POST /api/programmes/:programme/entries`. */
export function nameOf({ method, path }: Contract): string {
  return `${method} ${path}`;
}
