import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { makeFile } from '../../src/store/new-file.ts';

/**
 * The lines of a file. Not with `readline`: it also ends a line at U+2028, which may stand in what people wrote.
 */
export async function* linesIn(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** Writes lines into a new file, and answers what came with the last one. */
export const writeLines = <T>(file: string, lines: AsyncGenerator<string, T>): Promise<T> =>
  makeFile(file, async (temporary) => {
    const ended: T[] = [];
    const ending = async function* (): AsyncGenerator<string> {
      for (;;) {
        const step = await lines.next();
        if (step.done) {
          ended.push(step.value);
          return;
        }
        yield `${step.value}\n`;
      }
    };
    await pipeline(ending, createWriteStream(temporary, { flags: 'r+' }));
    const [last] = ended;
    if (ended.length !== 1 || last === undefined) throw new Error('The lines did not come to their end');
    return last;
  });
