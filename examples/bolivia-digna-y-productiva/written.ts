/** How lists write what they know of a person. Pure. */
import { DEPARTMENTS, type Department } from './organisations.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import { withoutAccents } from './spellings.ts';

/** Stands in every file, where no reader takes it for a participant. */
export const NOTICE = 'Datos inventados de demostración';

/** "4831024 LP", "4.831.024", "4831024-LP". */
export function writtenDocument(random: Random, number: number, department: Department): string {
  const { card } = DEPARTMENTS[department];
  const dotted = String(number).replace(/(\d)(?=(\d{3})+$)/g, '$1.');
  return random.pick([`${number} ${card}`, `${number} ${card}`, `${number}-${card}`, String(number), dotted]);
}

export function writtenPhone(random: Random, phone: string): string {
  return random.pick([phone, phone, `${phone.slice(0, 3)} ${phone.slice(3)}`, `+591 ${phone}`]);
}

/** Departments by name, in capitals or by the abbreviation of the cards. */
export function writtenDepartment(random: Random, department: Department): string {
  return random.pick([department, department, department.toUpperCase(), DEPARTMENTS[department].card]);
}

/** An organisation as lists have it: now and then without accents or in capitals. */
export function writtenOrganisation(random: Random, name: string): string {
  const hand = random.below(8);
  if (hand === 0) return withoutAccents(name).toUpperCase();
  return hand === 1 ? withoutAccents(name) : name;
}

/** The letters a list uses for the sexes; blank where it does not say. */
export function writtenSex(sex: Person['sex'], letters: { readonly woman: string; readonly man: string }): string {
  if (sex === 'other') return 'Otro';
  return sex === 'woman' || sex === 'man' ? letters[sex] : '';
}
