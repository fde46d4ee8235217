import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Files } from './check.ts';
import type { Filling } from './settings.ts';

const FILES = ['manifest.json', 'en.json', 'color.png', 'outline.png'] as const;

/** As Microsoft's Agents Toolkit writes them, which can fill in the same template. */
const PLACEHOLDER = /\$\{\{\s*(\w+)\s*\}\}/g;

const filledIn = (text: string, filling: Filling): string =>
  text.replaceAll(PLACEHOLDER, (whole, name: string) =>
    // What is filled in stands in a JSON string.
    Object.hasOwn(filling, name) ? JSON.stringify(filling[name]).slice(1, -1) : whole,
  );

/** The files of the package from `folder`, filled in. */
export const filesFrom = async (folder: string, filling: Filling): Promise<Files> => {
  const read = async (name: string): Promise<[string, Uint8Array]> => {
    const file = await readFile(path.join(folder, name));
    const isText = name.endsWith('.json');
    return [name, isText ? new TextEncoder().encode(filledIn(file.toString('utf8'), filling)) : file];
  };
  return Object.fromEntries(await Promise.all(FILES.map(read)));
};
