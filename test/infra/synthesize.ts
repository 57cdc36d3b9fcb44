import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CorroborateStack, type CorroborateStackProps } from '../../infra/corroborate-stack.ts';
import { BUNDLE_FILES } from '../../infra/function-code.ts';
import { isJsonObject, type Json, type JsonObject, memberOf } from '../../src/core/json.ts';
import type { FunctionName } from '../../src/lambda/constants.ts';

/** A folder that goes when the tests of a file are done; the second is what takes it away. */
export function makeFolder(): readonly [folder: string, remove: () => void] {
  const folder = mkdtempSync(join(tmpdir(), 'corroborate-infra-'));
  return [folder, () => rmSync(folder, { recursive: true, force: true })];
}

/** Functions that do nothing, in place of the bundled ones, which take long to make and weigh much. */
export function writeStubs(folder: string): string {
  const bundles = join(folder, 'bundles');
  mkdirSync(bundles, { recursive: true });
  for (const file of BUNDLE_FILES) writeFileSync(join(bundles, file), 'export const handler = () => ({});\n');
  return bundles;
}

/** An app that says nothing while it is synthesized. */
export function createApp(folder: string): App {
  return new App({ outdir: mkdtempSync(join(folder, 'out-')), analyticsReporting: false });
}

/** A resource of a template. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** The resource as it stands in the template. */
  readonly json: JsonObject;
}

/** A synthesized template. */
export interface Template {
  readonly json: JsonObject;
  readonly resources: readonly Resource[];
}

/** The template of a stack with these props. */
export function synthesize(folder: string, props: CorroborateStackProps = {}): Template {
  const app = createApp(folder);
  const stack = new CorroborateStack(app, 'Corroborate', { bundles: writeStubs(folder), ...props });
  return readTemplate(app.synth().getStackArtifact(stack.artifactId).template);
}

/** A template from its JSON. */
export function readTemplate(template: unknown): Template {
  const json: Json = JSON.parse(JSON.stringify(template));
  if (!isJsonObject(json)) throw new Error('not a template');
  const resources = Object.entries(objectAt(json, 'Resources')).map(([id, value]) => toResource(id, value));
  return { json, resources };
}

function toResource(id: string, json: Json | undefined): Resource {
  if (!isJsonObject(json) || typeof json.Type !== 'string') throw new Error(`${id} is no resource`);
  return { id, type: json.Type, properties: objectAt(json, 'Properties'), json };
}

/** The object that a member is; an empty one where it is something else. */
export function objectAt(json: Json | undefined, ...path: readonly string[]): JsonObject {
  let found = json;
  for (const name of path) found = memberOf(found, name);
  return isJsonObject(found) ? found : {};
}

/** The list that a value is; a single value as a list of one. */
export function listOf(json: Json | undefined): readonly Json[] {
  if (json === undefined) return [];
  return Array.isArray(json) ? json : [json];
}

/** Resources of a type. */
export function ofType({ resources }: Template, type: string): readonly Resource[] {
  return resources.filter((resource) => resource.type === type);
}

/** The logical id that `{ Ref }` or `{ Fn::GetAtt }` names, wherever in `json` it is. */
export function referencesIn(json: Json | undefined): readonly string[] {
  if (Array.isArray(json)) return json.flatMap(referencesIn);
  if (!isJsonObject(json)) return [];
  const [target] = listOf(json['Fn::GetAtt'] ?? json.Ref);
  if (typeof target === 'string') return [target];
  return Object.values(json).flatMap(referencesIn);
}

/** The logical id of a function's role. */
export function roleOf(template: Template, name: FunctionName): string {
  const [own] = ofType(template, 'AWS::Lambda::Function').filter(
    ({ properties }) => properties.Handler === `${name}.handler`,
  );
  const [role] = referencesIn(own?.properties.Role);
  if (role === undefined) throw new Error(`${name} has no role`);
  return role;
}
