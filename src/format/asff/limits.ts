/**
 * Limits of the AWS Security Finding Format for what a provider imports: characters of strings (counted in UTF-16
 * units, the stricter reading), elements of arrays, pairs of maps, bytes of the whole finding.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html (2026)
 */
export const ASFF_LIMITS = {
  id: 512,
  productArnMin: 12,
  productArn: 2048,
  productName: 128,
  generatorId: 512,
  title: 256,
  description: 1024,
  region: 16,
  accountName: 50,
  severityOriginal: 64,
  noteText: 512,
  recommendationText: 512,
  resourceType: 256,
  types: 50,
  resources: 32,
  relatedFindings: 10,
  mapPairs: 50,
  mapKey: 128,
  productFieldValue: 2048,
  userDefinedFieldValue: 1024,
  tagValue: 256,
  findingBytes: 245_760,
} as const;

/** `Details.Other` holds keys of fewer than 128 and values of fewer than 1,024 characters (ASFF, "Other object"). */
export const OTHER_DETAILS_LIMITS = { key: 127, value: 1023 } as const;

/** ASFF documents no maximum for Resource.Id; ours is that of an ARN. */
export const RESOURCE_ID_MAX = 2048;
