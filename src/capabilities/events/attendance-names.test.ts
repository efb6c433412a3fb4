import { expect, it } from 'vitest';
import { readDisplayName } from './attendance-names.ts';

const read = (text: string): string => {
  const { name, place, organisation } = readDisplayName(text);
  return `${name} | ${place ?? ''} | ${organisation ?? ''}`;
};

it('takes a place beside the name for a place', () => {
  expect(read('Ana Prueba (La Paz)')).toBe('Ana Prueba | La Paz | ');
  expect(read('Oruro - Ana Prueba')).toBe('Ana Prueba | Oruro | ');
});

it('takes an institution beside the name for an institution', () => {
  expect(read('CNI - Ana Prueba')).toBe('Ana Prueba |  | CNI');
  expect(read('Ana Prueba | Ministerio de Empleo')).toBe('Ana Prueba |  | Ministerio de Empleo');
  expect(read('Ana Prueba (Cámara Andina)')).toBe('Ana Prueba |  | Cámara Andina');
});

it('prefers the name given at registration to a nickname or a telephone', () => {
  expect(read('anita88 (Ana Mamani)')).toBe('Ana Mamani |  | ');
  expect(read('Galaxy A30 (Ana Mamani)')).toBe('Ana Mamani |  | ');
  expect(read('iPhone de Ana Mamani')).toBe('Ana Mamani |  | ');
  expect(read('Ana María Mamani (Ana Mamani)')).toBe('Ana María Mamani |  | ');
});

it('leaves alone what it cannot tell apart', () => {
  expect(read('Ana Pérez-López')).toBe('Ana Pérez-López |  | ');
  expect(read('Equipo técnico - Sala 2')).toBe('Equipo técnico - Sala 2 |  | ');
  expect(read('<b>Ana</b>')).toBe('<b>Ana</b> |  | ');
});
