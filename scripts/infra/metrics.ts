import type { BicepFile } from './bicep.ts';
import type { Finding } from './finding.ts';

/** The metrics that alerts ask for, against those that the program measures: another name is silent for ever. */
export const metricsIn = (file: BicepFile, measured: ReadonlySet<string>): readonly Finding[] =>
  file.text.split('\n').flatMap((line, row) =>
    [...line.matchAll(/eerder_erbij\.[a-z_.]*[a-z_]/g)]
      .filter(([name]) => !measured.has(name))
      .map(([name]) => ({
        file: file.path,
        line: row + 1,
        message: `the program does not measure ${name}`,
      })),
  );
