import { type CosmosSettings, readCosmosSettings } from '../../src/config/cosmos-environment.ts';
import { withoutEmpty } from '../../src/config/variables.ts';
import { EXIT, Refused } from './sentences.ts';

/** Where everything is kept, as the program reads it from the environment; the rest of that is not looked at. */
export type Place = { kind: 'sqlite'; directory: string } | ({ kind: 'cosmos' } & CosmosSettings);

/** @throws Refused when it is not said well */
export const placeIn = (environment: NodeJS.ProcessEnv): Place => {
  const variables = withoutEmpty(environment);
  const { STORE: store = 'sqlite', DATA_DIR: directory = './data' } = variables;
  if (store !== 'sqlite' && store !== 'cosmos')
    throw new Refused(EXIT.configuration, 'STORE klopt niet: schrijf sqlite of cosmos.');
  const cosmos = readCosmosSettings(variables);
  if (!cosmos.ok) throw new Refused(EXIT.configuration, cosmos.refusal.join('\n'));
  return cosmos.value ? { kind: 'cosmos', ...cosmos.value } : { kind: 'sqlite', directory };
};

/** The data directory, for what only SQLite can do. */
export const directoryIn = (environment: NodeJS.ProcessEnv): string => {
  const place = placeIn(environment);
  if (place.kind === 'sqlite') return place.directory;
  throw new Refused(
    EXIT.configuration,
    'Dit kan alleen met STORE=sqlite: van Cosmos DB maakt Azure back-ups, en "npm run export" maakt een kopie.',
  );
};
