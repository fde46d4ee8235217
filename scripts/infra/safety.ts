import type { Node } from 'web-tree-sitter';
import {
  type BicepFile,
  type Declaration,
  childrenOf,
  declared,
  decorator,
  isExisting,
  lineAt,
  literal,
  propertiesOf,
  propertyOf,
} from './bicep.ts';
import type { Finding } from './finding.ts';

/** Regions of Azure within the European Union. */
const IN_THE_UNION: ReadonlySet<string> = new Set([
  'austriaeast',
  'belgiumcentral',
  'denmarkeast',
  'francecentral',
  'germanywestcentral',
  'italynorth',
  'northeurope',
  'polandcentral',
  'spaincentral',
  'swedencentral',
  'westeurope',
]);

/** Types that Azure has in one place only: they hold rules and names, no data of ours. */
const WITHOUT_REGION: ReadonlySet<string> = new Set([
  'Microsoft.Communication/communicationServices',
  'Microsoft.Insights/metricAlerts',
  'Microsoft.Network/privateDnsZones',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
]);

/** What must hold for the law and for whoever looks after it: versions, places, secrets, what is passed on. */
export const safetyIn = (file: BicepFile): readonly Finding[] => [
  ...declared(file, 'resource').flatMap((resource) => [
    ...versionOf(file, resource),
    ...placeOf(file, resource),
  ]),
  ...allowedPlaces(file),
  ...givenPlaces(file),
  ...secretsOut(file),
  ...secretsPassed(file),
];

const at = (file: BicepFile, line: number, message: string): Finding => ({ file: file.path, line, message });

const versionOf = (file: BicepFile, { target = '', line }: Declaration): readonly Finding[] => {
  const [type = '', version = ''] = target.split('@');
  if (!/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(version))
    return [at(file, line, `${type} has no version such as @2024-01-01`)];
  if (!version.endsWith('-preview')) return [];
  const above = file.text.split('\n')[line - 2]?.trim() ?? '';
  return /^\/\/.*preview/i.test(above)
    ? []
    : [at(file, line, `${target} is a preview; say above it, in a comment, why there is no other`)];
};

const placeOf = (file: BicepFile, resource: Declaration): readonly Finding[] => {
  if (!resource.value || isExisting(resource)) return [];
  const [type = ''] = (resource.target ?? '').split('@');
  const place = propertyOf(resource.value, 'location');
  const text = literal(place);
  if (!place || (place.type === 'identifier' && place.text === 'location')) return [];
  if (text !== undefined && IN_THE_UNION.has(text)) return [];
  if (text === 'global' && WITHOUT_REGION.has(type)) return [];
  return [at(file, lineAt(place), `${type} may be outside the European Union: location ${place.text}`)];
};

/** The place of a whole installation is chosen from a list. */
const allowedPlaces = (file: BicepFile): readonly Finding[] =>
  declared(file, 'param')
    .filter(({ name }) => name === 'location' && !file.path.includes('/modules/'))
    .flatMap((parameter) => {
      const places = decorator(parameter, 'allowed')?.descendantsOfType('string') ?? [];
      if (places.length === 0)
        return [at(file, parameter.line, 'location has no @allowed list of regions in the European Union')];
      return places
        .map(literal)
        .filter((place) => place !== undefined && !IN_THE_UNION.has(place))
        .map((place) => at(file, parameter.line, `${place} is not in the European Union`));
    });

/** A place that is given where nobody chooses: as a default, or to a module. */
const givenPlaces = (file: BicepFile): readonly Finding[] => [
  ...declared(file, 'param')
    .filter(({ name, value }) => name === 'location' && value !== undefined)
    .flatMap(({ value, line }) => outside(file, value, line)),
  ...declared(file, 'module').flatMap(({ value, line }) => {
    const parameters = value && propertyOf(value, 'params');
    const place = parameters && propertyOf(parameters, 'location');
    return place?.type === 'identifier' ? [] : outside(file, place, line);
  }),
];

const outside = (file: BicepFile, place: Node | undefined, line: number): readonly Finding[] =>
  !place || IN_THE_UNION.has(literal(place) ?? '')
    ? []
    : [at(file, line, `location ${place.text} may be outside the European Union`)];

/** Outputs stay readable in the history of deployments, for whoever may look there. */
const SECRET =
  /list(Keys|Secrets|ConnectionStrings|Credentials)\b|connectionString|primaryKey|accountKey|password/i;

const secretsOut = (file: BicepFile): readonly Finding[] => {
  const secure = new Set(
    declared(file, 'param')
      .filter((parameter) => decorator(parameter, 'secure'))
      .map(({ name }) => name),
  );
  return declared(file, 'output').flatMap(({ name, line, value }) => {
    const names = value?.descendantsOfType('identifier').map((one) => one.text) ?? [];
    const isSecret = SECRET.test(value?.text ?? '') || names.some((one) => secure.has(one));
    return isSecret ? [at(file, line, `output ${name} gives away a secret`)] : [];
  });
};

/** Keys may go into the vault and nowhere else; a parameter with a secret is marked as one. */
const secretsPassed = (file: BicepFile): readonly Finding[] => [
  ...declared(file, 'param')
    .filter(({ name }) => /^(regionFile|heartbeatUrl)$|secret$|password|connectionString/i.test(name))
    .filter((parameter) => !decorator(parameter, 'secure'))
    .map(({ name, line }) => at(file, line, `parameter ${name} holds a secret, and is not @secure`)),
  ...declared(file, 'resource')
    .filter(({ target = '' }) => !target.startsWith('Microsoft.KeyVault/vaults/secrets@'))
    .flatMap(({ value }) => (value ? keysIn(value) : []))
    .map((node) => at(file, lineAt(node), 'a key of a resource goes somewhere else than into the vault')),
];

const keysIn = (node: Node): readonly Node[] =>
  node
    .descendantsOfType('call_expression')
    .flatMap((call) =>
      /\blist[A-Z]\w*$/.test(call.childForFieldName('function')?.text ?? '') ? [call] : [],
    );

/** Every resource that can have tags has those of the installation. */
export const tagsIn = (file: BicepFile): readonly Finding[] =>
  declared(file, 'resource')
    .filter((resource) => !isExisting(resource))
    .flatMap(({ value, line, name }) => {
      const names = new Set(value ? propertiesOf(value).map(([one]) => one) : []);
      return names.has('location') && !names.has('tags')
        ? [at(file, line, `${name} has no tags, so nobody knows whose it is`)]
        : [];
    });

/** Addresses that are asked whether the program lives, against those it answers. */
export const probesIn = (file: BicepFile, served: ReadonlySet<string>): readonly Finding[] =>
  file.root.descendantsOfType('object').flatMap((object) => {
    const probe = propertyOf(object, 'healthCheckPath') ?? pathOfGet(object);
    const path = literal(probe);
    return probe && path !== undefined && !served.has(path)
      ? [at(file, lineAt(probe), `the program does not answer at ${path}`)]
      : [];
  });

const pathOfGet = (object: Node): Node | undefined => {
  const get = propertyOf(object, 'httpGet');
  return get && childrenOf(get).length > 0 ? propertyOf(get, 'path') : undefined;
};
