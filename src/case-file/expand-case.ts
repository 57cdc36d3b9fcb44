import type { JsonObject } from '../core/json.ts';
import { stringAt } from '../core/json.ts';
import type { RuleCase, StatedRelation, WorldEntry } from './case-file.ts';
import { caseTime, expandFinding } from './expand-finding.ts';
import { expandResource } from './expand-resource.ts';

/** What an input would deliver: a raw ASFF finding, or an AWS Config item that states relations. */
export type CaseRecord =
  | { readonly kind: 'finding'; readonly value: JsonObject; readonly time?: string }
  | {
      readonly kind: 'context';
      readonly source: 'config';
      readonly value: JsonObject;
      readonly time: string;
    };

/** The records of a case in the order in which it gives them; `time` is that of the event, ISO 8601 UTC. */
export function expandCase(ruleCase: RuleCase): readonly CaseRecord[] {
  return ruleCase.given.map(expandEntry);
}

function expandEntry(entry: WorldEntry): CaseRecord {
  if (entry.form === 'relation') return expandRelation(entry);
  const value = expandFinding(entry);
  return entry.atMs === undefined
    ? { kind: 'finding', value }
    : { kind: 'finding', value, time: caseTime(entry.atMs) };
}

function expandRelation(entry: StatedRelation): CaseRecord {
  const time = caseTime(entry.atMs);
  const [subject, ...related] = entry.resources.map((resource) => configResourceOf(resource, entry));
  const value = {
    configurationItemVersion: '1.3',
    configurationItemCaptureTime: time,
    configurationItemStatus: 'OK',
    awsAccountId: entry.account,
    awsRegion: entry.region,
    ...subject,
    relationships: related.map((resource) => ({ ...resource, relationshipName: 'Is associated with ' })),
  };
  return { kind: 'context', source: 'config', value, time };
}

/** Config's types of the resources whose items state relations, by ASFF type. */
export const CONFIG_TYPES: Readonly<Record<string, string>> = {
  AwsEc2Instance: 'AWS::EC2::Instance',
  AwsEc2SecurityGroup: 'AWS::EC2::SecurityGroup',
  AwsEc2NetworkInterface: 'AWS::EC2::NetworkInterface',
};

function configResourceOf(text: string, scope: StatedRelation): { resourceType: string; resourceId: string } {
  const resource = expandResource(text, scope);
  const type = stringAt(resource, 'Type') ?? '';
  const id = stringAt(resource, 'Id') ?? '';
  return { resourceType: CONFIG_TYPES[type] ?? type, resourceId: id.slice(id.lastIndexOf('/') + 1) };
}
