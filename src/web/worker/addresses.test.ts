import { describe, expect, test } from 'vitest';
import { wayOf } from './addresses.ts';

const FILES = { 'layers.css': 'sha256-a', 'assets/index-1.js': 'sha256-b' };
const visit = (path: string, method = 'GET') => wayOf({ path, method, navigates: true }, FILES);
const part = (path: string, method = 'GET') => wayOf({ path, method, navigates: false }, FILES);

describe('what the worker answers', () => {
  test('pages of the application, at whatever address', () => {
    expect(['', 'entrar', 'bolivia-digna/procesos', 'bolivia-digna/indicadores/2.2.1', 'propuesta', 'apicultura'].map((path) => visit(path))).toEqual(Array.from({ length: 6 }, () => 'page'));
  });

  test('built files, also those of another version', () => {
    expect([part('layers.css'), part('assets/index-1.js'), part('assets/index-0.js'), visit('layers.css')]).toEqual(['file', 'file', 'file', 'file']);
  });

  test('pages of the server, also where a form is sent', () => {
    expect([visit('verificar'), visit('verificar/ABC'), visit('p/bolivia'), visit('opinion/ABC', 'POST'), visit('inscripcion/ABC/calendario.ics')]).toEqual(
      Array.from({ length: 5 }, () => 'server-page'),
    );
  });
});

describe('what it leaves alone', () => {
  test('everything said to the server, itself, and what is not the house’s', () => {
    for (const path of ['api/me', 'api/programmes/1/files/2', 'worker.js']) expect([path, visit(path), part(path)]).toEqual([path, 'none', 'none']);
    expect([part('api/entries', 'POST'), part('p/bolivia/imagen.png'), part('public.css'), part('layers.css', 'HEAD'), visit('bolivia', 'POST')]).toEqual(Array.from({ length: 5 }, () => 'none'));
  });
});
