import assert from 'node:assert/strict';
import { type Planted, finds, foundIn } from './planted.ts';

const FILE = 'Dockerfile';
const WORKFLOW = 'm365agents.yml';
const PARAMETERS = 'infra/azure.parameters.json';

const PLANTED: readonly Planted[] = [
  {
    what: 'an instruction that does not exist',
    file: FILE,
    text: 'EXPOSE',
    by: 'EXPOS',
    found: /Unknown instruction/,
  },
  {
    what: 'a port that is none',
    file: FILE,
    text: 'EXPOSE 8080',
    by: 'EXPOSE web',
    found: /Invalid containerPort/,
  },
  {
    what: 'an image that is another one tomorrow',
    file: FILE,
    text: 'FROM node:22-bookworm-slim AS build',
    by: 'FROM node:latest AS build',
    found: /node:latest says no version/,
  },
  {
    what: 'an image without a tag',
    file: FILE,
    text: 'FROM node:22-bookworm-slim\n',
    by: 'FROM node\n',
    found: /node says no version/,
  },
  {
    what: 'a program that runs as root',
    file: FILE,
    text: 'USER node',
    by: 'USER root',
    found: /runs as root/,
  },
  { what: 'a program without a user', file: FILE, text: 'USER node\n', by: '', found: /runs as root/ },
  {
    what: 'a shell between SIGTERM and the program',
    file: FILE,
    text: 'CMD ["node", "dist/main.js"]',
    by: 'CMD node dist/main.js',
    found: /SIGTERM does not reach it/,
  },
  {
    what: 'npm between SIGTERM and the program',
    file: FILE,
    text: 'CMD ["node", "dist/main.js"]',
    by: 'CMD ["npm", "start"]',
    found: /SIGTERM does not reach it/,
  },
  {
    what: 'a missing health check',
    file: FILE,
    text: 'HEALTHCHECK',
    by: '# HEALTHCHECK',
    found: /there is no HEALTHCHECK/,
  },
  {
    what: 'npm install',
    file: FILE,
    text: 'npm ci --no-audit',
    by: 'npm install --no-audit',
    found: /goes past the lock file/,
  },
  {
    what: 'tools of development in the image',
    file: FILE,
    text: 'npm ci --omit=dev',
    by: 'npm ci',
    found: /tools of development go along/,
  },
  {
    what: 'node_modules of the stage that builds',
    file: FILE,
    text: '--from=dependencies',
    by: '--from=build',
    found: /tools of development go along/,
  },
  {
    what: 'a secret in an argument',
    file: FILE,
    text: 'WORKDIR /app',
    by: 'ARG COSMOS_KEY\nWORKDIR /app',
    found: /ARG holds a secret/,
  },
  {
    what: 'a secret in a variable',
    file: FILE,
    text: 'PORT=8080',
    by: 'PORT=8080 SMS_CONNECTION_STRING=x',
    found: /ENV holds a secret/,
  },
  {
    what: 'a copy of everything',
    file: FILE,
    text: 'COPY src ./src',
    by: 'COPY . .',
    found: /takes everything along/,
  },
  {
    what: 'a copy of nothing',
    file: FILE,
    text: 'COPY src ./src',
    by: 'COPY source ./src',
    found: /no source to copy/,
  },
  {
    what: 'a workflow that is no YAML',
    file: WORKFLOW,
    text: 'provision:',
    by: 'provision: [',
    found: /this is no YAML/,
  },
  {
    what: 'a workflow without a stage',
    file: WORKFLOW,
    text: 'publish:',
    by: 'publishing:',
    found: /publish: Invalid input/,
  },
  {
    what: 'a workflow of an unknown version',
    file: WORKFLOW,
    text: 'version: v1.11',
    by: 'version: latest',
    found: /version: is no version/,
  },
  {
    what: 'a template that is not there',
    file: WORKFLOW,
    text: './infra/main.bicep',
    by: './infra/all.bicep',
    found: /there is no \.\/infra\/all\.bicep/,
  },
  {
    what: 'a script that is not there',
    file: WORKFLOW,
    text: 'run app-folder',
    by: 'run app-map',
    found: /package\.json has no script app-map/,
  },
  {
    what: 'a variable that nobody gives',
    file: WORKFLOW,
    text: '${{APP_SERVICE_RESOURCE_ID}}',
    by: '${{APP_SERVICE_ID}}',
    found: /nobody gives APP_SERVICE_ID/,
  },
  {
    what: 'a variable that nobody gives, in the parameters',
    file: PARAMETERS,
    text: '${{EE_ALERT_EMAIL}}',
    by: '${{EE_MAIL}}',
    at: WORKFLOW,
    found: /nobody gives EE_MAIL/,
  },
  {
    what: 'parameters of the toolkit without one that is required',
    file: PARAMETERS,
    text: '"route"',
    by: '"replicas"',
    found: /requires parameter route/,
  },
  {
    what: 'parameters of the toolkit with one that is unknown',
    file: PARAMETERS,
    text: '"makeKeys"',
    by: '"makeKey"',
    found: /knows no parameter makeKey$/,
  },
  {
    what: 'a secret in the parameters of the toolkit',
    file: PARAMETERS,
    text: '"makeKeys": { "value": true }',
    by: '"heartbeatUrl": { "value": "x" }',
    found: /heartbeatUrl is secret/,
  },
  {
    what: 'parameters in another form',
    file: PARAMETERS,
    text: '"parameters"',
    by: '"values"',
    found: /this is no file of parameters/,
  },
  { what: 'parameters that are no JSON', file: PARAMETERS, text: '{', by: '', found: /this is no JSON/ },
];

describe('npm run check:infra, image and toolkit', () => {
  for (const one of PLANTED) {
    it(`finds ${one.what}`, () => {
      finds(one);
    });
  }

  it('finds a folder for environments that is not there', () => {
    const found = foundIn({}, {}, (path) => path !== 'env');
    assert.deepEqual(
      found.map((line) => line.replace(/:\d+/, '')),
      ['m365agents.yml there is no ./env'],
    );
  });
});
