// A container's details name its image as it was pulled: `<registry>/<repository>[:<tag>]@sha256:<digest>`. Of an image
// in Amazon ECR these are the parts of the ARN under which Inspector reports it. Two things that look as if they
// told the image do not. A tag alone may have been moved since, so that it names whatever was pushed last; and
// `ImageId` is the digest of the image's configuration, which is another one than that of its manifest.

import { type Json, memberOf } from '../json.ts';
import { isAccountId } from './account-entity.ts';
import type { Entity } from './entity.ts';
import { isRegionLike, partitionOfRegion, RESOURCE_ID_LENGTH_MAX } from './entity-of.ts';
import { toldEntity } from './told-entity.ts';

/** A private registry: account and Region as its host name tells them. */
interface Registry {
  readonly account: string;
  readonly region: string;
}

/**
 * What stands before and behind the Region in the host name of a registry, after the account and a dot.
 * https://docs.aws.amazon.com/general/latest/gr/ecr.html (Docker and OCI client endpoints)
 */
const HOST_FORMS: readonly (readonly [before: string, after: string])[] = [
  ['dkr.ecr.', '.amazonaws.com'],
  ['dkr.ecr-fips.', '.amazonaws.com'],
  ['dkr.ecr.', '.amazonaws.com.cn'],
  ['dkr-ecr.', '.on.aws'],
  ['dkr-ecr-fips.', '.on.aws'],
];

const ACCOUNT_LENGTH = 12;

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html (repositoryName) */
const REPOSITORY_LENGTH_MAX = 256;

const DIGEST_MARK = '@sha256:';
const DIGEST_LENGTH = 64;

/**
 * The image in Amazon ECR that `Details.Container` of a resource names with its digest; undefined for images of other
 * registries, those named by tag or id alone, and anything that Docker would not pull.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_ContainerDetails.html
 */
export function imageOfContainer(details: Json | undefined): Entity | undefined {
  const name = memberOf(details, 'ImageName');
  if (typeof name !== 'string' || name.length > RESOURCE_ID_LENGTH_MAX) return undefined;
  const hostEnd = name.indexOf('/');
  const nameEnd = name.indexOf(DIGEST_MARK);
  if (hostEnd < 0 || nameEnd < hostEnd) return undefined;
  const registry = registryOf(name.slice(0, hostEnd));
  const [repository = ''] = name.slice(hostEnd + 1, nameEnd).split(':', 1);
  const digest = name.slice(nameEnd + DIGEST_MARK.length);
  if (registry === undefined || !isRepositoryName(repository) || !isDigest(digest)) return undefined;
  const { account, region } = registry;
  const partition = partitionOfRegion(region);
  const arn = `arn:${partition}:ecr:${region}:${account}:repository/${repository}/sha256:${digest}`;
  return toldEntity('AwsEcrContainerImage', arn, { partition, account, region });
}

function registryOf(host: string): Registry | undefined {
  const account = host.slice(0, ACCOUNT_LENGTH);
  if (!isAccountId(account) || host[ACCOUNT_LENGTH] !== '.') return undefined;
  const rest = host.slice(ACCOUNT_LENGTH + 1);
  for (const [before, after] of HOST_FORMS) {
    if (!rest.startsWith(before) || !rest.endsWith(after)) continue;
    const region = rest.slice(before.length, -after.length);
    const isInChina = partitionOfRegion(region) === 'aws-cn';
    if (isRegionLike(region) && isInChina === after.endsWith('.cn')) return { account, region };
  }
  return undefined;
}

/** Lower-case letters, digits and `. _ - /`, with no part between slashes empty. */
function isRepositoryName(name: string): boolean {
  if (name.length > REPOSITORY_LENGTH_MAX) return false;
  return name.split('/').every((part) => part !== '' && hasOnly(part, isRepositoryCharacter));
}

/** Lower-case hexadecimal digits, as the registry writes them. */
function isDigest(text: string): boolean {
  return text.length === DIGEST_LENGTH && hasOnly(text, isHexadecimalDigit);
}

function hasOnly(text: string, isAllowed: (code: number) => boolean): boolean {
  for (let at = 0; at < text.length; at += 1) if (!isAllowed(text.charCodeAt(at))) return false;
  return true;
}

function isRepositoryCharacter(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 122) || code === 45 || code === 46 || code === 95;
}

function isHexadecimalDigit(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
