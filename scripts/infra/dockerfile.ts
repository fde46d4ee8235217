import { validate } from 'dockerfile-utils';
import type { Finding, Project } from './finding.ts';
import { textOf } from './finding.ts';

interface Instruction {
  word: string;
  rest: string;
  line: number;
}

interface Stage {
  name: string;
  image: string;
  line: number;
  instructions: readonly Instruction[];
}

const instructionsIn = (text: string): readonly Instruction[] => {
  const found: Instruction[] = [];
  let open: Instruction | undefined;
  text.split('\n').forEach((written, row) => {
    if (/^\s*(#|$)/.test(written)) return;
    const goesOn = written.endsWith('\\');
    const part = written.replace(/\\$/, '').trim();
    if (open) open.rest += ` ${part}`;
    else {
      const [word = '', ...rest] = part.split(/\s+/);
      open = { word: word.toUpperCase(), rest: rest.join(' '), line: row + 1 };
      found.push(open);
    }
    if (!goesOn) open = undefined;
  });
  return found;
};

const stagesIn = (text: string): readonly Stage[] => {
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const instruction of instructionsIn(text)) {
    if (instruction.word === 'FROM') {
      const [image = '', , name = ''] = instruction.rest.replace(/^--\S+\s+/, '').split(/\s+/);
      stages.push({ name, image, line: instruction.line, instructions: [] });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
};

const of = (stage: Stage | undefined, word: string): readonly Instruction[] =>
  stage?.instructions.filter((one) => one.word === word) ?? [];

/** What the linter finds, and what makes an image that one may run near people's data. */
export const dockerfileIn = (path: string, project: Project): readonly Finding[] => {
  const text = textOf(project, path);
  const stages = stagesIn(text);
  const found = [
    ...imagesOf(stages),
    ...userOf(stages),
    ...commandsOf(stages),
    ...installsOf(stages),
    ...secretsOf(stages),
    ...copiesOf(stages, project),
  ];
  return [
    ...validate(text).map(({ message, range }) => ({
      file: path,
      line: range.start.line + 1,
      message: typeof message === 'string' ? message : message.value,
    })),
    ...found.map((one) => ({ file: path, ...one })),
  ];
};

type Found = Omit<Finding, 'file'>;

/** `latest`, or no tag at all, is another image tomorrow; a version and a distribution get fixes only. */
const imagesOf = (stages: readonly Stage[]): readonly Found[] => {
  const own = new Set(stages.map(({ name }) => name));
  return stages
    .filter(({ image }) => !own.has(image) && !/@sha256:|:\d+[\w.]*-\w+/.test(image))
    .map(({ image, line }) => ({
      line,
      message: `${image} says no version and distribution, such as node:22-bookworm-slim`,
    }));
};

const userOf = (stages: readonly Stage[]): readonly Found[] => {
  const last = stages.at(-1);
  const user = of(last, 'USER').at(-1);
  if (!last) return [{ line: 1, message: 'there is no stage' }];
  if (user && !/^(root|0)\b/.test(user.rest)) return [];
  return [{ line: user?.line ?? last.line, message: 'the program runs as root; give it a USER' }];
};

/** A shell or npm in between keeps SIGTERM to itself, and then everything on its way is cut off. */
const commandsOf = (stages: readonly Stage[]): readonly Found[] => {
  const last = stages.at(-1);
  const [start] = [...of(last, 'ENTRYPOINT'), ...of(last, 'CMD')];
  const [health] = of(last, 'HEALTHCHECK');
  return [
    ...(start && /^\[\s*"node"\s*,/.test(start.rest)
      ? []
      : [
          {
            line: start?.line ?? last?.line ?? 1,
            message: 'the program is not started as ["node", …], so SIGTERM does not reach it',
          },
        ]),
    ...(health && /CMD\s+\[/.test(health.rest)
      ? []
      : [{ line: health?.line ?? last?.line ?? 1, message: 'there is no HEALTHCHECK with CMD […]' }]),
  ];
};

const installsOf = (stages: readonly Stage[]): readonly Found[] => {
  const inShell = stages.flatMap((stage) => of(stage, 'RUN'));
  const loose = inShell
    .filter(({ rest }) => /\bnpm (i|install|update)\b/.test(rest))
    .map(({ line }) => ({ line, message: 'npm install goes past the lock file; use npm ci' }));
  const withDevelopment = of(stages.at(-1), 'COPY')
    .filter(({ rest }) => rest.includes('node_modules'))
    .filter(({ rest }) => {
      const from = stages.find(({ name }) => name !== '' && rest.includes(`--from=${name} `));
      return !of(from, 'RUN').some(({ rest: run }) => /npm ci\b.*--omit=dev/.test(run));
    })
    .map(({ line }) => ({
      line,
      message: 'node_modules comes from where no npm ci --omit=dev was run: tools of development go along',
    }));
  return [...loose, ...withDevelopment];
};

const SECRET = /SECRET|PASSWORD|TOKEN|CONNECTION_STRING|(^|_)KEY(=|$|_)/i;

/** Whoever has the image reads its arguments and variables. */
const secretsOf = (stages: readonly Stage[]): readonly Found[] =>
  stages.flatMap((stage) =>
    [...of(stage, 'ARG'), ...of(stage, 'ENV')]
      .filter(({ rest }) => rest.split(/\s+/).some((pair) => SECRET.test(pair.split('=', 1).join(''))))
      .map(({ word, line }) => ({ line, message: `${word} holds a secret, which stays in the image` })),
  );

const copiesOf = (stages: readonly Stage[], { exists }: Project): readonly Found[] =>
  stages.flatMap((stage) =>
    [...of(stage, 'COPY'), ...of(stage, 'ADD')]
      .filter(({ rest }) => !rest.includes('--from='))
      .flatMap(({ rest, line }) => {
        const sources = rest
          .split(/\s+/)
          .filter((part) => !part.startsWith('--'))
          .slice(0, -1);
        return sources.flatMap((source): readonly Found[] => {
          if (source === '.' || source === './')
            return [
              { line, message: 'COPY . takes everything along, keys and data too; name what is needed' },
            ];
          return exists(source) ? [] : [{ line, message: `there is no ${source} to copy` }];
        });
      }),
  );
