/**
 * Where things are in the AWS console. AWS documents none of these addresses: those of resources are the ones that
 * link2aws (https://github.com/link2aws/link2aws.github.io, testcases/aws.json) keeps up with, that of a finding is the
 * one that the solution Automated Security Response on AWS puts into its tickets. What a key does not tell for sure has
 * no address: better none than one that shows another resource.
 */
import { isRegionLike } from '../core/entity/entity-of.ts';
import { type Arn, parseArn } from '../core/entity/parse-arn.ts';
import type { FindingKey } from '../core/finding/finding.ts';

/** Hosts of the console by partition; there are others, whose addresses nobody outside can try. */
const DOMAIN_OF_PARTITION: ReadonlyMap<string, string> = new Map([
  ['aws', 'console.aws.amazon.com'],
  ['aws-cn', 'console.amazonaws.cn'],
  ['aws-us-gov', 'console.amazonaws-us-gov.com'],
]);

/** A resource in the AWS console, by the key of its entity; undefined where that does not tell a place for sure. */
export function consoleUrlOfEntity(key: string): string | undefined {
  const arn = parseArn(key);
  const domain = arn === undefined ? undefined : DOMAIN_OF_PARTITION.get(arn.partition);
  if (arn === undefined || domain === undefined || !hasPlainRegion(arn)) return undefined;
  const path = PAGE_OF_SERVICE.get(arn.service)?.(arn);
  if (path === undefined) return undefined;
  return arn.region === '' ? `https://${domain}${path}` : `https://${arn.region}.${domain}${path}`;
}

/**
 * A finding in the Security Hub console, in the Region of its product, by a filter on its Id; undefined where the
 * ProductArn tells no Region. Such a filter stands in the address encoded twice.
 */
export function consoleUrlOfFinding({ productArn, id }: FindingKey): string | undefined {
  const arn = parseArn(productArn);
  const domain = arn === undefined ? undefined : DOMAIN_OF_PARTITION.get(arn.partition);
  if (arn?.service !== 'securityhub' || domain === undefined || !isRegionLike(arn.region)) return undefined;
  const filter = `Id=${encode(`\\operator\\:EQUALS\\:${id}`)}`;
  return `https://${arn.region}.${domain}/securityhub/home?region=${arn.region}#/findings?search=${encode(filter)}`;
}

function hasPlainRegion({ region }: Arn): boolean {
  return region === '' || isRegionLike(region);
}

/** The path of a resource's page in the console of its Region, or in that of all Regions where it has none. */
type PageOf = (arn: Arn) => string | undefined;

const PAGE_OF_SERVICE: ReadonlyMap<string, PageOf> = new Map([
  ['ec2', inRegion(ec2Page)],
  ['s3', bucketPage],
  ['iam', iamPage],
  ['lambda', inRegion(lambdaPage)],
  ['rds', inRegion(rdsPage)],
  ['eks', inRegion(eksPage)],
  ['ecs', inRegion(ecsPage)],
]);

function inRegion(pageOf: PageOf): PageOf {
  return (arn) => (arn.region === '' ? undefined : pageOf(arn));
}

function ec2Page({ region, resource }: Arn): string | undefined {
  const [kind = '', id] = partsOf(resource, '/', 2);
  const page = EC2_PAGES.get(kind);
  return page === undefined ? undefined : `/ec2/home?region=${region}#${page}=${id}`;
}

function bucketPage({ region, account, resource }: Arn): string | undefined {
  const [name] = partsOf(resource, '/', 1);
  return name === undefined || region !== '' || account !== '' ? undefined : `/s3/buckets/${name}`;
}

/** The console knows a role or user by its name alone, whatever its path. */
function iamPage({ region, resource }: Arn): string | undefined {
  const page = IAM_PAGES.get(resource.slice(0, resource.indexOf('/')));
  const [name] = partsOf(resource.slice(resource.lastIndexOf('/') + 1), '/', 1);
  return page === undefined || name === undefined || region !== ''
    ? undefined
    : `/iam/home?#/${page}/${name}`;
}

function lambdaPage({ region, resource }: Arn): string | undefined {
  const [kind, name] = partsOf(resource, ':', 2);
  return kind === 'function' ? `/lambda/home?region=${region}#/functions/${name}` : undefined;
}

function rdsPage({ region, resource }: Arn): string | undefined {
  const [kind, name] = partsOf(resource, ':', 2);
  if (kind === 'db') return `/rds/home?region=${region}#database:id=${name}`;
  return kind === 'cluster' ? `/rds/home?region=${region}#database:id=${name};is-cluster=true` : undefined;
}

function eksPage({ region, resource }: Arn): string | undefined {
  const [kind, name] = partsOf(resource, '/', 2);
  return kind === 'cluster' ? `/eks/home?region=${region}#/clusters/${name}` : undefined;
}

function ecsPage({ region, resource }: Arn): string | undefined {
  const [only, cluster] = partsOf(resource, '/', 2);
  if (only === 'cluster') return `/ecs/v2/clusters/${cluster}?region=${region}`;
  const [kind = '', of, name] = partsOf(resource, '/', 3);
  const page = ECS_PAGES.get(kind);
  return page === undefined ? undefined : `/ecs/v2/clusters/${of}/${page}/${name}?region=${region}`;
}

const EC2_PAGES: ReadonlyMap<string, string> = new Map([
  ['instance', 'InstanceDetails:instanceId'],
  ['security-group', 'SecurityGroup:groupId'],
  ['network-interface', 'NetworkInterface:networkInterfaceId'],
  ['volume', 'VolumeDetails:volumeId'],
]);

const IAM_PAGES: ReadonlyMap<string, string> = new Map([
  ['role', 'roles'],
  ['user', 'users'],
]);

const ECS_PAGES: ReadonlyMap<string, string> = new Map([
  ['service', 'services'],
  ['task', 'tasks'],
]);

/** The parts of a resource, each encoded; none where they are not exactly so many. */
function partsOf(resource: string, separator: string, count: number): readonly string[] {
  const parts = resource.split(separator);
  return parts.length === count && parts.every(isName) ? parts.map(encode) : [];
}

/** A browser takes dots for steps in a path. */
function isName(part: string): boolean {
  return part !== '' && part !== '.' && part !== '..';
}

/** As `encodeURIComponent`, and what would end an address in a text as well; half a character becomes a whole one. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
